import type { PlannedVisit } from '#domain/vocabulary.ts';

/** The number by which courier and office call each visit, on lists and maps alike; start and end have none. */
export function visitNumbers(visits: readonly Pick<PlannedVisit, 'kind'>[]): string[] {
  let number = 0;
  return visits.map(({ kind }) => (kind === 'start' || kind === 'end' ? '' : String(++number)));
}
