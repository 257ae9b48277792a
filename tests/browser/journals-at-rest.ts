import { createHash, createPublicKey, verify } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/*
 * Reads journals as a stranger would years later: from the file, by RFC 7515 and RFC 7638 alone, with none of Raitti's
 * own code.
 */

interface Row {
  journal: string;
  seq: number;
  hash: string;
  signed: string;
}

interface StoredFact {
  journal: string;
  seq: number;
  type: string;
  consignment: string | undefined;
}

/** What is wrong with the journals of a database file, sentence by sentence, and the facts that are in it. */
export function examineJournals(file: string, hubKey: JsonWebKey): { problems: string[]; facts: StoredFact[] } {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('SELECT * FROM fact ORDER BY journal, seq').all() as unknown as Row[];
    const read = rows.map((row) => ({ row, ...parts(row.signed) }));
    const keys = new Map(
      [
        hubKey,
        ...read.filter(({ payload }) => payload.type === 'device.admitted').map(({ payload }) => keyIn(payload))
      ].map((key) => [thumbprint(key), key])
    );
    const problems = read.flatMap(({ row, header, payload, signature, covered }, index) => {
      const before = rows[index - 1]?.journal === row.journal ? rows[index - 1] : undefined;
      const key = keys.get(header.kid);
      const name = `${payload.type} ${row.journal} ${row.seq}`;
      return [
        payload.seq !== (before?.seq ?? 0) + 1 && `${name} does not follow number ${before?.seq ?? 0}`,
        payload.prev !== (before?.hash ?? null) && `${name} names another predecessor`,
        sha256(row.signed) !== row.hash && `${name} has another hash`,
        payload.journal !== row.journal && `${name} belongs to another journal`,
        !row.journal.endsWith(`.${header.kid}`) && `${name} was signed by another key than its journal's`,
        !key && `${name} was signed by a key that nobody admitted`,
        key && !verify(null, covered, publicKey(key), signature) && `${name} has a false signature`
      ].filter((problem) => typeof problem === 'string');
    });
    const count = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
    const forked = count('SELECT count(*) FROM forked_fact');
    if (forked > 0) problems.push(`${forked} facts are of a second past`);
    const missing = count('SELECT count(*) FROM named_attachment WHERE hash NOT IN (SELECT hash FROM attachment)');
    if (missing > 0) problems.push(`${missing} attachments are missing`);
    const facts = read.map(({ payload }) => ({
      journal: payload.journal,
      seq: payload.seq,
      type: payload.type,
      consignment: payload.body.consignment as string | undefined
    }));
    return { problems, facts };
  } finally {
    database.close();
  }
}

interface Payload {
  journal: string;
  seq: number;
  prev: string | null;
  type: string;
  body: Record<string, unknown>;
}

/** The three parts of a compact JWS. */
function parts(signed: string) {
  const [header = '', payload = '', signature = ''] = signed.split('.');
  const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
  return {
    header: json(header) as { alg: string; kid: string },
    payload: json(payload) as Payload,
    signature: Buffer.from(signature, 'base64url'),
    covered: Buffer.from(`${header}.${payload}`)
  };
}

const keyIn = ({ body }: Payload) => body.key as JsonWebKey;
const publicKey = (key: JsonWebKey) => createPublicKey({ key: { ...key }, format: 'jwk' });
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');
const thumbprint = ({ crv, kty, x }: JsonWebKey) => sha256(JSON.stringify({ crv, kty, x }));
