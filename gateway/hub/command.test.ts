import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubCommand } from './command.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'raitti-hub-command-'));
  writeFileSync(join(directory, 'broken.json'), '{ "operator": ');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function run(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) =>
    ({ write: (text: string) => (said[name] += text) }) as unknown as NodeJS.WriteStream;
  const code = await hubCommand(args, { stdout: stream('stdout') as never, stderr: stream('stderr') as never });
  return { code, ...said };
}

describe('raitti hub', () => {
  it('explains itself', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('--region DIR');
  });

  it.each([
    [['--port', '99999'], '--port takes a number'],
    [['--port', 'x'], '--port takes a number'],
    [['--origin', 'raitti'], '--origin takes an origin'],
    [['--colour', 'red'], "Unknown option '--colour'"],
    [['fly'], 'does not know the word "fly"'],
    [['set-up'], 'takes one JSON file']
  ])('asked wrongly with %j ends with 2 and says how to ask', async (args, sentence) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('Usage: raitti hub');
  });

  it('ends with 1 when there is no region, and says what to do', async () => {
    const { code, stderr } = await run(
      'set-up',
      join(directory, 'broken.json'),
      '--region',
      directory,
      '--data',
      directory
    );
    expect(code).toBe(1);
    expect(stderr).toContain('raitti region build');
  });
});
