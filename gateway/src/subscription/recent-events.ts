import type { SharedEvent } from './shared-event.ts';

export interface RecentBounds {
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** How long an event is kept. */
  readonly maxAgeMs: number;
}

/**
 * The place just behind a position: what is needed from there on is everything later than it. Positions have one width,
 * so this lies between a position and the next.
 */
export function behind(position: string): string {
  return `${position}~`;
}

/**
 * What a topic gave of late: complete behind its floor. By this one who comes from elsewhere joins without a hole and
 * without a repeat. When a bound is met the oldest leave ('drop-oldest') and the floor rises.
 */
export class RecentEvents {
  readonly #bounds: RecentBounds;
  #events: SharedEvent[] = [];
  #bytes = 0;
  #floor: string;
  #floorCursor: string | undefined;

  /** @param cursor with which a stream stands at `position` */
  constructor(bounds: RecentBounds, position: string, cursor: string | undefined) {
    this.#bounds = bounds;
    this.#floor = position;
    this.#floorCursor = cursor;
  }

  /** Everything behind this position is here or still to come. */
  get floor(): string {
    return this.#floor;
  }

  /** Every event from this place on is here or still to come. */
  covers(from: string): boolean {
    return this.#floor < from;
  }

  /** The place behind the event of this cursor; undefined when it is none of late. */
  behindCursor(cursor: string): string | undefined {
    if (cursor === this.#floorCursor) return behind(this.#floor);
    const position = this.#events.find((event) => event.cursor === cursor)?.position;
    return position === undefined ? undefined : behind(position);
  }

  /** The events from this place on, in order. */
  from(place: string): readonly SharedEvent[] {
    return this.#events.filter(({ position }) => position !== undefined && position >= place);
  }

  /** The next event. One that is not behind the floor was given before this began, and is nobody's any more. */
  add(event: SharedEvent): void {
    const { position, cursor, payload, state } = event;
    if (position === undefined) return;
    if (state === 'resync') return this.#beginAnew(position, cursor);
    if (position <= this.#floor) return;
    this.#events.push(event);
    this.#bytes += payload.length;
    const { maxEvents, maxBytes } = this.#bounds;
    while (this.#events.length > maxEvents || this.#bytes > maxBytes) this.#drop();
  }

  /** Lets go what is too old. */
  age(nowMs: number): void {
    const before = nowMs - this.#bounds.maxAgeMs;
    for (let oldest = this.#events[0]; oldest && oldest.madeAtMs < before; oldest = this.#events[0])
      this.#drop();
  }

  /** What was before is not followed by what comes now. */
  #beginAnew(position: string, cursor: string | undefined): void {
    this.#events = [];
    this.#bytes = 0;
    this.#floor = position;
    this.#floorCursor = cursor;
  }

  #drop(): void {
    const dropped = this.#events.shift();
    if (dropped?.position === undefined) return;
    this.#bytes -= dropped.payload.length;
    this.#floor = dropped.position;
    this.#floorCursor = dropped.cursor;
  }
}
