import { demoLandmarks, type DemoPlace } from '../region/landmarks.ts';

export interface DemoServiceStop {
  readonly id: string;
  readonly village: string;
  readonly villageSv: string | undefined;
  readonly place: DemoPlace;
  /** The promise, local time `HH:MM`. */
  readonly from: string;
  readonly to: string;
  readonly services: readonly string[];
}

const everywhere = ['wifi', 'digital_help', 'library', 'post'] as const;

/** The announced stops of the e-service point, by day. */
export function demoServiceStops(day: 'yesterday' | 'today' | 'tomorrow'): DemoServiceStop[] {
  switch (day) {
    case 'yesterday':
      return [stop('Hietaniemi', '12:00', '13:00'), stop('Rimpikylä', '14:00', '14:45')];
    case 'today':
      return [stop('Tervasalmi', '12:00', '13:15'), stop('Petäjäkoski', '14:00', '14:45')];
    case 'tomorrow':
      return [stop('Kangaskylä', '10:30', '11:30'), stop('Lampiperä', '13:00', '14:00')];
  }
}

function stop(village: string, from: string, to: string): DemoServiceStop {
  const found = demoLandmarks().villages.find(({ name }) => name === village);
  if (!found) throw new Error(`The demonstration has no village called ${village}.`);
  return {
    id: `stop-${village.toLowerCase().replaceAll('ä', 'a').replaceAll('ö', 'o')}`,
    village,
    villageSv: found.nameSv,
    place: found.hall,
    from,
    to,
    services: everywhere
  };
}
