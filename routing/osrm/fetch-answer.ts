import { RouterError } from '../roads/questions.ts';
import { invalidAnswer } from './refusal.ts';

export interface FetchAnswerOptions {
  fetch: typeof globalThis.fetch;
  /** Ends a question that hangs. */
  patience: AbortSignal;
  /** The asker no longer wants to know. */
  signal: AbortSignal | undefined;
  /** Bytes. */
  largestAnswer: number;
}

/**
 * GETs what a server answers, whatever its status. A dropped socket is no refusal: OSRM drops each after 512 questions,
 * also under the next one, so that question is asked once more. Neither the URL nor an error of the network is repeated
 * in an error: they hold where people live, and perhaps a key.
 * @throws RouterError `NoAnswer`, or `InvalidAnswer` where the answer is too long
 * @throws the signal's reason where the asker aborted
 */
export async function fetchAnswer(url: string, options: FetchAnswerOptions): Promise<{ status: number; text: string }> {
  const { fetch, signal, patience, largestAnswer } = options;
  const either = signal ? AbortSignal.any([signal, patience]) : patience;
  const once = async () => {
    // A redirect would take the question to a server that nobody chose.
    const response = await fetch(url, { signal: either, redirect: 'manual', headers: { accept: 'application/json' } });
    return { status: response.status, text: await readText(response, largestAnswer) };
  };
  try {
    return await once().catch((error: unknown) => {
      if (!droppedSocket.has(networkCode(error))) throw error;
      return once();
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof RouterError) throw error;
    if (patience.aborted) throw noAnswer('did not answer in time');
    const code = networkCode(error);
    throw noAnswer(code === '' ? 'cannot be reached' : `cannot be reached (${code})`);
  }
}

const noAnswer = (what: string) =>
  new RouterError('NoAnswer', `The OSRM server ${what}. Check that it runs and that the URL is right.`);

/** What Node's fetch calls a socket that the other side closed. A browser does not tell, and asks again by itself. */
const droppedSocket = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function networkCode(error: unknown): string {
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof code === 'string' ? code : '';
}

async function readText({ body }: Response, largest: number): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > largest) {
      await reader.cancel();
      throw invalidAnswer(`it is longer than ${largest} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
