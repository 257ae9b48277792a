import type { Position } from './geometry.ts';
import type { ConsignmentId, VisitId } from './fact.ts';

/* What the sealed attachments hold, once opened with the shift key. */

/** The person behind a consignment, as far as the courier needs it. */
export interface RecipientCard {
  name: string;
  address: string;
  village: string;
  position: Position;
  telephone: string | null;
  /** Door code, dog, steps, where to leave it. */
  notes: string | null;
}

/** Where the visits of a plan are, and the road between them. */
export interface PlanRoute {
  visits: Record<VisitId, { title: string; position: Position }>;
  /** The road to each visit from the one before, `[longitude, latitude]`. */
  legs: Record<VisitId, [longitude: number, latitude: number][]>;
}

/** Who received a consignment. */
export interface HandOverProof {
  consignment: ConsignmentId;
  name: string;
  /** The pen's strokes as an SVG path in a 600 × 200 box; null where the kind asks for none. */
  signature: string | null;
}

export interface FailureNote {
  consignment: ConsignmentId;
  text: string;
}
