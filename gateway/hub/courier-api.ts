import { Hono, type Context } from 'hono';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { ShiftId } from '#domain/fact.ts';
import { wrappingKeySchema } from '#domain/sealing.ts';
import { publicKeySchema, type PublicKey } from '#domain/signing.ts';
import type { Clock } from '#domain/units.ts';
import { limitBody } from '../web/limit-body.ts';
import { RequestError } from '../web/problem.ts';
import type { Devices } from './devices.ts';
import { dateOf } from './finnish-time.ts';
import type { HubRegion } from './region.ts';
import type { SignIn, Staff } from './services.ts';
import type { OperatorSettings } from './settings.ts';
import type { Shifts } from './shifts.ts';

export const sessionCookie = 'raitti_session';

const enrolment = v.object({ signingKey: publicKeySchema, wrappingKey: wrappingKeySchema });

interface Parts {
  clock: Clock;
  signIn: SignIn;
  settings: OperatorSettings;
  shifts: Shifts;
  devices: Devices;
  region: Pick<HubRegion, 'manifest'>;
  hubKey: PublicKey;
}

/** What the courier's app asks of the hub beside the exchange of facts: to be let into the day's shift, and its key. */
export function courierApi({ clock, signIn, settings, shifts, devices, region, hubKey }: Parts) {
  const courierOf = (c: Context): Staff => {
    const staff = signIn.find(getCookie(c, sessionCookie));
    if (!staff) throw new RequestError(401, 'not_signed_in', 'Sign in as the courier first, then enrol the tablet.');
    if (staff.role !== 'courier')
      throw new RequestError(
        403,
        'not_a_courier',
        'Only a courier enrols a tablet. Sign in with the courier’s account.'
      );
    return staff;
  };

  return new Hono()
    .post('/api/courier/enrol', limitBody(10_000), async (c) => {
      refuseForeign(c);
      const courier = courierOf(c);
      const keys = v.safeParse(v.pipe(v.string(), v.parseJson(), enrolment), await c.req.text());
      if (!keys.success) throw new RequestError(400, 'keys_malformed', 'The tablet sent no good keys. Reload the app.');
      const shift = shifts.ofCourier(courier.id, dateOf(clock.now()));
      if (!shift)
        throw new RequestError(409, 'no_shift', 'No shift is planned for you today. Ask the operator to plan the day.');
      await shifts.admitTablet(shift.id, keys.output.signingKey, keys.output.wrappingKey);
      c.header('Cache-Control', 'no-store');
      return c.json({
        token: await devices.token(keys.output.signingKey, 'tablet'),
        hub: hubKey,
        van: { origin: shift.van.origin, name: shift.van.name },
        shift: shift.id,
        courier: { id: courier.id, name: courier.name },
        region: region.manifest
      });
    })
    .get('/api/courier/settings', (c) => {
      const { kinds, temperatureClasses } = settings.operator(courierOf(c).operator);
      c.header('Cache-Control', 'no-store');
      return c.json({ kinds, temperatureClasses });
    })
    .get('/api/shifts/:shift/key', async (c) => {
      const bearer = await devices.bearer(c.req.header('authorization'));
      if (!bearer) throw new RequestError(401, 'token_invalid', 'This device has no valid token. Enrol it again.');
      const key = await shifts.keyFor(c.req.param('shift') as ShiftId, bearer.key);
      if (!key)
        throw new RequestError(403, 'not_of_this_shift', 'This device was not admitted to the shift. Enrol it again.');
      c.header('Cache-Control', 'no-store');
      return c.json({ key });
    });
}

/** Another site must not enrol a key of its own with the courier's cookie. */
function refuseForeign(c: Context) {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  if (site === 'cross-site' || (origin && URL.canParse(origin) && new URL(origin).host !== c.req.header('host')))
    throw new RequestError(403, 'foreign_origin', 'This was sent from another site. Open the courier app at the hub.');
}
