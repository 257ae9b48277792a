import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { limitBody } from './limit-body.ts';
import { notFound, onError, RequestError } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

const reported: unknown[] = [];
const app = new Hono();
app.use(securityHeaders);
app.onError(onError((error) => reported.push(error)));
app.notFound(notFound);
app.get('/refuse', () => {
  throw new RequestError(409, 'too_late', 'It is too late.');
});
app.get('/break', () => {
  throw new Error('Aino Kettunen, Koulutie 3');
});
app.get('/page', (c) => c.html('<p>'));
app.post('/body', limitBody(10), async (c) => c.text(await c.req.text()));

describe('problem details', () => {
  it.each([
    ['/refuse', 409, 'too_late', 'It is too late.'],
    ['/nowhere', 404, 'not_found', 'There is nothing at this address.']
  ])('of %s have status, code and sentence', async (path, status, code, detail) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ type: 'about:blank', title: expect.any(String), status, code, detail });
  });

  it('keep the cause of an unforeseen error from the asker, and report it', async () => {
    const answer = await app.request('/break');
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).toContain('internal_error');
    expect(text).not.toContain('Aino');
    expect(reported).toHaveLength(1);
  });

  it.each([
    ['x'.repeat(10), 200],
    ['x'.repeat(11), 413]
  ])('refuse a body that is too long', async (body, status) => {
    expect((await app.request('/body', { method: 'POST', body })).status).toBe(status);
  });
});

describe('security headers', () => {
  it('stand on every answer; a page brings its own policy', async () => {
    const [problem, page] = [await app.request('/refuse'), await app.request('/page')];
    for (const { headers } of [problem, page]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
    expect(problem.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toBeNull();
  });
});
