import { clientError } from '../errors.ts';
import type { Responding } from '../request/respond.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import { deliver } from './deliver.ts';
import { awaitRoom } from './fan-out.ts';
import { joinEvents } from './join.ts';
import type { JoinedEvent, Joining } from './join.ts';
import { JoinPatience, lacksForNow } from './join-patience.ts';
import { LiveFanOut } from './live-fan-out.ts';
import { behind, RecentEvents } from './recent-events.ts';
import { shapeEvent } from './shape-event.ts';
import type { SharedEvent } from './shared-event.ts';
import type { StreamTools } from './stream-tools.ts';
import type { Subscriber, SubscriberPlace } from './subscriber.ts';
import type { Upstream } from './upstream.ts';
import type { Reached, UpstreamItem } from './upstream-event.ts';

/** Why a lane is over; its subscribers are still in it. */
export type LaneEnd =
  /** The main lane goes on for them from this place. */
  | { readonly kind: 'merge'; readonly from: string }
  /** Stopped behind what it had begun; its subscribers go on elsewhere behind its cursor. */
  | { readonly kind: 'detached' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What a lane asks of its topic and tells it. */
export interface LaneTopic {
  /** The topic's main lane gives everything behind this position; undefined when there is none, or it is this one. */
  mainFloor(lane: Lane): string | undefined;
  /** It has given its first event. */
  begun(lane: Lane): void;
  /** It has given all that was missed, the present state included. */
  caughtUp(lane: Lane): void;
  /** These cannot keep up with the others of a lane that catches up; each goes on behind the cursor by itself. */
  partWith(lane: Lane, slow: readonly Subscriber[]): void;
  /** The next event must not be given by what was granted when the topic was prepared. Resolves when all go on by other rights. */
  rightsChanged(): Promise<void>;
  /** It gives nothing more; whoever is in it is told by its end. */
  closed(lane: Lane): void;
}

export interface LaneParts {
  readonly upstream: Upstream;
  /** The cursor behind which the upstream was opened. */
  readonly after: string | undefined;
  /** With the lane's own signal in its context. */
  readonly joining: Joining;
  readonly responding: Responding;
  readonly tools: StreamTools;
  readonly topic: LaneTopic;
  /** Ends the lane and what it has begun. */
  readonly ending: AbortController;
}

/**
 * One upstream of a topic with what is run on its events, once for all its subscribers. Every stream begins on a lane
 * of its own, with its present state or behind its cursor. When it has caught up, it goes over into the topic's main
 * lane, or becomes it.
 */
export class Lane implements SubscriberPlace {
  readonly upstream: Upstream;
  readonly #parts: LaneParts;
  readonly #fanOut: LiveFanOut;
  #cursor: string | undefined;
  /** Up to here its upstream has told all, and the part of it that has been given. */
  #readTo: string | undefined;
  #givenTo: string | undefined;
  #isFresh = true;
  #isCaughtUp = false;
  #recent: RecentEvents | undefined;
  #mergeFrom: string | undefined;
  #askedFor: string | undefined;
  readonly #patience: JoinPatience;
  /** Aborted when what waits for a join is not to be given here. */
  readonly #leaving = new AbortController();
  #isDetaching = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.upstream = parts.upstream;
    this.#fanOut = new LiveFanOut(parts.tools.turn, this);
    this.#cursor = parts.after;
    const { joinPatienceMs: patienceMs, backOff } = parts.tools.upstreamLimits;
    const leaving = this.#leaving.signal;
    this.#patience = new JoinPatience({ patienceMs, backOff, leaving, isGranted: () => this.#isGranted() });
  }

  get subscribers(): ReadonlySet<Subscriber> {
    return this.#fanOut.members;
  }
  /** The cursor behind which it began. */
  get after(): string | undefined {
    return this.#parts.after;
  }
  /** Of the last event given. */
  get cursor(): string | undefined {
    return this.#cursor;
  }
  /** Nothing has been given yet. */
  get isFresh(): boolean {
    return this.#isFresh;
  }
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }
  /** It is closed, or reads nothing more and hands its subscribers on: it cannot be the main one, though it may still give what it has begun. */
  get isEnding(): boolean {
    return this.#isDetaching || this.#mergeFrom !== undefined || this.#parts.ending.signal.aborted;
  }
  /** What it gave of late, while it is the main one of a subgraph that tells places. */
  get recent(): RecentEvents | undefined {
    return this.#recent;
  }

  /** Only as long as it is fresh, or for streams whose subgraph tells no places. */
  add(subscriber: Subscriber): void {
    subscriber.moveTo(this);
    this.#fanOut.add(subscriber);
  }

  /** Goes on for a subscriber that has everything before `from`; false when that is too long ago. Only on a main lane. */
  attach(subscriber: Subscriber, from: string): boolean {
    const recent = this.#recent;
    if (this.#parts.ending.signal.aborted || !recent?.covers(from)) return false;
    subscriber.moveTo(this, from);
    this.#fanOut.add(subscriber);
    for (const event of recent.from(from)) subscriber.give(event);
    return true;
  }

  /** Lets some go who go on elsewhere; others stay. */
  part(subscribers: readonly Subscriber[]): void {
    for (const subscriber of subscribers) this.#fanOut.delete(subscriber);
  }

  remove(subscriber: Subscriber): void {
    if (this.#fanOut.delete(subscriber) && this.subscribers.size === 0) this.close();
  }

  becomeMain(): void {
    if (this.#givenTo !== undefined)
      this.#recent = new RecentEvents(this.#parts.tools.recentBounds, this.#givenTo, this.#cursor);
  }

  /** Looks again whether the main lane can go on for it; a lane that waits is not asked by any event. */
  reconsider(): void {
    if (this.#readTo !== undefined && this.#mayMerge(behind(this.#readTo))) this.upstream.interrupt();
  }

  /** Lets the upstream go and ends. Idempotent. */
  close(): void {
    if (this.#parts.ending.signal.aborted) return;
    this.#parts.ending.abort();
    this.#leaving.abort();
    this.upstream.close();
    this.#parts.topic.closed(this);
  }

  /** Ends behind what it has begun to join, or before what waits for an outage to end. */
  detach(): void {
    this.#isDetaching = true;
    this.#leaving.abort();
    this.upstream.interrupt();
  }

  /** Runs until the upstream ends, the lane is closed or detached, or the main lane goes on for it. */
  async run(): Promise<LaneEnd> {
    const end = await this.#run();
    this.#fanOut.settle();
    return end;
  }

  async #run(): Promise<LaneEnd> {
    try {
      for await (const item of joinEvents(this.#items(), this.#parts.joining, this.#patience)) {
        if (item.kind === 'reached') this.#reached(item);
        else await this.#give(item);
      }
    } catch (error) {
      return { kind: 'failed', error };
    }
    if (this.#parts.ending.signal.aborted) return { kind: 'complete' };
    if (this.#isDetaching) return { kind: 'detached' };
    return this.#mergeFrom === undefined ? { kind: 'complete' } : { kind: 'merge', from: this.#mergeFrom };
  }

  /** What the upstream tells, to the point from which the main lane goes on. */
  async *#items(): AsyncGenerator<UpstreamItem, void> {
    if (this.#isDetaching) return;
    for await (const item of this.upstream) {
      const position = item.kind === 'reached' ? item.position : item.place?.position;
      if (item.kind === 'event' && !(await this.#isGranted())) return;
      // The main lane gives this very event: all before it has been told here.
      if (position !== undefined && !isState(item) && this.#mayMerge(position)) return;
      if (position !== undefined) this.#readTo = position;
      this.#cutSharing(item);
      yield item;
      if (this.#isDetaching || (position !== undefined && this.#mayMerge(behind(position)))) return;
      if (item.kind === 'reached') this.#askAgain(item);
    }
  }

  /** False: its subscribers go on elsewhere, behind the event before. */
  async #isGranted(): Promise<boolean> {
    const { joining, topic } = this.#parts;
    if (!joining.isAsGranted || (await joining.isAsGranted())) return true;
    await topic.rightsChanged();
    return false;
  }

  /** Whoever asks after hearing of an event, and the join of it, must not read what was in flight before. */
  #cutSharing(item: UpstreamItem): void {
    if (item.kind === 'event' && !item.catchUp) this.#parts.tools.engine.sharing?.cut();
  }

  /** The place is kept when it may. */
  #mayMerge(from: string): boolean {
    const floor = this.#parts.topic.mainFloor(this);
    if (this.#isDetaching || floor === undefined || floor >= from) return false;
    this.#mergeFrom = from;
    return true;
  }

  /** It has caught up, but not yet with a main lane that began later: it wants to hear when it has. */
  #askAgain({ position }: Reached): void {
    const floor = this.#parts.topic.mainFloor(this);
    if (floor === undefined || floor <= position || floor === this.#askedFor) return;
    this.#askedFor = floor;
    this.upstream.reopen();
  }

  async #give(joined: JoinedEvent): Promise<void> {
    const { tools, joining, responding, topic } = this.#parts;
    if (this.subscribers.size === 0) return;
    const shaped = shapeEvent(joined, joining);
    if (isUntold(joined, shaped)) throw clientError('SUBGRAPH_UNAVAILABLE', untold);
    const event = deliver(joined.event, shaped, responding);
    tools.metrics.joined(joined.event, event);
    this.#cursor = event.cursor ?? this.#cursor;
    this.#recent?.add(event);
    if (event.state === 'resync') tools.metrics.resynced(this.subscribers.size);
    if (isLive(event)) this.#fanOut.giveInTurn(event, joined.hasMore ? 'more' : 'last');
    else this.#fanOut.giveNow(event);
    if (this.#isFresh) topic.begun(this);
    this.#isFresh = false;
    if (event.state && event.position !== undefined) this.#caughtUpAt(event.position);
    else this.#givenTo = event.position ?? this.#givenTo;
    await this.#letRead(event);
  }

  #reached({ position, tier }: Reached): void {
    const { tools, after } = this.#parts;
    if (after !== undefined && !this.#isCaughtUp) tools.metrics.resumed(tier, this.subscribers.size);
    this.#caughtUpAt(position);
  }

  #caughtUpAt(position: string): void {
    this.#givenTo = position;
    if (this.#isCaughtUp) return;
    this.#isCaughtUp = true;
    this.#parts.topic.caughtUp(this);
  }

  /** What was missed is read at the pace of the subscribers, live events at that of the doors' own writing. */
  async #letRead({ catchUp }: SharedEvent): Promise<void> {
    const { tools, topic, ending } = this.#parts;
    if (!catchUp) return tools.flow.clear();
    const slow = await awaitRoom(this.subscribers, patienceMs, ending.signal);
    if (slow.length > 0) topic.partWith(this, slow);
  }
}

/** An event that all have everything before, and that nobody waits to have read. */
function isLive({ catchUp, state, refusal }: SharedEvent): boolean {
  return !catchUp && state === undefined && refusal === undefined;
}

const untold = 'What comes next cannot be had for the moment; resume from your last cursor.';

/**
 * What cannot be had at this moment has taken the whole event with it. Its cursor would lead past it, so the stream ends before it:
 * who resumes has it when it can be had.
 */
function isUntold({ event, executed }: JoinedEvent, { data }: ShapedResponse): boolean {
  return event.cursor !== undefined && lacksForNow(executed.errors) && /^(?:null|\{"\w+":null\})$/.test(data);
}

/** Of a present state, and of the word that all has been told, the main lane gives nothing. */
function isState(item: UpstreamItem): boolean {
  return item.kind === 'reached' || item.start || item.resync;
}

/** How long others wait for one that is slow with what it missed. */
const patienceMs = 1_000;
