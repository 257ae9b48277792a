import { RouterError, type OsrmErrorCode } from '../roads/questions.ts';

const noOsrm =
  'The server does not know this question. Check that the URL is that of an OSRM server, version 5 or newer.';
const badQuestion = 'The OSRM server finds the question wrong. Check its options and the number of positions.';
const noWay = 'No road leads from position to position on the map that the OSRM server has.';

/** What to do about each of OSRM's codes. Its own message is not passed on: it may repeat where somebody lives. */
const sentences: Record<OsrmErrorCode, string> = {
  InvalidUrl: noOsrm,
  InvalidService: noOsrm,
  InvalidVersion: noOsrm,
  InvalidOptions: badQuestion,
  InvalidQuery: badQuestion,
  InvalidValue: badQuestion,
  NotImplemented: 'The OSRM server cannot answer this with the algorithm it was started with. Start it with another.',
  DisabledDataset: 'The OSRM server was started without what the question needs. Ask for less, or start it with that.',
  NoSegment: 'A position has no road near it. Is it on the map that the OSRM server has?',
  NoRoute: noWay,
  NoTable: noWay,
  NoMatch: 'The trace fits no road on the map that the OSRM server has.',
  NoTrips: 'No round trip leads through the positions on the map that the OSRM server has.',
  TooBig: 'The question is too big for the OSRM server. Ask about fewer positions, or start it with larger limits.'
};

const isOsrmCode = (code: string): code is OsrmErrorCode => Object.hasOwn(sentences, code);

/**
 * The error for an answer whose `code` is not `Ok`.
 * @param positions how many were asked about
 */
export function refusal(code: string, message: string, positions: number): RouterError {
  if (!isOsrmCode(code)) return invalidAnswer('it refused with a code that this program does not know');
  const position = Number(/coordinate (\d+)$/.exec(message)?.[1] ?? NaN);
  return new RouterError(code, sentences[code], code === 'NoSegment' && position < positions ? position : undefined);
}

/** @param reason what is wrong with the answer, in a half sentence */
export const invalidAnswer = (reason: string): RouterError =>
  new RouterError(
    'InvalidAnswer',
    `What the server answered is not understood: ${reason}. Check that the URL is that of an OSRM server.`
  );
