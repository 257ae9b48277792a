import type { BuildProgress } from './build.ts';

const stepWords: Record<BuildProgress['step'], string> = {
  reading: 'Reading the map file',
  ordering: 'Ordering the roads',
  drawing: 'Drawing the map',
  writing: 'Writing the pack'
};
const steps = Object.keys(stepWords) as BuildProgress['step'][];

/** How much of the time each step takes, about: measured with Tampere, Liechtenstein and Helsinki's centre. */
const shares: Record<BuildProgress['step'], number> = { reading: 0.25, ordering: 0.15, drawing: 0.57, writing: 0.03 };

/** Before so many seconds, and so much of the whole, nobody can say how long the rest takes. */
const least = { seconds: 2, share: 0.05 };

/** How much of a whole build is done, from 0 to 1. */
export function shareOfBuild({ step, share }: BuildProgress): number {
  const before = steps.slice(0, steps.indexOf(step)).reduce((sum, name) => sum + shares[name], 0);
  return Math.min(1, before + shares[step] * Math.min(1, share));
}

/**
 * Tells how far a build is: on a terminal in one line that is written over, elsewhere in a line for each step.
 *
 * @param now seconds on a clock that only goes forward
 */
export function buildProgress(
  terminal: { write(text: string): unknown; readonly isTTY?: boolean },
  now: () => number
): { tell(progress: BuildProgress): void; clear(): void } {
  const began = now();
  let shown = '';
  let step: BuildProgress['step'] | undefined;
  return {
    tell(progress) {
      const isNext = progress.step !== step;
      step = progress.step;
      if (!terminal.isTTY) {
        if (isNext) terminal.write(`${stepWords[step]}\n`);
        return;
      }
      const share = shareOfBuild(progress);
      const seconds = now() - began;
      const left =
        seconds < least.seconds || share < least.share || share === 1
          ? ''
          : `, about ${duration((seconds / share) * (1 - share))} left`;
      const line = `${stepWords[step]}: ${Math.floor(share * 100)} %${left}`;
      if (line !== shown) terminal.write(`\r\x1b[K${line}`);
      shown = line;
    },
    clear() {
      if (shown) terminal.write('\r\x1b[K');
      shown = '';
    }
  };
}

/** `5 s`, `40 s` or `3 min`: more would only look exact. */
function duration(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.ceil(seconds))} s`;
  return seconds < 90 ? `${Math.ceil(seconds / 5) * 5} s` : `${Math.ceil(seconds / 60)} min`;
}
