import { fanOut } from './fan-out.ts';
import type { EventBatch, SharedEvent } from './shared-event.ts';
import type { Subscriber, SubscriberPlace } from './subscriber.ts';
import type { Giver, WriteTurn } from './write-turn.ts';

/** With more events in one turn we are behind: who makes them waits until they have been written. */
const turnEvents = 64;

/**
 * So many watchers are worth a moment's wait for events that are being joined already: what is written to them together
 * costs little more than the first of it alone.
 */
const gatherFrom = 32;
const gatherMs = 5;

/** A batch that is being given, to those who were there when it began. */
interface Giving {
  readonly batch: EventBatch;
  readonly row: readonly Subscriber[];
  next: number;
}

/**
 * The watchers of a lane, and its events on their way to them. Live events of one turn of the loop are given as one batch at
 * its end, in slices; whoever has left by then is passed over, and goes on elsewhere behind its own cursor. Who comes is
 * given nothing of what came before it.
 */
export class LiveFanOut implements Giver {
  readonly #turn: WriteTurn;
  readonly #place: SubscriberPlace;
  readonly #members = new Set<Subscriber>();
  /** The members in a row, made anew when one has come or gone. */
  #row: readonly Subscriber[] | undefined;
  #pending: SharedEvent[] = [];
  #giving: Giving | undefined;
  #isAsked = false;
  #gathering: NodeJS.Timeout | undefined;

  /** @param place where the members are as long as they are given to */
  constructor(turn: WriteTurn, place: SubscriberPlace) {
    this.#turn = turn;
    this.#place = place;
  }

  get members(): ReadonlySet<Subscriber> {
    return this.#members;
  }

  add(subscriber: Subscriber): void {
    this.settle();
    this.#members.add(subscriber);
    this.#row = undefined;
  }

  /** False: it was none of them. */
  delete(subscriber: Subscriber): boolean {
    this.#row = undefined;
    return this.#members.delete(subscriber);
  }

  /** Gives an event behind all before it, at once. */
  giveNow(event: SharedEvent): void {
    this.settle();
    fanOut(event, this.#members);
  }

  /** Gives a live event at the end of this turn; to many, when more follow at once, with those. */
  giveInTurn(event: SharedEvent, follows: 'more' | 'last'): void {
    this.#pending.push(event);
    if (this.#pending.length > turnEvents) this.#turn.hold();
    if (follows === 'last' || this.#members.size < gatherFrom || this.#pending.length > turnEvents)
      return this.#ask();
    if (!this.#isAsked) this.#gathering ??= setTimeout(() => this.#ask(), gatherMs);
  }

  #ask(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#turn.addGiver(this);
  }

  /** Everything that came has been given when this returns. */
  settle(): void {
    while (this.#giving || this.#pending.length > 0) this.#giveTo(Number.POSITIVE_INFINITY);
  }

  give(most: number): number {
    let given = 0;
    while (given < most && (this.#giving || this.#pending.length > 0)) given += this.#giveTo(most - given);
    if (given < most) this.#isAsked = false;
    return given;
  }

  /** Of one batch. */
  #giveTo(most: number): number {
    const giving = (this.#giving ??= this.#begin());
    const { batch, row } = giving;
    const from = giving.next;
    const end = Math.min(from + most, row.length);
    while (giving.next < end) {
      const subscriber = row[giving.next];
      // Before it is given: a settle from within goes on behind it.
      giving.next += 1;
      if (subscriber?.isIn(this.#place)) subscriber.giveBatch(batch);
    }
    if (giving.next >= row.length && this.#giving === giving) this.#giving = undefined;
    return end - from;
  }

  #begin(): Giving {
    const events = this.#pending;
    this.#pending = [];
    const cursor = events.findLast((event) => event.cursor !== undefined)?.cursor;
    const bytes = events.reduce((sum, { payload }) => sum + payload.length, 0);
    this.#row ??= [...this.#members];
    return { batch: { events, cursor, bytes }, row: this.#row, next: 0 };
  }
}
