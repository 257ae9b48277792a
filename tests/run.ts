import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPath } from './browser-path.ts';

/*
 * Everything `npm test` is: types, rules, unit tests and the browser tests on the built site, which the setup has just
 * built. Its last line counts all of it.
 */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'raitti-tests-'));

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
      .on('error', () => resolve(1))
      .on('exit', (code) => resolve(code ?? 1));
  });
}

async function rule(name: string, script: string): Promise<Count> {
  console.log(`\n── ${name}`);
  const code = await run('npm', ['run', '--silent', script]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** A runner that ends badly without a failed test has failed too: it may have run none. */
function atLeastOneFailure(count: Count, code: number): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

async function unitTests(): Promise<Count> {
  console.log('\n── Unit tests');
  const file = join(reports, 'vitest.json');
  const code = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const count = { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  return atLeastOneFailure(count, code);
}

async function browserTests(): Promise<Count> {
  console.log('\n── Browser tests');
  if (!browserPath) {
    console.log('Skipped: this machine has no Chrome or Chromium. Install the package chromium, or set CHROMIUM.');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const file = join(reports, 'playwright.json');
  const code = await run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

function readReport<Report>(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return null;
  }
}

const counts = [await rule('Types', 'check'), await rule('Rules', 'lint'), await unitTests(), await browserTests()];
rmSync(reports, { recursive: true, force: true });

const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
