import { BSON } from 'mongodb';
import type { Change } from './change.ts';
import type { Position } from './position.ts';
import { comparePositions, laterPosition } from './position.ts';

export type Topics = readonly string[] | 'all';

/** What was found after a place, and the place up to which nothing else is to be found. */
export interface Found {
  readonly changes: readonly Change[];
  readonly reached: Position;
}

export interface RingBounds {
  readonly entries: number;
  readonly bytes: number;
}

/**
 * The recent changes of one subgraph, complete after `floor`, with an index by topic. When either bound is met the
 * oldest leave ('drop-oldest'). It knows nobody who reads: a reader's whole state is its own position.
 */
export class FeedRing {
  readonly #bounds: RingBounds;
  /** Change number s stands in slot s % entries; numbers only grow. */
  readonly #slots: (Slot | undefined)[] = [];
  readonly #byTopic = new Map<string, NumberQueue>();
  #oldest = 0;
  #next = 0;
  #bytes = 0;
  #floor: Position;
  #head: Position;

  constructor(bounds: RingBounds, start: Position) {
    this.#bounds = bounds;
    this.#floor = start;
    this.#head = start;
  }

  get size(): number {
    return this.#next - this.#oldest;
  }
  get bytes(): number {
    return this.#bytes;
  }
  /** Up to here everything is known: the last change given, where the ring began, or a later place behind which nothing has come. */
  get head(): Position {
    return this.#head;
  }

  /** True when every change after `position` is here (or still to come). */
  holds(position: Position): boolean {
    return comparePositions(position, this.#floor) >= 0;
  }

  append(change: Change): void {
    if (this.size >= this.#bounds.entries) this.#drop();
    const bytes = BSON.calculateObjectSize(change.entry);
    this.#slots[this.#next % this.#bounds.entries] = { change, bytes };
    for (const topic of change.entry.topics) this.#queueOf(topic).push(this.#next);
    this.#next += 1;
    this.#bytes += bytes;
    this.#head = change.position;
    while (this.#bytes > this.#bounds.bytes && this.size > 1) this.#drop();
  }

  /** Nothing lies between the last change and here. */
  moveOn(reached: Position): void {
    this.#head = laterPosition(this.#head, reached);
  }

  /** Forgets everything: what lies before `start` may have holes. */
  restart(start: Position): void {
    while (this.size > 0) this.#drop();
    this.#floor = start;
    this.#head = laterPosition(this.#head, start);
  }

  /** At most `limit` changes of these topics after `after`, which the ring must hold, oldest first. */
  find(after: Position, topics: Topics, limit: number): Found {
    const from = this.#firstAfter(after);
    const numbers = topics === 'all' ? this.#range(from, limit) : this.#matching(from, topics, limit);
    const changes = numbers.map((number) => this.#at(number));
    const last = changes.at(-1);
    const reached = last && changes.length === limit ? last.position : laterPosition(after, this.#head);
    return { changes, reached };
  }

  #range(from: number, limit: number): number[] {
    return Array.from({ length: Math.min(limit, this.#next - from) }, (_, index) => from + index);
  }

  /** Merges the queues of the topics; a change of two of them counts once. */
  #matching(from: number, topics: readonly string[], limit: number): number[] {
    const queues = topics.flatMap((topic) => this.#byTopic.get(topic) ?? []);
    const found: number[] = [];
    for (let next = from; found.length < limit; ) {
      const number = Math.min(...queues.map((queue) => queue.firstFrom(next)));
      if (number === Infinity) break;
      found.push(number);
      next = number + 1;
    }
    return found;
  }

  #firstAfter(after: Position): number {
    let low = this.#oldest;
    let high = this.#next;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.#at(middle).position, after) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #at(number: number): Change {
    return this.#slot(number).change;
  }

  #slot(number: number): Slot {
    const slot = this.#slots[number % this.#bounds.entries];
    if (!slot) throw new Error(`expected change ${number} in the ring, got none`);
    return slot;
  }

  #drop(): void {
    const { change, bytes } = this.#slot(this.#oldest);
    for (const topic of change.entry.topics) this.#unindex(topic);
    this.#slots[this.#oldest % this.#bounds.entries] = undefined;
    this.#oldest += 1;
    this.#bytes -= bytes;
    this.#floor = change.position;
  }

  #unindex(topic: string): void {
    const queue = this.#byTopic.get(topic);
    if (queue?.dropThrough(this.#oldest) === 0) this.#byTopic.delete(topic);
  }

  #queueOf(topic: string): NumberQueue {
    const queue = this.#byTopic.get(topic) ?? new NumberQueue();
    this.#byTopic.set(topic, queue);
    return queue;
  }
}

interface Slot {
  readonly change: Change;
  readonly bytes: number;
}

/** Growing numbers, taken away at the front. */
class NumberQueue {
  #numbers: number[] = [];
  #start = 0;

  push(number: number): void {
    this.#numbers.push(number);
  }

  /** Removes every number up to and with `last`; gives how many are left. */
  dropThrough(last: number): number {
    while (this.#start < this.#numbers.length && (this.#numbers[this.#start] ?? Infinity) <= last)
      this.#start += 1;
    // Copying half of the numbers for each half that left keeps the cost per number constant.
    if (this.#start > 32 && this.#start * 2 > this.#numbers.length) {
      this.#numbers = this.#numbers.slice(this.#start);
      this.#start = 0;
    }
    return this.#numbers.length - this.#start;
  }

  /** The smallest number ≥ `from`, or Infinity. */
  firstFrom(from: number): number {
    let low = this.#start;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#numbers[middle] ?? Infinity) >= from) high = middle;
      else low = middle + 1;
    }
    return this.#numbers[low] ?? Infinity;
  }
}
