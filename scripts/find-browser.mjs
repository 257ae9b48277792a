import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const onMac = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/**
 * The path of this machine's Chrome or Chromium, first the one that CHROMIUM names; undefined when none starts.
 * Set-up and tests ask here, so that they agree. Runs on Node 18.
 */
export function findBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = [
    process.env.CHROMIUM,
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...onMac
  ];
  return paths.find((path) => path !== undefined && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0);
}
