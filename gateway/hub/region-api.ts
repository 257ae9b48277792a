import { Hono, type Context } from 'hono';
import type { PackFile } from '#routing/region/manifest.ts';
import { RequestError } from '../web/problem.ts';
import type { SignedManifest } from './region-issue.ts';
import type { HubRegion } from './region.ts';

const types: Record<PackFile, string> = {
  'roads.bin': 'application/octet-stream',
  'hierarchy.bin': 'application/octet-stream',
  'map.pmtiles': 'application/vnd.pmtiles',
  'places.json': 'application/json'
};

/** The region pack's files, whole or in byte ranges (RFC 9110, section 14), so that a broken download goes on. */
export function regionApi({ manifest, read }: Pick<HubRegion, 'manifest' | 'read'>, issue: SignedManifest) {
  return new Hono()
    .get('/region/manifest.jws', (c) => {
      c.header('Cache-Control', 'no-cache');
      c.header('ETag', issue.tag);
      if (c.req.header('if-none-match') === issue.tag) return c.body(null, 304);
      return c.body(issue.signed, 200, { 'Content-Type': 'application/jose' });
    })
    .get('/region/:file{roads\\.bin|hierarchy\\.bin|map\\.pmtiles|places\\.json}', (c) => {
      const name = c.req.param('file') as PackFile;
      const { bytes, sha256 } = manifest.files[name];
      const tag = `"${sha256}"`;
      c.header('ETag', tag);
      c.header('Accept-Ranges', 'bytes');
      c.header('Cache-Control', 'no-cache');
      c.header('Content-Type', types[name]);
      if (c.req.header('if-none-match') === tag) return c.body(null, 304);
      const range = rangeOf(c, bytes, tag);
      const { first, last } = range ?? { first: 0, last: bytes - 1 };
      if (range) c.header('Content-Range', `bytes ${first}-${last}/${bytes}`);
      c.header('Content-Length', String(last - first + 1));
      if (bytes === 0) return c.body('', 200);
      return c.body(read(name, first, last), range ? 206 : 200);
    });
}

/** The one range that is asked for; null for the whole file, also where several are asked for or the file has changed. */
function rangeOf(c: Context, bytes: number, tag: string): { first: number; last: number } | null {
  const condition = c.req.header('if-range');
  const asked = /^bytes=(\d*)-(\d*)$/.exec(c.req.header('range') ?? '');
  if (!asked || (condition !== undefined && condition !== tag)) return null;
  const [, from = '', to = ''] = asked;
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (first <= last) return { first, last };
  c.header('Content-Range', `bytes */${bytes}`);
  throw new RequestError(416, 'range_not_satisfiable', `The file has ${bytes} bytes. Ask for a part within them.`);
}
