import type { Position } from '../../src/domain/geometry.ts';
import type { RoadGraph } from '../region/road-graph.ts';

/** Remembers where a position was snapped to, so that a later question about it need not look again. */
export interface Hints {
  /** An opaque text for the answer's waypoint. */
  hintOf(position: Position, edge: number): string;
  /** The edge of a hint; nothing where the hint is for another position or other roads, or is no hint at all. */
  edgeOf(hint: string, position: Position): number | undefined;
}

const hintBytes = 16;
/** Four letters hold three bytes. */
const hintLength = Math.ceil((hintBytes / 3) * 4);

/** Whether a text looks like a hint, whatever roads it is for. */
export const isHint = (text: string) => text.length === hintLength && /^[\w-]+$/.test(text);

/**
 * A hint holds the roads' fingerprint, the position in 1e-7 degrees and the edge, in base64url. It is no
 * secret and no proof: whatever it says is checked, and who makes one up is led to a road that is there.
 */
export function createHints(graph: RoadGraph): Hints {
  const roads = fingerprintOf(graph);
  const bytes = new DataView(new ArrayBuffer(hintBytes));

  function hintOf(position: Position, edge: number): string {
    bytes.setUint32(0, roads);
    bytes.setInt32(4, Math.round(position.longitude * 1e7));
    bytes.setInt32(8, Math.round(position.latitude * 1e7));
    bytes.setUint32(12, edge);
    return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  }

  function edgeOf(hint: string, position: Position): number | undefined {
    if (!isHint(hint)) return undefined;
    const text = atob(hint.replaceAll('-', '+').replaceAll('_', '/'));
    for (let at = 0; at < hintBytes; at++) bytes.setUint8(at, text.charCodeAt(at));
    const isSame =
      bytes.getUint32(0) === roads &&
      bytes.getInt32(4) === Math.round(position.longitude * 1e7) &&
      bytes.getInt32(8) === Math.round(position.latitude * 1e7);
    const edge = bytes.getUint32(12);
    return isSame && edge < graph.edgeCount ? edge : undefined;
  }

  return { hintOf, edgeOf };
}

/** FNV-1a over what a hint depends on: how the edges are numbered and how long they are. */
function fingerprintOf({ edgeCount, edgeLength }: RoadGraph): number {
  let hash = 0x811c9dc5;
  for (let edge = 0; edge < edgeCount; edge++) hash = Math.imul(hash ^ edgeLength[edge]!, 0x01000193);
  return Math.imul(hash ^ edgeCount, 0x01000193) >>> 0;
}
