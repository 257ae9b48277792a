import { findBrowser } from '../scripts/find-browser.mjs';

/** The Chrome or Chromium of this machine, or undefined: browser tests are then skipped, never passed. */
export const browserPath = findBrowser();

/** Without these Chromium looks for its maker's servers at every start. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];
