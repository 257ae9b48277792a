import type { SearchOptions } from './contract.ts';
import type { Draft } from './draft.ts';
import { isBetter, Kept, objectiveOf } from './kept.ts';
import type { Limits, Recreate } from './recreate.ts';
import type { Ruin } from './ruin.ts';

/** How far the search has come: the draft, the best plan, the budget. */
export class Course {
  readonly draft: Draft;
  readonly best: Kept;
  readonly ruin: Ruin;
  readonly recreate: Recreate;
  readonly options: SearchOptions;
  iterations = 0;
  /** Of the budget, 0 to 1. */
  spent = 0;
  /** Whether the clock was looked at since a loop last paused. */
  #isDue = false;
  #work = 0;
  /** How often the clock was looked at since another thread was asked. */
  #asked = 0;

  constructor(draft: Draft, ruin: Ruin, recreate: Recreate, options: SearchOptions) {
    this.draft = draft;
    this.best = new Kept(draft);
    this.ruin = ruin;
    this.recreate = recreate;
    this.options = options;
    recreate.isOverAfter = (work) => this.isOverAfter(work);
  }

  /** Ruins and recreates. @returns false where nothing of use came of it */
  try(limits: Limits): boolean {
    const { draft } = this;
    this.iterations++;
    draft.begin();
    if (this.iterations % iterationsBetweenClocks === 0) this.ask();
    return this.ruin.ruin() && this.recreate.recreate(limits);
  }

  /** Looks at the clock after so much work. @returns whether the budget is spent */
  isOverAfter(work: number): boolean {
    this.#work += work;
    if (this.#work > workBetweenClocks) this.ask();
    return this.spent >= 1;
  }

  ask(): void {
    this.#work = 0;
    this.#isDue = true;
    this.#asked++;
    this.spent = this.options.spent(this.iterations);
  }

  /** Whether it is time to let others have their turn: every few iterations, about a millisecond. */
  isPauseDue(): boolean {
    const isDue = this.#isDue;
    this.#isDue = false;
    return isDue;
  }

  /** Takes over what another thread found, where that is better than everything here. @returns whether it did */
  adopt(): boolean {
    if (this.#asked < asksBetweenAdoptions) return false;
    this.#asked = 0;
    const plan = this.options.adopt?.();
    if (!plan) return false;
    const { draft, best } = this;
    const nodes = new Map(plan.routes.map((route) => [route.vehicle, route.nodes]));
    for (const { vehicle } of draft.aside) nodes.delete(vehicle);
    draft.set((vehicle) => nodes.get(vehicle) ?? [], plan.absent);
    if (isBetter(objectiveOf(draft), best.objective)) best.keep(draft);
    else best.restore(draft);
    return true;
  }

  /** Keeps the draft where it is the best plan so far. */
  offer(): boolean {
    const { draft, best, options } = this;
    const objective = objectiveOf(draft);
    if (!isBetter(objective, best.objective)) return false;
    best.keep(draft);
    options.onBetter?.(() => best.plan(), objective);
    return true;
  }
}

/** Insertions looked at, about: a millisecond of work. */
const workBetweenClocks = 10_000;
const iterationsBetweenClocks = 32;
const asksBetweenAdoptions = 64;
