import { randomUUID } from 'node:crypto';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { anonymous, encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';

/** What was refused before anything was fetched: whom, how, and which fields, as `Type.field`. Never throws, and nobody waits for it. */
export type NoteRefused = (viewer: Viewer, code: string, fields: readonly string[]) => void;

export interface RefusalTeller extends Closable {
  readonly note: NoteRefused;
}

export interface RefusalTellerParts {
  /** Undefined until the gateway has begun. The areas that keep an audit. */
  readonly target: () =>
    | { readonly call: SubgraphCall; readonly subgraphs: readonly SubgraphEndpoint[] }
    | undefined;
  readonly everyMs?: number;
  readonly log: Logger;
}

interface Count {
  readonly viewer: string;
  readonly code: string;
  readonly field: string;
  readonly times: number;
}

const query = 'query ($counts: [String!]!) { _noteRefusals(counts: $counts) }';
const timeoutMs = 5_000;
/** Of one second; what is beyond is counted together for nobody. */
const maxCounts = 250;

/**
 * Tells the areas once a second what was refused in their name, for their audit: each keeps what is of its own fields. What could not be
 * told is told with the next; a gateway that is killed takes the counts of its last second with it.
 */
export function createRefusalTeller({ target, log, everyMs = 1_000 }: RefusalTellerParts): RefusalTeller {
  const waiting = new Map<string, Map<string, Count>>();
  let telling: Promise<void> | undefined;
  const add = (to: string, count: Count): void => {
    const counts = waiting.get(to) ?? new Map<string, Count>();
    waiting.set(to, counts);
    const key = JSON.stringify([count.viewer, count.code, count.field]);
    const isFull = counts.size >= maxCounts && !counts.has(key);
    const kept = isFull ? { ...count, viewer: encodeViewer(anonymous) } : count;
    const at = isFull ? JSON.stringify([kept.viewer, count.code, count.field]) : key;
    counts.set(at, { ...kept, times: (counts.get(at)?.times ?? 0) + count.times });
  };
  const tell = async (): Promise<void> => {
    const to = target();
    if (!to) return;
    const batches = [...waiting];
    waiting.clear();
    await Promise.all(
      batches.map(async ([name, counts]) => {
        const subgraph = to.subgraphs.find((each) => each.name === name);
        if (!subgraph) return;
        await send(to.call, subgraph, [...counts.values()]).catch((error: unknown) => {
          log.warn({ subgraph: name, reason: String(error) }, 'what was refused could not be told');
          for (const count of counts.values()) add(name, count);
        });
      }),
    );
  };
  const flush = (): Promise<void> => (telling ??= tell().finally(() => (telling = undefined)));
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();
  return {
    note: (viewer, code, fields) => {
      const encoded = encodeViewer(viewer);
      for (const { name } of target()?.subgraphs ?? [])
        for (const field of fields) add(name, { viewer: encoded, code, field, times: 1 });
    },
    close: async () => {
      clearInterval(timer);
      await telling;
      if (waiting.size > 0) await flush();
    },
  };
}

async function send(call: SubgraphCall, subgraph: SubgraphEndpoint, counts: readonly Count[]): Promise<void> {
  const texts = counts.map((count) => JSON.stringify(count));
  const body = JSON.stringify({ query, variables: { counts: texts } });
  // A call that may have been heard is not sent again: it would count twice.
  const request = { subgraph, body, kind: 'mutation', identity: false } as const;
  const signal = AbortSignal.timeout(timeoutMs);
  const { errors } = await call(request, { requestId: randomUUID(), viewer: anonymous, signal });
  if (errors[0]) throw new Error(errors[0].message);
}
