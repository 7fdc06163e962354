import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import type { PreparedStream } from './prepare-stream.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { rightsLost } from './ended.ts';
import { endSpread, prepareAgain } from './reload.ts';
import type { Fates } from './reload.ts';
import type { StreamTools } from './stream-tools.ts';
import type { Subscriber } from './subscriber.ts';
import { Topic } from './topic.ts';

/** How often events that have grown too old are let go. */
const ageMs = 1_000;

/** The topics of a gateway, each as long as somebody watches it. Close it behind the last stream. */
export class Topics implements Closable {
  readonly #tools: StreamTools;
  readonly #topics = new Map<string, Topic>();
  readonly #aging: NodeJS.Timeout;
  readonly #unfollow: () => void;

  constructor(tools: StreamTools) {
    this.#tools = tools;
    this.#aging = setInterval(() => {
      const nowMs = Date.now();
      for (const topic of this.#topics.values()) topic.age(nowMs);
    }, ageMs).unref();
    tools.metrics.watchTopics(() => this.counts());
    this.#unfollow = tools.engine.snapshots.onSwap((next) => this.#renewAll(next));
  }

  /** Topics watched now, and the lanes that they have. */
  counts(): { readonly topics: number; readonly lanes: number } {
    const lanes = [...this.#topics.values()].reduce((sum, topic) => sum + topic.lanes, 0);
    return { topics: this.#topics.size, lanes };
  }

  join(prepared: PreparedStream, subscriber: Subscriber): void {
    this.#topicOf(prepared).join(subscriber);
  }

  /** Goes on for a subscriber that was taken out of another topic, behind what it was given there. */
  takeOver(prepared: PreparedStream, subscriber: Subscriber): void {
    this.#topicOf(prepared).takeOver([subscriber], subscriber.cursor);
  }

  /** Every stream of an older generation is prepared anew in this one; those that still fit go on in it. */
  #renewAll(next: Snapshot): void {
    const { log } = this.#tools.engine;
    for (const topic of this.#topics.values()) {
      if (topic.prepared.operation.snapshot === next) continue;
      this.#renew(topic, next).catch((error: unknown) =>
        log.error({ reason: String(error) }, 'streams could not be taken into the new schema'),
      );
    }
  }

  async #renew(topic: Topic, next: Snapshot): Promise<void> {
    const { subscribers } = topic;
    const fates = await prepareAgain(this.#tools, topic.prepared, { subscribers, next });
    // A later generation is there already, and its own renewal of this topic under way.
    if (this.#tools.engine.snapshots.current() !== next) return;
    endSpread(
      this.#tools,
      subscribers.filter((subscriber) => !fates.get(subscriber)),
    );
    // A stream without cursors cannot be taken up again: it goes on where it is, to its end.
    if (!topic.prepared.operation.isResumable || subscribers.every((each) => !fates.get(each))) return;
    this.#dissolve(topic, fates);
  }

  /** What was granted to these subscribers is not any more, or more is: all are prepared anew before the next event. */
  async #decideAnew(topic: Topic): Promise<void> {
    // Who comes meanwhile is not put beside those who leave.
    this.#forget(topic);
    const { subscribers } = topic;
    const fates = topic.prepared.operation.isResumable ? await this.#fatesNow(topic) : new Map();
    for (const subscriber of subscribers) if (!fates.get(subscriber)) subscriber.end(rightsLost());
    this.#dissolve(topic, fates);
  }

  /** In the generation that is served when they are known: the topic is none of those that a swap renews. */
  async #fatesNow(topic: Topic): Promise<Fates> {
    const { snapshots } = this.#tools.engine;
    const next = snapshots.current();
    const fates = await prepareAgain(this.#tools, topic.prepared, { subscribers: topic.subscribers, next });
    return snapshots.current() === next ? fates : this.#fatesNow(topic);
  }

  #dissolve(topic: Topic, fates: Fates): void {
    topic.dissolve((moved, cursor) => {
      // Who came when the fates were being decided has none: it is told, and comes back behind its cursor.
      endSpread(
        this.#tools,
        moved.filter((subscriber) => !fates.has(subscriber)),
      );
      for (const [prepared, group] of groupByKey(moved, fates)) {
        if (prepared) this.#topicOf(prepared).takeOver(group, cursor);
      }
    });
  }

  #forget(topic: Topic): void {
    const { key } = topic.prepared;
    if (this.#topics.get(key) === topic) this.#topics.delete(key);
  }

  #topicOf(prepared: PreparedStream): Topic {
    return this.#topics.get(prepared.key) ?? this.#create(prepared);
  }

  #create(prepared: PreparedStream): Topic {
    const { key } = prepared;
    const topic: Topic = new Topic({
      prepared,
      tools: this.#tools,
      onEmpty: () => this.#forget(topic),
      onRightsChanged: () => this.#decideAnew(topic),
    });
    this.#topics.set(key, topic);
    return topic;
  }

  async close(): Promise<void> {
    clearInterval(this.#aging);
    this.#unfollow();
  }
}

/** Subscribers who still watch, by the topic that they go to. */
function groupByKey(
  subscribers: readonly Subscriber[],
  fates: Fates,
): Iterable<readonly [PreparedStream | undefined, readonly Subscriber[]]> {
  const groups = new Map<
    string,
    { readonly prepared: PreparedStream | undefined; readonly group: Subscriber[] }
  >();
  for (const subscriber of subscribers) {
    if (subscriber.isOver) continue;
    const prepared = fates.get(subscriber);
    const known = groups.get(prepared?.key ?? '') ?? { prepared, group: [] };
    known.group.push(subscriber);
    groups.set(prepared?.key ?? '', known);
  }
  return [...groups.values()].map(({ prepared, group }) => [prepared, group] as const);
}
