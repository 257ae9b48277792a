import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, expect } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { RouterError } from '../roads/questions.ts';
import { createOsrmClient, type OsrmClientOptions } from './client.ts';

/* A server on this machine that answers as it is told, and a judge that answers tables as OSRM does. */

export interface OsrmServer {
  readonly url: string;
  /** The paths asked for, in their order, those dropped among them. */
  readonly asked: string[];
  client(options?: Partial<OsrmClientOptions>): ReturnType<typeof createOsrmClient>;
  close(): Promise<void>;
}

/** @param answer answers a question, or drops its socket; `before` counts those that came over the same socket before it */
export async function openOsrmServer(
  answer: (request: IncomingMessage, response: ServerResponse, before: number) => void
): Promise<OsrmServer> {
  const asked: string[] = [];
  const counts = new Map<Socket, number>();
  const server = createServer((request, response) => {
    const before = counts.get(request.socket) ?? 0;
    counts.set(request.socket, before + 1);
    asked.push(request.url!);
    answer(request, response, before);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    client: (options) => createOsrmClient({ url, fetch, patience: () => AbortSignal.timeout(20_000), ...options }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

let server: OsrmServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A server for one test. */
export async function answering(answer: (request: IncomingMessage, response: ServerResponse, before: number) => void) {
  server = await openOsrmServer(answer);
  return server;
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'keep-alive': 'timeout=5, max=512' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Where somebody lives. */
export const home = { longitude: 25.061_234, latitude: 66.505_678 };
export const shop = { longitude: 25.1, latitude: 66.5 };
export const nearHome = { code: 'Ok', waypoints: [{ name: 'Kotitie', location: [25.061, 66.5056], distance: 3.2 }] };

/** The error of a question, which tells nobody where somebody lives or what the key is. */
export async function refused(question: Promise<unknown>): Promise<RouterError> {
  const error = await question.then(
    () => new Error('It was answered.'),
    (error: unknown) => error
  );
  expect(error).toBeInstanceOf(RouterError);
  expect((error as Error).message).toMatch(/^[A-Z].*[.?]$/);
  expect((error as Error).message).not.toMatch(/25\.06|66\.50|secret|http:|Kotitie/);
  return error as RouterError;
}

/** One cell of the judge's map, where every way is another, and back is another than there. */
export function judgedCell(from: Position, to: Position): { duration: number; distance: number } | null {
  const weight = Math.round(
    Math.abs(from.longitude * 7919 + from.latitude * 104_729 - to.longitude * 1299 + to.latitude * 31)
  );
  if (weight % 5 === 0) return null;
  return { duration: (weight % 10_000) / 10, distance: (weight % 99_991) / 10 };
}

/** Answers a table as OSRM does: its sources and destinations, its limit, `null` where there is no way. */
export function judgeTable(path: string, limit: number): { status: number; body: object } {
  const url = new URL(path, 'http://judge');
  const coordinates = url.pathname.replace('/table/v1/driving/', '').split(';');
  if (coordinates.length > limit)
    return { status: 400, body: { code: 'TooBig', message: 'Too many table coordinates' } };
  const positions = coordinates.map((text): Position => {
    const [longitude, latitude] = text.split(',').map(Number) as [number, number];
    return { longitude, latitude };
  });
  const outside = positions.findIndex(({ latitude }) => latitude < 0);
  if (outside >= 0) {
    const message = `Could not find a matching segment for coordinate ${outside}`;
    return { status: 400, body: { code: 'NoSegment', message } };
  }
  const chosen = (name: string) =>
    url.searchParams
      .get(name)
      ?.split(';')
      .map((index) => positions[Number(index)]!) ?? positions;
  const [sources, destinations] = [chosen('sources'), chosen('destinations')];
  const cells = sources.map((from) => destinations.map((to) => judgedCell(from, to)));
  const waypoint = ({ longitude, latitude }: Position) => ({
    name: `Tie ${longitude}`,
    location: [longitude, latitude],
    distance: 0,
    hint: 'AAAA'
  });
  const body = {
    code: 'Ok',
    durations: cells.map((row) => row.map((cell) => cell && cell.duration)),
    distances: cells.map((row) => row.map((cell) => cell && cell.distance)),
    sources: sources.map(waypoint),
    destinations: destinations.map(waypoint)
  };
  return { status: 200, body };
}
