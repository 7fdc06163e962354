import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { endedBy } from './ended.ts';
import { Lane } from './lane.ts';
import type { LaneTopic } from './lane.ts';
import { openUpstream } from './open-upstream.ts';
import type { PreparedStream } from './prepare-stream.ts';
import type { StreamTools } from './stream-tools.ts';
import type { Subscriber, SubscriberPlace } from './subscriber.ts';

/** Takes over subscribers who stand behind this cursor; undefined: who have not been given anything. */
export type MoveOn = (subscribers: readonly Subscriber[], cursor: string | undefined) => void;

export interface TopicParts {
  readonly prepared: PreparedStream;
  readonly tools: StreamTools;
  /** Called when nobody is left. */
  readonly onEmpty: () => void;
  /** Called when what was granted is not any more, or more is: resolves when the topic has been dissolved. */
  readonly onRightsChanged: () => Promise<void>;
}

/**
 * All who watch the same: equal operation and variables and, unless nothing in it depends on who asks, equal identity.
 * They share the main lane, so an event is joined, shaped and written as JSON once. Who comes begins on a lane of its
 * own; those who come while a present state is being read share the next one, which is then read after they came.
 */
export class Topic implements LaneTopic, SubscriberPlace {
  readonly #parts: TopicParts;
  readonly #lanes = new Set<Lane>();
  /** Lanes that have given nothing yet, by the cursor behind which they begin. */
  readonly #fresh = new Map<string, Lane>();
  readonly #waiting = new Set<Subscriber>();
  #starting: Lane | undefined;
  #main: Lane | undefined;
  /** Set once all go on elsewhere. */
  #moveOn: MoveOn | undefined;
  #changing: Promise<void> | undefined;

  constructor(parts: TopicParts) {
    this.#parts = parts;
  }

  get lanes(): number {
    return this.#lanes.size;
  }
  get prepared(): PreparedStream {
    return this.#parts.prepared;
  }
  get subscribers(): readonly Subscriber[] {
    return [...[...this.#lanes].flatMap((lane) => [...lane.subscribers]), ...this.#waiting];
  }

  /** Hands over all its subscribers, each lane's when what it has begun has been given. */
  dissolve(moveOn: MoveOn): void {
    this.#moveOn = moveOn;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const lane of this.#lanes) lane.detach();
    moveOn(waiting, undefined);
  }

  /** Takes over subscribers of another topic, who stand behind this cursor. */
  takeOver(subscribers: readonly Subscriber[], cursor: string | undefined): void {
    if (cursor === undefined) for (const subscriber of subscribers) this.#begin(subscriber);
    else this.#resume(subscribers, cursor);
  }

  join(subscriber: Subscriber): void {
    const { after } = subscriber;
    if (after === undefined) return this.#begin(subscriber);
    const from = this.#main?.recent?.behindCursor(after);
    if (from === undefined || !this.#main?.attach(subscriber, from)) return this.#resume([subscriber], after);
    this.#parts.tools.metrics.resumed('topic', 1);
  }

  /** One that waits for a lane leaves. */
  remove(subscriber: Subscriber): void {
    this.#waiting.delete(subscriber);
    this.#forgetIfEmpty();
  }

  mainFloor(lane: Lane): string | undefined {
    return lane === this.#main ? undefined : this.#main?.recent?.floor;
  }

  begun(lane: Lane): void {
    if (lane.after !== undefined) this.#fresh.delete(lane.after);
    if (lane === this.#starting) this.#beginNext();
  }

  caughtUp(lane: Lane): void {
    if (!this.#main && !lane.isEnding) this.#elect(lane);
  }

  partWith(lane: Lane, slow: readonly Subscriber[]): void {
    const { cursor } = lane;
    if (cursor === undefined) return;
    lane.part(slow);
    for (const subscriber of slow) this.#open(cursor, [subscriber]);
  }

  rightsChanged(): Promise<void> {
    return (this.#changing ??= this.#parts.onRightsChanged());
  }

  closed(lane: Lane): void {
    if (!this.#lanes.delete(lane)) return;
    if (lane.after !== undefined && this.#fresh.get(lane.after) === lane) this.#fresh.delete(lane.after);
    if (lane === this.#starting) this.#beginNext();
    if (lane === this.#main) {
      this.#main = undefined;
      for (const other of this.#lanes)
        if (other.isCaughtUp && !other.isEnding && !this.#main) this.#elect(other);
    }
    this.#forgetIfEmpty();
  }

  /** Forgets events that are too old to help anybody join. */
  age(nowMs: number): void {
    this.#main?.recent?.age(nowMs);
  }

  #begin(subscriber: Subscriber): void {
    const { sharing } = this.#parts.prepared;
    if (sharing === 'whole' && this.#main) this.#main.add(subscriber);
    else if (sharing === 'whole') this.#main = this.#open(undefined, [subscriber]);
    else if (sharing === 'none') this.#open(undefined, [subscriber]);
    else if (this.#starting) this.#wait(subscriber);
    else this.#starting = this.#open(undefined, [subscriber]);
  }

  #wait(subscriber: Subscriber): void {
    subscriber.moveTo(this);
    this.#waiting.add(subscriber);
  }

  #beginNext(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    this.#starting = waiting.length > 0 ? this.#open(undefined, waiting) : undefined;
  }

  #resume(subscribers: readonly Subscriber[], after: string): void {
    const fresh = this.#fresh.get(after);
    if (!fresh) return void this.#fresh.set(after, this.#open(after, subscribers));
    for (const subscriber of subscribers) fresh.add(subscriber);
  }

  #elect(lane: Lane): void {
    this.#main = lane;
    lane.becomeMain();
    for (const other of this.#lanes) if (other !== lane) other.reconsider();
  }

  #open(after: string | undefined, subscribers: readonly Subscriber[]): Lane {
    const { tools, prepared } = this.#parts;
    const { operation } = prepared;
    const requestId = subscribers[0]?.requestId ?? '';
    const ending = new AbortController();
    const viewer = prepared.isPublic ? anonymous : prepared.viewer;
    const context = { requestId, viewer, signal: ending.signal };
    const tell = (): string => this.#main?.recent?.floor ?? '';
    const upstream = openUpstream(tools, { operation, viewer, after, tell });
    const joining = { ...operation, call: tools.call, context };
    const responding = { requestId, log: tools.engine.log };
    const lane = new Lane({ upstream, after, joining, responding, tools, topic: this, ending });
    for (const subscriber of subscribers) lane.add(subscriber);
    this.#lanes.add(lane);
    void this.#run(lane);
    return lane;
  }

  async #run(lane: Lane): Promise<void> {
    const end = await lane.run();
    const subscribers = [...lane.subscribers];
    if (end.kind === 'merge') return this.#merge(lane, subscribers, end.from);
    if (end.kind === 'detached') this.#moveOn?.(subscribers, lane.cursor);
    lane.close();
    if (end.kind === 'detached') return;
    const { log } = this.#parts.tools.engine;
    const requestId = subscribers[0]?.requestId ?? '';
    const error = end.kind === 'failed' ? endedBy(end.error, { requestId, log }) : undefined;
    for (const subscriber of subscribers) subscriber.end(error);
  }

  /** The main lane goes on for them; when it no longer holds what they need, they take up where they are by themselves. */
  #merge(lane: Lane, subscribers: readonly Subscriber[], from: string): void {
    const { cursor } = lane;
    const left = subscribers.filter((subscriber) => !this.#main?.attach(subscriber, from));
    if (left.length > 0 && cursor !== undefined) this.#resume(left, cursor);
    lane.close();
  }

  #forgetIfEmpty(): void {
    if (this.#lanes.size === 0 && this.#waiting.size === 0) this.#parts.onEmpty();
  }
}
