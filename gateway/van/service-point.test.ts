import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readServicePoint, type ServicePoint } from './service-point.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-service-point-'));
afterAll(() => rmSync(directory, { recursive: true }));

const given = new URL('./service-point.json', import.meta.url);
const file = join(directory, 'ours.json');
const changed = (change: (settings: ServicePoint) => void) => {
  const settings = JSON.parse(readFileSync(given, 'utf8')) as ServicePoint;
  change(settings);
  return JSON.stringify(settings);
};

test('a municipality’s own file is read', () => {
  writeFileSync(
    file,
    changed((settings) => (settings.telephone = '08 123 4567'))
  );
  expect(readServicePoint(file)).toEqual({ ...readServicePoint(given), telephone: '08 123 4567' });
});

test.each<[string, string, string]>([
  ['no JSON', '{', 'at the top'],
  [
    'an address that is not https',
    changed(({ eServices }) => (eServices[1]!.address.fi = 'http://kela.fi/')),
    'at eServices.1.address.fi'
  ],
  [
    'no Swedish name',
    changed(({ municipality }) => delete (municipality.name as Partial<typeof municipality.name>).sv),
    'at municipality.name.sv'
  ],
  ['a day of internet', changed((settings) => (settings.minutes = 1440)), 'at minutes']
])('%s is refused by file and place', (_, text, place) => {
  writeFileSync(file, text);
  expect(() => readServicePoint(file)).toThrow(`The settings in ${file} are wrong ${place}: `);
});
