import type { Aboard } from './every-hold.judge.ts';

/** The cheapest route of each length; all as one length where nobody asks for it. */
export type Costs = Map<number, Tried>;

export interface Tried {
  readonly cost: number;
  /** What of it is for promises that bend. */
  readonly soft: number;
  readonly steps: Chain | undefined;
}
/** What is done, and what is done after it. */
interface Chain {
  readonly step: TriedStep;
  readonly next: Chain | undefined;
}

/** A step as VROOM prints it, with the driving since the step before instead of all the driving. */
export interface TriedStep {
  readonly type: string;
  readonly id?: number | undefined;
  readonly description?: string;
  readonly place?: number | null | undefined;
  readonly driving: number;
  readonly arrival: number;
  readonly begin: number;
  readonly setup: number;
  readonly service: number;
  readonly aboard: Aboard;
  readonly compartment?: number | undefined;
  readonly walk?: number;
}

/** Keeps the cheaper of two routes of each length, with what is done and paid before them. */
export function merge(into: Costs, from: Costs, cost: number, soft = 0, step?: TriedStep) {
  for (const [length, tried] of from) {
    const total = tried.cost + cost + soft;
    if (total >= (into.get(length)?.cost ?? Infinity)) continue;
    const steps = step ? { step, next: tried.steps } : tried.steps;
    into.set(length, { cost: total, soft: tried.soft + soft, steps });
  }
}
