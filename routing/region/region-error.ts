export type RegionErrorCode =
  | 'cannot-read'
  | 'cannot-write'
  | 'not-a-pbf'
  | 'truncated-pbf'
  | 'broken-pbf'
  | 'unsupported-pbf-feature'
  | 'no-drivable-roads'
  | 'map-too-wide'
  | 'not-a-region'
  | 'broken-region'
  | 'unsupported-region-version';

/** What is wrong with a map file or a region pack, in a sentence that tells what to do. */
export class RegionError extends Error {
  readonly code: RegionErrorCode;

  constructor(code: RegionErrorCode, message: string) {
    super(message);
    this.name = 'RegionError';
    this.code = code;
  }
}
