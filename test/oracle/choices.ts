/**
 * Choices made of a list of numbers, each deciding one. When there are no more every choice is the first, so fewer and
 * smaller numbers make a smaller whole.
 */
export class Choices {
  readonly #decisions: readonly number[];
  #next = 0;

  constructor(decisions: readonly number[]) {
    this.#decisions = decisions;
  }

  /** A whole number below `bound`. */
  below(bound: number): number {
    const decision = this.#decisions[this.#next] ?? 0;
    this.#next += 1;
    return decision % bound;
  }

  /** True in `times` of `of`; false when there are no more decisions. */
  chance(times: number, of: number): boolean {
    return this.below(of) >= of - times;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('expected something to choose from');
    return picked;
  }

  /** Each with the chance, at least one. */
  some<T>(from: readonly T[], times: number, of: number): T[] {
    const chosen = from.filter(() => this.chance(times, of));
    return chosen.length > 0 ? chosen : [this.pick(from)];
  }
}
