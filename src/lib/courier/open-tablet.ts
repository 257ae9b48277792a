import { waitByTimer } from '#domain/keep-trying.ts';
import { PeerRefused } from '#domain/http-peer.ts';
import { ExchangeDenied } from '#domain/replication.ts';
import type { Clock } from '#domain/units.ts';
import { forgetEverything } from '../journal/enrolment.ts';
import { TabletDatabase } from '../journal/tablet-replica.ts';
import { openTablet, type TabletState } from '../journal/tablet.ts';
import { dayOfShift } from './day-of-shift.ts';
import { notOpened, type CourierState, type CourierTablet } from './tablet.ts';

/** A request that has hung so long is given up: on a bad connection another one may do better. */
const patience = 30_000;

/**
 * Opens this browser's journal for the screens; they can begin at once, and see it open.
 *
 * @param hubReached called whenever an exchange with the hub went well
 */
export function openCourierTablet(clock: Clock, hubReached: () => void): CourierTablet {
  const database = new TabletDatabase('raitti');
  let unknownToHub = false;
  let show = () => {};
  const opening = openTablet({
    database,
    hubOrigin: '',
    clock,
    boot: crypto.randomUUID(),
    fetch: (...request) => fetch(...request),
    locks: navigator.locks,
    random: Math.random,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    wait: waitByTimer,
    signal: () => AbortSignal.timeout(patience),
    reached: (side) => side === 'hub' && hubReached(),
    failed(side, error) {
      if (side !== 'hub' || unknownToHub || !isUnknown(error)) return;
      unknownToHub = true;
      show();
    }
  });
  const enrol = async () => {
    await (await opening).enrol();
    unknownToHub = false;
    show();
  };
  return {
    subscribe(listener) {
      listener(notOpened);
      let wanted = true;
      let stop = () => {};
      opening.then(
        (tablet) => {
          if (!wanted) return;
          let last: TabletState;
          show = () => listener({ ...courierState(last), unknownToHub });
          const stopFollowing = tablet.subscribe((state) => {
            last = state;
            show();
          });
          const stopWaking = onChance(() => tablet.wake());
          stop = () => {
            stopFollowing();
            stopWaking();
          };
        },
        () => listener({ ...notOpened, storage: 'impossible' })
      );
      return () => {
        wanted = false;
        stop();
      };
    },
    enrol,
    async beginAnew() {
      await forgetEverything(database);
      await enrol();
    },
    record: async (...entries) => (await opening).record(...entries)
  };
}

const isUnknown = (error: unknown) =>
  error instanceof ExchangeDenied || (error instanceof PeerRefused && error.status === 401);

const courierState = ({ device, shift, contents, own, closed }: TabletState): Omit<CourierState, 'unknownToHub'> => ({
  storage: 'open',
  device: device && { courier: device.courier.name, van: device.van.name, hub: device.hub },
  day: shift && dayOfShift(shift, (hash) => contents.get(hash) ?? null),
  saved: own,
  closed
});

/** Whenever the network may be back, or the courier looks at the tablet again. */
function onChance(wake: () => void): () => void {
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  return () => {
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
  };
}
