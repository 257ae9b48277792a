import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { HTTPException } from 'hono/http-exception';

/** A request that cannot be served, with a code for programs and a sentence for people. No personal data in either. */
export class RequestError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, detail: string) {
    super(detail);
    this.name = 'RequestError';
    this.status = status;
    this.code = code;
  }
}

const titles: Partial<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  416: 'Range not satisfiable',
  422: 'Not acceptable content',
  500: 'Internal error',
  503: 'Not available now'
};

/** Answers with problem details, `application/problem+json` (RFC 9457). */
export function problem(c: Context, { status, code, message }: Pick<RequestError, 'status' | 'code' | 'message'>) {
  const body = { type: 'about:blank', title: titles[status] ?? 'Refused', status, code, detail: message };
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store'
  });
}

/**
 * What an app says when something went wrong in it. The cause of an unforeseen error goes to `report` and never to the
 * asker: it may hold anything.
 */
export const onError =
  (report: (error: unknown) => void) =>
  (error: Error, c: Context): Response => {
    if (error instanceof RequestError) return problem(c, error);
    if (error instanceof HTTPException)
      return problem(c, { status: error.status as ContentfulStatusCode, code: 'refused', message: error.message });
    report(error);
    return problem(c, {
      status: 500,
      code: 'internal_error',
      message: 'Something went wrong here, and it was noted down. Try again; if it goes on, call the operator.'
    });
  };

export const notFound = (c: Context) =>
  problem(c, { status: 404, code: 'not_found', message: 'There is nothing at this address.' });
