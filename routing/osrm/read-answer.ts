import * as v from 'valibot';
import { osrmAnswers, type OsrmAnswer } from './answers.ts';
import { invalidAnswer, refusal } from './refusal.ts';
import type { OsrmService } from './request.ts';

const refusalSchema = v.object({ code: v.string(), message: v.optional(v.string(), '') });

/**
 * The edge: whatever a server sent becomes OSRM's answer to the question, or an error.
 * @param positions how many were asked about
 * @throws RouterError the server's own code, or `InvalidAnswer`
 */
export function readAnswer<Service extends OsrmService>(
  service: Service,
  { status, text }: { status: number; text: string },
  positions: number
): OsrmAnswer<Service> {
  const json = parse(text);
  const answered = v.safeParse(refusalSchema, json);
  if (!answered.success) throw invalidAnswer(`it has the HTTP status ${status} and is not OSRM's JSON`);
  const { code, message } = answered.output;
  if (code !== 'Ok') throw refusal(code, message, positions);
  if (status !== 200) throw invalidAnswer(`it says Ok with the HTTP status ${status}`);
  const answer = v.safeParse(osrmAnswers[service], json, { abortEarly: true });
  if (!answer.success) throw invalidAnswer(`${v.getDotPath(answer.issues[0]) ?? 'all of it'} is not as OSRM has it`);
  return answer.output as OsrmAnswer<Service>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
