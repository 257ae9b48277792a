import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { heldOpen, type HeldFiles } from '../region/held-open.ts';
import type { Manifest } from '../region/manifest.ts';
import type { Region } from '../region/open.ts';
import { answerRequest, type OsrmLimits } from './answer-request.ts';

/**
 * Answers OSRM's HTTP API and byte ranges of the drawn map from a region, so that any OSRM client and any map that reads
 * PMTiles works against it. Nothing of a question is written down, and whatever is asked, it goes on. The map stays the one
 * that is there now, also when a build puts another pack in its place, until the server is closed.
 * @param report is told of what is our mistake
 */
export function createRegionServer(
  region: Region,
  limits?: Partial<OsrmLimits>,
  report?: (error: unknown) => void
): Server {
  const { manifest, directory } = region;
  const map = heldOpen(directory, ['map.pmtiles']);
  // A table of five hundred positions has a long URL.
  const server = createServer({ maxHeaderSize: 2 ** 16 }, (request, response) => {
    allowEveryone(response);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendJson(response, 400, { code: 'InvalidUrl', message: 'Ask with GET.' });
    } else if (request.url?.split('?', 1)[0] === '/map.pmtiles') {
      sendMap(manifest, map, request, response);
    } else {
      void answerRequest(region.router, request.url ?? '', limits, report).then(({ status, body }) =>
        sendJson(response, status, body)
      );
    }
  });
  return server.on('close', map.close);
}

/** Maps and programs of any web site may ask, as OSRM lets them: there is nothing here but a public map. */
function allowEveryone(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Methods', 'GET');
  response.setHeader('Access-Control-Allow-Headers', 'X-Requested-With, Content-Type, Range, If-Range');
  response.setHeader('Access-Control-Expose-Headers', 'Content-Range, Content-Length, ETag');
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = Buffer.from(JSON.stringify(body));
  // Some clients, VROOM's among them, read to the end of the socket and take no answer in chunks.
  response
    .writeHead(status, {
      'Content-Type': 'application/json; charset=UTF-8',
      'Content-Disposition': 'inline; filename="response.json"',
      'Content-Length': text.length
    })
    .end(text);
}

/** The map as a whole or one byte range of it (RFC 9110, section 14). */
function sendMap(manifest: Manifest, map: HeldFiles, request: IncomingMessage, response: ServerResponse): void {
  const { bytes, sha256 } = manifest.files['map.pmtiles'];
  const tag = `"${sha256}"`;
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', tag);
  response.setHeader('Content-Type', 'application/vnd.pmtiles');
  const isSame = (request.headers['if-range'] ?? tag) === tag;
  const asked = isSame ? /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') : null;
  const [from, to] = [asked?.[1] ?? '', asked?.[2] ?? ''];
  const isPart = from !== '' || to !== '';
  const first = from !== '' ? Number(from) : isPart ? Math.max(0, bytes - Number(to)) : 0;
  const last = from !== '' && to !== '' ? Math.min(Number(to), bytes - 1) : bytes - 1;
  if (isPart && first > last) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes}` }).end();
    return;
  }
  if (isPart) response.setHeader('Content-Range', `bytes ${first}-${last}/${bytes}`);
  response.writeHead(isPart ? 206 : 200, { 'Content-Length': last - first + 1 });
  if (request.method === 'HEAD' || bytes === 0) {
    response.end();
    return;
  }
  // Where it fails, the pipeline has cut the connection: that is all that can be told after the headers.
  void pipeline(map.read('map.pmtiles', first, last), response).catch(() => {});
}
