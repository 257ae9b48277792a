import { mkdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { obey, readOrigin, readPort } from './command-line.ts';

/** What a command that does this says, and how it exits. */
async function obeyed(perform: () => void) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({ write: (text: string) => (said[name] += text) });
  const io = { stdout: stream('stdout'), stderr: stream('stderr') } as unknown as Parameters<typeof obey>[0];
  const code = await obey(io, { help: 'help\n', read: () => ({}), perform: async () => perform() });
  return { code, ...said };
}

test.each<[string, () => void, string]>([
  [
    'a file that is not there',
    () => readFileSync('/nowhere/at-all'),
    '/nowhere/at-all is not there. Check the name.\n'
  ],
  [
    'a folder under a file',
    () => mkdirSync('/etc/passwd/data'),
    '/etc/passwd/data would lie within a file. Choose another place.\n'
  ],
  [
    'a file in a folder’s place',
    () => mkdirSync('/etc/passwd'),
    '/etc/passwd is a file where a folder is wanted. Choose another place.\n'
  ],
  [
    'a name of its own',
    () => {
      throw new Error('The pack is damaged.');
    },
    'The pack is damaged.\n'
  ]
])('%s is told in words, without a trace of the program', async (_what, perform, stderr) => {
  expect(await obeyed(perform)).toEqual({ code: 1, stdout: '', stderr });
});

test.each(['', '-1', '65536', '80a', '1e3', ' 80'])('%j is no port', (text) => {
  expect(() => readPort('--port', text)).toThrow(/^--port takes/);
});

test('an origin has a protocol of the web, and no path', () => {
  expect(readOrigin('--hub', 'https://Hub.example.fi/', 'x')).toBe('https://hub.example.fi');
  for (const text of ['ftp://x', 'http://x/y', 'http://x?z', 'x', '', 'javascript:1'])
    expect(() => readOrigin('--hub', text, 'https://hub.example.fi'), text).toThrow(
      '--hub takes an origin, such as https://hub.example.fi'
    );
});
