import type { Translator } from '#messages/catalogue.ts';
import type { MapMessage } from '#messages/map.ts';
import { louder, type StopPin } from './stop-pins.ts';

/** A screen reader reads the whole name before the next pin can be heard. */
const named = 2;

/**
 * Says a pin to a person who does not see it. What is seen leads: "3–6: 3 Aino, tulossa; 4 Eino, tulossa; ja 2 muuta".
 * Only the first stops are named, those that one looks for before those that are done; the others are heard one by one
 * as the pin is pressed, or apart when it has come nearer.
 *
 * @param selected the id of the chosen stop, which comes before all others
 */
export function pinName({ label, stops }: StopPin, selected: string | null, say: Translator<MapMessage>): string {
  const chosen = ({ id }: { id: string }) => Number(id === selected);
  const ordered = stops.toSorted((one, other) => chosen(other) - chosen(one) || louder(one, other));
  const names = ordered.slice(0, named).map((stop) => `${stop.label} ${stop.title}, ${say(stop.kind)}`.trim());
  const others = stops.length - names.length;
  const all = [...names, ...(others > 0 ? [say('others', { count: others })] : [])].join('; ');
  return stops.length > 1 && label !== '' ? `${label}: ${all}` : all;
}
