import * as v from 'valibot';
import type { Position } from './geometry.ts';
import type { ConsignmentId, VisitId } from './fact.ts';
import { plainText } from './plain-text.ts';

/* What the sealed attachments hold, once opened with the shift key. The hub reads what a tablet sealed, and checks it. */

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

const degrees = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most));
export const planRouteSchema = v.pipe(
  v.object({
    visits: v.record(
      v.string(),
      v.object({
        title: v.pipe(v.string(), v.transform(plainText)),
        position: v.object({ longitude: degrees(180), latitude: degrees(90) })
      })
    ),
    legs: v.record(v.string(), v.array(v.tuple([degrees(180), degrees(90)])))
  }),
  v.transform((route) => route as PlanRoute)
);

const consignment = v.pipe(
  v.string(),
  v.transform((text) => text as ConsignmentId)
);
const words = v.pipe(v.string(), v.transform(plainText));

/** Who received a consignment. */
export const handOverProofSchema = v.object({
  consignment,
  name: words,
  /** The pen's strokes as an SVG path in a 600 × 200 box; null where the kind asks for none. */
  signature: v.nullable(v.pipe(v.string(), v.regex(/^[\w .,-]*$/)))
});
export type HandOverProof = v.InferOutput<typeof handOverProofSchema>;

export const failureNoteSchema = v.object({ consignment, text: words });
export type FailureNote = v.InferOutput<typeof failureNoteSchema>;
