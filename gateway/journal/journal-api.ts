import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import type { Hash, ShiftId } from '#domain/fact.ts';
import { hashSchema } from '#domain/fact.ts';
import { keyringOf } from '#domain/keyring.ts';
import { answerExchange, exchangeRequestSchema, isForgery, shiftDigest } from '#domain/replication.ts';
import { hashOf } from '#domain/signing.ts';
import type { Bearer } from './device-token.ts';
import type { GatewayReplica } from './journal-store.ts';

export interface JournalApiOptions {
  replica: GatewayReplica;
  /** Who sends a request, by its `Authorization` header; null when that is not known. */
  bearer(authorization: string | undefined): Promise<Bearer | null>;
  /** Called after a device has brought something new of a shift. */
  changed?(shift: ShiftId): void;
  /** Whether a device that only asks for its shifts is heard of this one: nothing is heard of yesterday's by that. */
  isOn?(shift: ShiftId): boolean;
}

const megabyte = 1_000_000;

/**
 * What hub and van answer to the devices below them: `POST /api/replicate`, `GET` and `PUT /api/attachments/<hash>`, and
 * `GET /api/shifts`, by which a van learns which shifts it belongs to. Refusals are problem details (RFC 9457).
 */
export function journalApi({ replica, bearer, changed, isOn = () => true }: JournalApiOptions) {
  const { journals } = replica;
  const api = new Hono<{ Variables: { sender: Bearer } }>();

  const guarded = ['/api/replicate', '/api/attachments/*', '/api/shifts'];
  for (const path of guarded) {
    api.use(path, async (c, next) => {
      const sender = await bearer(c.req.header('authorization'));
      if (!sender) {
        c.header('WWW-Authenticate', 'Bearer');
        return problem(c, 401, 'token_invalid', 'This device has no valid token. Enrol it again at the hub.');
      }
      c.set('sender', sender);
      c.header('Cache-Control', 'no-store');
      return next();
    });
  }
  const limited = (maxSize: number, what: string) =>
    bodyLimit({
      maxSize,
      onError: (c) => problem(c, 413, 'body_too_large', `${what} may have ${maxSize} bytes at most. Send it in parts.`)
    });

  api.get('/api/shifts', async (c) => {
    const shifts = journals.shiftsAdmitting(c.var.sender.key, replica.hub.id);
    journals.hear(shifts.filter(isOn), c.var.sender.key, replica.clock.now());
    return c.json({
      shifts: await Promise.all(shifts.map(async (shift) => ({ shift, digest: await shiftDigest(journals, shift) })))
    });
  });

  api.post('/api/replicate', limited(megabyte, 'A message'), async (c) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), exchangeRequestSchema), await c.req.text());
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const place = v.getDotPath(issue) ?? 'the body';
      return problem(c, 400, 'message_malformed', `${place} is not as the exchange has it.`);
    }
    const { shift } = parsed.output;
    const before = journals.heads(shift);
    const answer = await answerExchange(replica, c.var.sender.key, parsed.output);
    if ('denied' in answer)
      return problem(
        c,
        403,
        answer.denied,
        'As far as is known here, the hub has not admitted this device to such a shift. Send the hub’s journal from its ' +
          'start, or enrol the device again.'
      );
    journals.hear([shift], c.var.sender.key, replica.clock.now());
    if (JSON.stringify(journals.heads(shift)) !== JSON.stringify(before)) changed?.(shift);
    if (!answer.refused.some(({ code }) => isForgery(code))) return c.json(answer);
    return problem(c, 422, 'facts_refused', 'Some facts are not genuine; the others were stored.', answer);
  });

  api.put('/api/attachments/:hash', limited(2 * megabyte, 'An attachment'), async (c) => {
    const hash = await known(c, c.req.param('hash'));
    if (!hash) return unknownAttachment(c);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if ((await hashOf(bytes)) !== hash)
      return problem(c, 422, 'attachment_differs', 'The bytes are not those that the name says. Send them again.');
    journals.keepAttachment({ hash, bytes });
    for (const shift of journals.shiftsNaming(hash)) changed?.(shift);
    return c.body(null, 204);
  });

  api.get('/api/attachments/:hash', async (c) => {
    const hash = await known(c, c.req.param('hash'));
    const bytes = hash && journals.attachment(hash);
    if (!bytes) return unknownAttachment(c);
    return c.body(bytes.slice().buffer, 200, { 'Content-Type': 'application/octet-stream' });
  });

  /** The name, when a stored fact of a shift of the sender has it: nobody fills the disk with other things. */
  async function known(c: Context<{ Variables: { sender: Bearer } }>, name: string): Promise<Hash | null> {
    if (!v.is(hashSchema, name)) return null;
    for (const shift of journals.shiftsNaming(name)) {
      const keyring = await keyringOf(journals, replica.hub, shift);
      if (keyring.roleOf(c.var.sender.key)) return name;
    }
    return null;
  }

  return api;
}

const unknownAttachment = (c: Context) =>
  problem(c, 404, 'attachment_unknown', 'No stored fact of this device’s shifts names it, or it has not come yet.');

function problem(c: Context, status: ContentfulStatusCode, code: string, detail: string, more: object = {}) {
  const titles: Record<number, string> = {
    400: 'Not understood',
    401: 'Who are you?',
    403: 'Not allowed',
    404: 'Not here',
    413: 'Too much',
    422: 'Refused'
  };
  const body = { type: 'about:blank', title: titles[status], status, code, detail, ...more };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}
