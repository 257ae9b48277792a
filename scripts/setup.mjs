// Installs and builds what is missing, once. Runs on whatever Node the machine has, so it uses nothing newer than
// Node 18 and no dependency. `--browser` asks also for the Chromium that the tests drive.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './find-browser.mjs';

/** @param {string} command @param {string[]} args @param {'inherit' | 'pipe'} stdout */
const run = (command, args, stdout = 'inherit') =>
  spawnSync(command, args, {
    stdio: ['inherit', stdout, 'inherit'],
    encoding: 'utf8',
    shell: process.platform === 'win32'
  });

/** @param {string} reason @returns {never} */
function stop(reason) {
  console.error(reason);
  process.exit(1);
}

function installPackages() {
  const stamp = 'node_modules/.lock-sha256';
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { status } = run('npm', ['ci', '--include=dev', '--loglevel=error']);
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, wanted);
}

function checkNode() {
  // `node` here is node_modules/.bin/node where this platform has one, otherwise the machine's own.
  const version = run('node', ['-p', 'process.versions.node'], 'pipe').stdout.trim();
  if (parseInt(version) < 24)
    stop(
      `Raitti needs Node 24 or newer; this machine has ${version} and no packaged one fits it. Install Node 24 LTS.`
    );
}

/** @param {string} folder @returns {number} */
function newestIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((newest, entry) => {
    const path = join(folder, entry.name);
    return Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }, 0);
}

function buildSite() {
  const built = 'build/server/site.js';
  const sources = ['src', 'service-worker', 'static', 'routing', 'scripts'].map(newestIn);
  const files = ['package-lock.json', 'svelte.config.js', 'vite.config.ts'].map((file) => statSync(file).mtimeMs);
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources, ...files)) return;
  const { status } = run('npm', ['run', '--silent', 'build']);
  if (status !== 0) stop('The build failed; the reason stands above.');
}

function installBrowser() {
  if (findBrowser()) return;
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!debian) {
    console.error(
      'The browser tests need Chrome or Chromium: install the package chromium, or set CHROMIUM to its path.'
    );
    return;
  }
  console.log('Installing Chromium for the browser tests …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment
    });
  if (install().status === 0) return;
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  if (install().status !== 0) console.error('Chromium could not be installed: the browser tests will be skipped.');
}

installPackages();
checkNode();
buildSite();
if (process.argv.includes('--browser')) installBrowser();
