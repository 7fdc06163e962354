import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import type { PreparedStream } from './prepare-stream.ts';
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

  constructor(tools: StreamTools) {
    this.#tools = tools;
    this.#aging = setInterval(() => {
      const nowMs = Date.now();
      for (const topic of this.#topics.values()) topic.age(nowMs);
    }, ageMs).unref();
    tools.metrics.watchTopics(() => this.counts());
  }

  /** Topics watched now, and the lanes that they have. */
  counts(): { readonly topics: number; readonly lanes: number } {
    const lanes = [...this.#topics.values()].reduce((sum, topic) => sum + topic.lanes, 0);
    return { topics: this.#topics.size, lanes };
  }

  join(prepared: PreparedStream, subscriber: Subscriber): void {
    const { key } = prepared;
    const topic = this.#topics.get(key) ?? this.#create(prepared);
    topic.join(subscriber);
  }

  #create(prepared: PreparedStream): Topic {
    const { key } = prepared;
    const topic: Topic = new Topic({
      prepared,
      tools: this.#tools,
      onEmpty: () => {
        if (this.#topics.get(key) === topic) this.#topics.delete(key);
      },
    });
    this.#topics.set(key, topic);
    return topic;
  }

  async close(): Promise<void> {
    clearInterval(this.#aging);
  }
}
