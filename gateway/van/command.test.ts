import { expect, test } from 'vitest';
import { vanCommand } from './command.ts';

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) }
  } as unknown as Parameters<typeof vanCommand>[1];
  return { code: await vanCommand(args, io), ...said };
}

test('--help tells every option and says it on standard output', async () => {
  const { code, out, err } = await run('--help');
  expect([code, err]).toEqual([0, '']);
  for (const option of ['--hub', '--port', '--host', '--data', '--public', '--service-point', '--wifi'])
    expect(out).toContain(option);
});

test.each([
  [[], '--hub ORIGIN'],
  [['--hub', 'hub'], '--hub takes an origin'],
  [['--hub', 'https://hub.test/path'], '--hub takes an origin'],
  [['--hub', 'file:///etc/passwd'], '--hub takes an origin'],
  [['--hub', 'https://hub.test', '--port', '70000'], '--port takes'],
  [['--hub', 'https://hub.test', '--wifi', 'sometimes'], '--wifi takes'],
  [['--hub', 'https://hub.test', '--public', 'van'], '--public takes'],
  [['--speed'], 'speed']
])('asked wrongly: %j', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
});
