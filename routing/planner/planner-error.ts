/** VROOM's error codes: 1 the planner itself, 2 the input, 3 the routing. */
export type PlannerErrorCode = 1 | 2 | 3;

/** Why a problem is refused, in a sentence that begins with the place in the problem, as in `shipments[3].amount`. */
export class PlannerError extends Error {
  readonly code: PlannerErrorCode;

  /** @param place the path to the refused value; empty for the problem as a whole */
  constructor(code: PlannerErrorCode, place: string, sentence: string) {
    super(place === '' ? sentence : `${place}: ${sentence}`);
    this.name = 'PlannerError';
    this.code = code;
  }
}

/** A problem that must be corrected by whoever wrote it. */
export const refused = (place: string, sentence: string) => new PlannerError(2, place, sentence);
