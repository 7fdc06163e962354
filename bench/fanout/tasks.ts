/** Emits events: `perBurst` at once, `burstsPerSecond` times a second, to everyone or to one topic after the other. */
export interface EmitTask {
  readonly kind: 'emit';
  readonly perBurst: number;
  readonly burstsPerSecond: number;
  readonly seconds: number;
  readonly to: 'all' | 'in turn';
}

/** What was emitted: each event counts once for each stream that it went to. */
export interface Emitted {
  readonly events: number;
}

export interface ClientsTask {
  readonly url: string;
  readonly protocol: 'graphql' | 'raw';
  readonly clients: number;
  /** Each its own topic from this number on, or all the same. */
  readonly firstTopic: number | null;
  /** Its server sends nothing before the first event. */
  readonly silentStart: boolean;
}

/** Messages received since the last report; of some watchers by their age in tenths of a millisecond. */
export interface Received {
  readonly messages: number;
  /** Sockets that are gone, since the beginning. */
  readonly closed: number;
  readonly ages: readonly (readonly [number, number])[];
}

/** Wall clock with a fraction: comparable between processes of one machine. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

export const tickText = 'Ổ gà sâu trước cổng chợ, xe máy dễ ngã. '.repeat(4);

/** Runs a task's bursts on time; `emit` is given how many events of the task have been begun. */
export async function runBursts(task: EmitTask, emit: (index: number) => void): Promise<number> {
  const beganMs = performance.now();
  const bursts = task.burstsPerSecond * task.seconds;
  let index = 0;
  for (let burst = 0; burst < bursts; burst += 1) {
    const waitMs = beganMs + (burst * 1_000) / task.burstsPerSecond - performance.now();
    await new Promise((resolve) => (waitMs > 1 ? setTimeout(resolve, waitMs) : setImmediate(resolve)));
    for (let each = 0; each < task.perBurst; each += 1) emit((index += 1));
  }
  return index;
}
