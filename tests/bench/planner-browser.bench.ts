import { chromium } from '@playwright/test';
import { dayOfSixty } from '../browser/day-of-sixty.ts';
import { browserArguments, browserPath } from '../browser-path.ts';
import { askPage, servePlannerPage } from '../browser/planner-in-browser.ts';
import type { Figures } from './case.ts';

/*
 * A tablet's first plan of sixty visits, in Chromium with its processor slowed down to a quarter.
 *
 * Chromium slows a page's own thread and refuses to slow a worker ("Operation is only supported for pages"). So the
 * time is taken where it is slowed, on the page itself, and what the page feels is taken while its worker plans.
 */

/** As DevTools has it for a "low-end" device. */
const slowdown = 4;

const promised = { firstPlan: 1000, longestTask: 50 };

export async function* cases(): AsyncGenerator<Figures> {
  if (!browserPath) {
    console.error('Skipped: this machine has no Chrome or Chromium. Install the package chromium, or set CHROMIUM.');
    return;
  }
  const planner = await servePlannerPage();
  const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
  try {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const problem = dayOfSixty();
    for (const round of ['a fresh page', 'the same page again']) {
      if (round === 'a fresh page') await page.goto(planner.origin);
      const { first, milliseconds, solution } = await askPage(page, 'planHere', problem, { seconds: 5 });
      yield {
        figures: {
          name: `sixty visits, ${slowdown}× slower, on ${round}: the first plan`,
          unit: 'ms',
          value: Math.round(first ?? milliseconds),
          promised: promised.firstPlan,
          leftOut: solution.summary.unassigned / 2
        }
      };
    }
    await page.goto(planner.origin);
    const planned = await askPage(page, 'plan', problem, { seconds: 5 }, 1);
    const idle = await askPage(page, 'idle', planned.milliseconds);
    yield {
      figures: {
        name: `the page while its worker plans, ${slowdown}× slower: the longest task`,
        unit: 'ms',
        value: longest(planned),
        promised: promised.longestTask,
        judge: 'the same page while nothing is planned',
        judged: longest(idle),
        frames: planned.frames,
        framesJudged: idle.frames,
        firstPlanFromWorker: Math.round(planned.first ?? planned.milliseconds)
      }
    };
  } finally {
    await browser.close();
    planner.stop();
  }
}

const longest = ({ longTasks }: { longTasks: number[] }) => Math.round(Math.max(0, ...longTasks));
