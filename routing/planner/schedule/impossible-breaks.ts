import type { Model } from '../model/model.ts';
import { refused } from '../planner-error.ts';
import { layOut, newEvents } from './events.ts';
import { placeRests } from './rests.ts';

/**
 * A vehicle that cannot take its breaks even when it stays at home would never drive, and nobody would know why.
 * @throws PlannerError code 2
 */
export function refuseImpossibleBreaks(model: Model) {
  for (const vehicle of model.vehicles) {
    const { number, breaks, opens, closes, isPinned } = vehicle;
    if (isPinned || breaks.length === 0) continue;
    breaks.forEach(({ windows, service }, index) => {
      const fits = windows.opens.some(
        (open, at) => Math.max(open, opens) <= Math.min(windows.closes[at]!, closes - service)
      );
      if (!fits)
        throw refused(`vehicles[${number}].breaks[${index}]`, "cannot be taken within the vehicle's time window.");
    });
    const events = newEvents(2);
    layOut(model, vehicle, [], 0, events);
    events.way.fill(0);
    const idle = { ...vehicle, breakAfter: Infinity };
    if (placeRests(model, idle, events, new Float64Array(model.kinds)).length === 0)
      throw refused(`vehicles[${number}].breaks`, 'cannot all be taken in one day: their windows collide.');
  }
}
