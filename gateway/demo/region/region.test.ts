import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distanceBetween } from '#domain/geometry.ts';
import type { OsmData } from '#routing/region/pbf/write.ts';
import { demoRegion, demoSeed, generateRegion } from './generate.ts';
import { demoLandmarks } from './landmarks.ts';
import { villagePlans } from './municipality.ts';
import { inventedFile, writeDemoRegion } from './write.ts';

const data = demoRegion();
const landmarks = demoLandmarks();
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const isDrivable = ({ tags }: { tags: OsmData['ways'][number]['tags'] }) => 'highway' in tags || tags.route === 'ferry';
const roads = data.ways.filter(isDrivable);

/** The node ids that roads (and ferries, unless left out) lead to from the first road's beginning. */
function reached(ways: OsmData['ways']): Set<number> {
  const neighbours = new Map<number, number[]>();
  for (const { refs } of ways) {
    for (let index = 1; index < refs.length; index++) {
      const [a, b] = [refs[index - 1]!, refs[index]!];
      neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
      neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
    }
  }
  const seen = new Set<number>();
  const waiting = [ways[0]!.refs[0]!];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    waiting.push(...(neighbours.get(node) ?? []));
  }
  return seen;
}

describe('the invented municipality', () => {
  it('is the same map every time, and another one with another seed', () => {
    const hashOf = (map: OsmData) => createHash('sha256').update(inventedFile(map)).digest('hex');
    expect(hashOf(generateRegion(demoSeed))).toBe(hashOf(data));
    expect(generateRegion(demoSeed + 1).nodes.length).not.toBe(data.nodes.length);
  });

  it('has unbroken elements: every way leads over known nodes, every relation over known ways', () => {
    const ways = new Set(data.ways.map(({ id }) => id));
    expect(data.ways.filter(({ refs }) => refs.length < 2 || refs.some((ref) => !nodeOf.has(ref)))).toEqual([]);
    expect(data.relations.filter(({ members }) => members.some(({ ref }) => !ways.has(ref)))).toEqual([]);
    const areas = data.ways.filter(({ tags }) => 'landuse' in tags || 'natural' in tags || 'building' in tags);
    expect(areas.filter(({ refs }) => refs[0] !== refs.at(-1))).toEqual([]);
  });

  it('is one network of roads, whose island the ferry alone joins', () => {
    const everywhere = reached(roads);
    expect(roads.flatMap(({ refs }) => refs).filter((ref) => !everywhere.has(ref))).toEqual([]);
    const withoutFerry = reached(roads.filter(({ tags }) => tags.route !== 'ferry'));
    const cutOff = new Set(roads.flatMap(({ refs }) => refs).filter((ref) => !withoutFerry.has(ref)));
    const saarenkyla = landmarks.villages.find(({ name }) => name === 'Saarenkylä')!;
    expect(cutOff.size).toBeGreaterThan(50);
    for (const ref of cutOff) expect(distanceBetween(nodeOf.get(ref)!, saarenkyla.centre)).toBeLessThan(5000);
  });

  it('has every kind of road, and no drivable way without a class', () => {
    const kinds = new Set(roads.map(({ tags }) => tags.highway ?? tags.route));
    expect(kinds).toEqual(
      new Set(['trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential', 'service', 'track', 'ferry'])
    );
    const some = (test: (tags: (typeof roads)[number]['tags']) => boolean) => roads.some(({ tags }) => test(tags));
    expect(some((tags) => tags.surface === 'gravel')).toBe(true);
    expect(some((tags) => tags.access === 'private')).toBe(true);
    expect(some((tags) => tags.access === 'destination')).toBe(true);
    expect(some((tags) => tags.bridge === 'yes')).toBe(true);
    expect(some((tags) => tags.service === 'driveway')).toBe(true);
    expect(some((tags) => tags.highway === 'tertiary' && tags.maxspeed === undefined)).toBe(true);
    expect(new Set(roads.map(({ tags }) => tags.maxspeed))).toEqual(
      new Set([undefined, '100', '80', '60', '50', '40'])
    );
  });

  it('has more than 800 addresses, each once', () => {
    const addresses = [...data.nodes, ...data.ways]
      .filter(({ tags }) => 'addr:housenumber' in tags)
      .map(({ tags }) => `${tags['addr:street']} ${tags['addr:housenumber']}, ${tags['addr:city']}`);
    expect(addresses.length).toBeGreaterThan(800);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const home of [...landmarks.homes, landmarks.unreachable]) expect(addresses).toContain(home.address);
  });

  it('says that it is invented, and where', () => {
    const boundary = data.relations.find(({ tags }) => tags.boundary === 'administrative');
    expect(boundary?.tags['raitti:invented']).toBe('yes');
  });

  it('is written whole: no half of a file is left beside it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'raitti-region-'));
    try {
      await writeDemoRegion(join(directory, 'demo.osm.pbf'));
      expect(await readdir(directory)).toEqual(['demo.osm.pbf']);
      expect((await readFile(join(directory, 'demo.osm.pbf'))).equals(inventedFile(data))).toBe(true);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('the landmarks', () => {
  it('stand where the map has them', () => {
    const places = [
      landmarks.pharmacy,
      landmarks.centralKitchen,
      landmarks.library,
      ...landmarks.shops,
      landmarks.postalPoint,
      landmarks.depot,
      ...landmarks.villages.map(({ hall }) => hall)
    ];
    expect(new Set(places.map(({ address }) => address)).size).toBe(places.length);
    for (const { name, position } of places) {
      const building = data.ways.find(({ tags }) => tags.name === name && 'building' in tags);
      expect(building, name).toBeDefined();
      expect(distanceBetween(nodeOf.get(building!.refs[0]!)!, position)).toBeLessThan(50);
    }
  });

  it('give every village a hall and at least five homes, near and far, some behind private roads', () => {
    expect(landmarks.villages.map(({ name }) => name)).toEqual(villagePlans.map(({ name }) => name));
    expect(landmarks.homes.length).toBeGreaterThanOrEqual(60);
    for (const { name } of landmarks.villages) {
      expect(landmarks.homes.filter(({ village }) => village === name).length, name).toBeGreaterThanOrEqual(5);
    }
    expect(landmarks.homes.filter(({ isBehindPrivateRoad }) => isBehindPrivateRoad).length).toBeGreaterThan(10);
    expect(landmarks.homes.filter(({ isBeyondFerry }) => isBeyondFerry).length).toBeGreaterThanOrEqual(5);
    expect(new Set(landmarks.homes.map(({ address }) => address)).size).toBe(landmarks.homes.length);
    expect(landmarks.homes).not.toContainEqual(landmarks.unreachable);
  });

  it('put the unreachable home far from every road', () => {
    const nearest = Math.min(
      ...roads.flatMap(({ refs }) =>
        refs.map((ref) => distanceBetween(nodeOf.get(ref)!, landmarks.unreachable.position))
      )
    );
    expect(nearest).toBeGreaterThan(1000);
  });
});
