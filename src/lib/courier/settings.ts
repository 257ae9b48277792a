import * as v from 'valibot';
import type { Locale } from '#messages/locale.ts';
import { saidIn } from '../language/said.ts';

/* Kinds and temperature classes are the operator's settings; the tablet keeps the ones it last heard. */

const names = v.object({ fi: v.string(), sv: v.string(), en: v.string() });
const settingsSchema = v.object({
  kinds: v.array(
    v.object({
      id: v.string(),
      name: names,
      /** Seconds; the longest time aboard, where there is one. */
      transitLimit: v.optional(v.nullable(v.number()))
    })
  ),
  temperatureClasses: v.array(
    v.object({
      id: v.string(),
      name: names,
      least: v.nullable(v.number()),
      most: v.nullable(v.number()),
      mustNotFreeze: v.boolean()
    })
  )
});

export type CourierSettings = v.InferOutput<typeof settingsSchema>;

const key = 'raitti-settings';

interface Outside {
  fetch: typeof fetch;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** The settings from the hub, or the last known ones; null when neither is there. */
export async function readSettings({ fetch, storage }: Outside): Promise<CourierSettings | null> {
  try {
    const answer = await fetch('/api/courier/settings');
    if (!answer.ok) return keptSettings(storage);
    const settings = v.parse(settingsSchema, await answer.json());
    storage.setItem(key, JSON.stringify(settings));
    return settings;
  } catch {
    return keptSettings(storage);
  }
}

export function keptSettings(storage: Pick<Storage, 'getItem'>): CourierSettings | null {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), settingsSchema), storage.getItem(key));
  return result.success ? result.output : null;
}

/** A kind's name; its own identifier, readable at least, where the settings do not know it. */
export function kindName(settings: CourierSettings | null, id: string, locale: Locale): string {
  const found = settings?.kinds.find((kind) => kind.id === id);
  return found ? saidIn(found.name, locale).text : id.replaceAll('_', ' ');
}
