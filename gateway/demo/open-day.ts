import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSecretFile } from '#gateway/journal/key-file.ts';
import { buildDemoRegion, hasDemoRegion } from './build-region.ts';
import { morningOf, seedDays } from './seed.ts';
import { newWorld, restoreWorld, storeWorld, type World } from './world.ts';
import { realClock } from './world-mirror.ts';

interface DemoDay {
  data: string;
  vanPort: number;
  /** Forget the day that is there. */
  fresh: boolean;
}

/**
 * Opens the demo's day: the one that is there, or a new one with its map, its yesterday and its orders.
 *
 * @param tell is told what takes long.
 * @throws when the day that is there cannot go on as it was asked.
 */
export async function openDay({ data, vanPort, fresh }: DemoDay, tell: (what: string) => void): Promise<World> {
  const [region, dayFile] = [join(data, 'region'), join(data, 'day.json')];
  const kept = !fresh && existsSync(dayFile) ? readDay(data, dayFile, vanPort) : null;
  if (fresh || !(await hasDemoRegion(region))) {
    if (kept) tell('The map is damaged or of another Raitti: a new day begins.');
    // A day belongs to its map: the tablet takes no other.
    for (const old of [dayFile, region]) rmSync(old, { force: true, recursive: true });
    tell('Drawing the map of the invented municipality …');
    await buildDemoRegion(region);
  } else if (kept) return kept;

  tell('Filling yesterday and today …');
  for (const old of ['hub', 'van']) rmSync(join(data, old), { force: true, recursive: true });
  const morning = morningOf(realClock.now());
  await seedDays(data, morning, `http://127.0.0.1:${vanPort}`);
  const world = newWorld(morning, realClock.now());
  keepWorld(data, world);
  // Last, for a day that was half filled when the demo was stopped must be filled anew.
  writeSecretFile(dayFile, JSON.stringify({ vanPort }));
  return world;
}

export const keepWorld = (data: string, world: World) =>
  writeSecretFile(join(data, 'world.json'), storeWorld(world, realClock.now()));

function readDay(data: string, dayFile: string, vanPort: number): World {
  // The day's tablet has learnt where its van answers, and would call there for ever.
  const { vanPort: known } = JSON.parse(readFileSync(dayFile, 'utf8')) as { vanPort: number };
  if (known !== vanPort)
    throw new Error(
      `The tablet of this day knows the van at port ${known}. Start with --van-port ${known}, or begin a new day with --fresh.`
    );
  const file = join(data, 'world.json');
  const world = existsSync(file) ? restoreWorld(readFileSync(file, 'utf8'), realClock.now()) : null;
  if (world) return world;
  throw new Error(`${file}, the demo's clock, is damaged or gone. Begin a new day with --fresh: it forgets this one.`);
}
