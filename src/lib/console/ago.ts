import type { consoleMessages } from '#messages/console.ts';
import { timeOfDay } from '#messages/format.ts';
import type { Instant } from '#domain/units.ts';

/** How long ago something was: minutes while they say more than the time of day. */
export function ago(say: ReturnType<typeof consoleMessages>, at: Instant, now: Instant): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return say('ago_now');
  return minutes < 60 ? say('ago_minutes', { count: minutes }) : say('ago_time', { time: timeOfDay(at) });
}
