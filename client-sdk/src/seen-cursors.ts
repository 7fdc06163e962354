/** Of how many events back a repeat is known. */
const held = 1_000;

/** Tells repeats from new events by their cursors: one event has one cursor, whichever gateway gives it. */
export class SeenCursors {
  readonly #cursors = new Set<string>();

  /** False for a cursor that came before, among the last thousand. */
  add(cursor: string): boolean {
    if (this.#cursors.has(cursor)) return false;
    this.#cursors.add(cursor);
    if (this.#cursors.size > held) {
      const [oldest = ''] = this.#cursors;
      this.#cursors.delete(oldest);
    }
    return true;
  }
}
