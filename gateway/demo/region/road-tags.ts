import type { OsmTags } from '#routing/region/pbf/write.ts';
import type { Village } from './lay-roads.ts';
import type { Municipality } from './invent.ts';
import { between, distance, type Point } from './plane.ts';
import type { Random } from './random.ts';
import type { Highway, Road, Vertex } from './road-network.ts';

interface RoadWay {
  readonly vertices: readonly Vertex[];
  readonly tags: OsmTags;
}

/** Where a stretch lies: signs change at the edge of a village and again in its middle. */
type Zone = 'country' | 'village' | 'centre';

/** Speed limits as signs say them, km/h; what is not here has no sign, as in the real map. */
const limits: Partial<Record<Highway, Partial<Record<Zone, number>>>> = {
  trunk: { country: 100, village: 60, centre: 50 },
  primary: { country: 100, village: 60, centre: 50 },
  secondary: { country: 80, village: 60, centre: 50 },
  tertiary: { village: 60, centre: 50 },
  residential: { village: 40, centre: 40 }
};

/** The roads as ways: a new one wherever the tags change. */
export function* roadWays({ roads, villages, isBridge }: Municipality, random: Random): Generator<RoadWay> {
  for (const road of roads) {
    if (road.highway === 'ferry') {
      yield { vertices: road.vertices, tags: ferryTags(road) };
      continue;
    }
    const always = tagsOfRoad(road, villages, random);
    const isSigned = road.highway !== 'residential' || random.chance(0.6);
    let stretch: { vertices: Vertex[]; zone: Zone; bridge: boolean } | undefined;
    const finish = function* () {
      if (!stretch) return;
      const limit = isSigned ? limits[road.highway]?.[stretch.zone] : undefined;
      const tags: Record<string, string> = { ...always };
      if (limit !== undefined) tags.maxspeed = String(limit);
      if (stretch.bridge) Object.assign(tags, { bridge: 'yes', layer: '1' });
      yield { vertices: stretch.vertices, tags };
    };
    for (let index = 1; index < road.vertices.length; index++) {
      const [from, to] = [road.vertices[index - 1]!, road.vertices[index]!];
      const zone = zoneOf(villages, between(from, to, 0.5));
      const bridge = isBridge(from, to);
      if (stretch?.zone !== zone || stretch.bridge !== bridge) {
        yield* finish();
        stretch = { vertices: [from], zone, bridge };
      }
      stretch.vertices.push(to);
    }
    yield* finish();
  }
}

function zoneOf(villages: readonly Village[], point: Point): Zone {
  for (const { plan, centre } of villages) {
    const away = distance(point, centre);
    if (away < plan.radius * 0.45) return 'centre';
    if (away < plan.radius) return 'village';
  }
  return 'country';
}

function tagsOfRoad(road: Road, villages: readonly Village[], random: Random): OsmTags {
  const { highway, name, ref, access, isDriveway } = road;
  const tags: Record<string, string> = { highway };
  if (name !== undefined) tags.name = name;
  if (ref !== undefined) tags.ref = ref;
  if (isDriveway) tags.service = 'driveway';
  if (access !== undefined) tags.access = access;
  const surface = surfaceOf(road, villages, random);
  if (surface !== undefined) tags.surface = surface;
  if (highway === 'track') tags.tracktype = random.pick(['grade2', 'grade2', 'grade3', 'grade4']);
  return tags;
}

function surfaceOf(road: Road, villages: readonly Village[], random: Random): string | undefined {
  switch (road.highway) {
    case 'trunk':
    case 'primary':
    case 'secondary':
      return 'asphalt';
    case 'tertiary':
      // A numbered road is paved, a road to a hamlet is not.
      return road.ref === undefined ? 'gravel' : 'asphalt';
    case 'residential':
      return distance(road.vertices[0]!, villages[0]!.centre) < villages[0]!.plan.radius ? 'asphalt' : undefined;
    case 'unclassified':
      return random.chance(0.85) ? 'gravel' : undefined;
    case 'track':
      return random.chance(0.3) ? 'ground' : undefined;
    default:
      return random.chance(0.5) ? 'gravel' : undefined;
  }
}

/** A road ferry (lossi): free, on demand, eight minutes with the loading. */
const ferryTags = ({ name }: Road): OsmTags => ({
  route: 'ferry',
  ...(name === undefined ? {} : { name }),
  duration: '00:08',
  interval: '00:15',
  foot: 'yes',
  bicycle: 'yes',
  motor_vehicle: 'yes',
  motorcar: 'yes',
  toll: 'no'
});
