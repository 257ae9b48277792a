import * as v from 'valibot';
import { hashSchema, shiftSchema } from './fact.ts';
import type { Peer } from './replication.ts';
import { exchangeAnswerSchema } from './replication.ts';
import type { ReplicaRole } from './signing.ts';

/** The shifts that a device belongs to, and what the other side knows of each (`shiftDigest`). */
const shiftsSchema = v.object({ shifts: v.array(v.object({ shift: shiftSchema, digest: hashSchema })) });
export type KnownShift = v.InferOutput<typeof shiftsSchema>['shifts'][number];

export interface HttpPeerOptions {
  /** Which replica answers there. */
  role: ReplicaRole;
  /** Such as `https://van-17.example.fi`. */
  origin: string;
  token: string;
  fetch: typeof fetch;
  /** Ends a call that hangs; a fresh signal for each. */
  signal(): AbortSignal;
}

/** The other side answered, but not with what was asked for. */
export class PeerRefused extends Error {
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, code: string | null) {
    super(`The other side refused with ${status}${code ? ` (${code})` : ''}.`);
    this.status = status;
    this.code = code;
  }
}

/** The upper side of a hop over HTTP, as `gateway/journal/journal-api.ts` answers it. */
export function httpPeer(options: HttpPeerOptions): Peer & { shifts(): Promise<KnownShift[]> } {
  // Called by itself: a browser's fetch refuses to be called as somebody's method.
  const { role, origin, token, fetch } = options;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      signal: options.signal()
    });

  return {
    role,
    async replicate(request) {
      const response = await call('/api/replicate', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request)
      });
      const body: unknown = await response.json();
      const answer = v.safeParse(exchangeAnswerSchema, body);
      if ((response.status === 200 || response.status === 422) && answer.success) return answer.output;
      const code = codeOf(body);
      if (code === 'not_of_this_shift') return { denied: code };
      throw new PeerRefused(response.status, code);
    },
    async putAttachment(hash, bytes) {
      const response = await call(`/api/attachments/${hash}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes as BodyInit
      });
      await response.arrayBuffer();
      if (!response.ok) throw new PeerRefused(response.status, null);
    },
    async getAttachment(hash) {
      const response = await call(`/api/attachments/${hash}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.status === 404) return null;
      if (!response.ok) throw new PeerRefused(response.status, null);
      return bytes;
    },
    async shifts() {
      const response = await call('/api/shifts');
      const answer = v.safeParse(shiftsSchema, await response.json());
      if (!response.ok || !answer.success) throw new PeerRefused(response.status, null);
      return answer.output.shifts;
    }
  };
}

function codeOf(body: unknown): string | null {
  const parsed = v.safeParse(v.object({ code: v.string() }), body);
  return parsed.success ? parsed.output.code : null;
}
