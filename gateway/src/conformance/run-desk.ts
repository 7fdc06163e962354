import { randomUUID } from 'node:crypto';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';
import type { DescribedOperation } from './describe-operation.ts';

/** One operation of an app in its sandbox, as the subgraph of apps judges it. */
export interface Observation extends Omit<DescribedOperation, 'takesKey'> {
  /** As the answer has it. */
  readonly requestId: string;
  readonly atMs: number;
  /** Digest of the cursor that a stream goes on from. */
  readonly after: string | null;
  readonly isListed: boolean;
}

/** What is done to an app on purpose, each once in a run. */
export type PlantKind = 'RATE_LIMIT' | 'CUT_ANSWER' | 'CUT_STREAM';

export interface Plant extends Observation {
  /** Of a stream: digests of the cursors that it was sent. */
  readonly cursors: readonly string[];
}

/** Where gateways tell what they saw in conformance runs, and ask what they may do. */
export interface RunDesk extends Closable {
  /** Told within half a second; of a run that nobody takes it for, dropped. */
  note(runId: string, observation: Observation): void;
  /** Whether it is to be done, here and now: of all gateways one may, once. False where nobody can tell. */
  mayPlant(runId: string, kind: PlantKind, plant: Plant): Promise<boolean>;
  /** Whether it may be asked; `never` once it was done somewhere, or the run is over. */
  when(runId: string, kind: PlantKind): 'now' | 'later' | 'never';
}

export interface RunDeskParts {
  /** Undefined until the gateway has begun. */
  readonly target: () =>
    | { readonly call: SubgraphCall; readonly subgraph: SubgraphEndpoint | undefined }
    | undefined;
  readonly log: Logger;
  readonly everyMs?: number;
}

/** Of one run, between two tellings; what is over it is dropped and said in the log. */
const maxWaiting = 1_000;
/** In one call. */
const maxTold = 200;
/** For so long after `LATER` nobody asks again. */
const laterMs = 500;
const timeoutMs = 5_000;
const tellRun =
  'mutation ($runId: String!, $observations: String!) { _tellRun(runId: $runId, observations: $observations) }';
const plantInRun =
  'mutation ($runId: String!, $kind: String!, $plant: String!) { _plantInRun(runId: $runId, kind: $kind, plant: $plant) }';

export function openRunDesk(parts: RunDeskParts): RunDesk {
  const ask = createAsk(parts);
  const told = createTelling(ask, parts);
  /** When it may be asked again whether something is to be planted, by run and kind. */
  const askAgain = new BoundedMap<{ readonly atMs: number }>({
    maxEntries: 3_000,
    maxBytes: 1_000_000,
    weigh: () => 200,
  });
  const when = (runId: string, kind: PlantKind): ReturnType<RunDesk['when']> => {
    const atMs = askAgain.get(`${runId} ${kind}`)?.atMs ?? 0;
    if (atMs === Number.POSITIVE_INFINITY) return 'never';
    return Date.now() >= atMs ? 'now' : 'later';
  };
  return {
    when,
    ...told,
    mayPlant: async (runId, kind, plant) => {
      if (when(runId, kind) !== 'now') return false;
      const answer = await ask(plantInRun, { runId, kind, plant: JSON.stringify(plant) }).catch(
        (error: unknown) => {
          parts.log.warn({ runId, reason: String(error) }, 'whether to plant something could not be asked');
          return {};
        },
      );
      const said = '_plantInRun' in answer ? answer._plantInRun : 'LATER';
      const atMs = said === 'LATER' ? Date.now() + laterMs : Number.POSITIVE_INFINITY;
      askAgain.set(`${runId} ${kind}`, { atMs });
      return said === 'PLANT';
    },
  };
}

type Ask = (query: string, variables: object) => Promise<Readonly<Record<string, unknown>>>;

function createAsk({ target }: RunDeskParts): Ask {
  return async (query, variables) => {
    const to = target();
    if (!to?.subgraph) throw new Error('the subgraph of apps is not there');
    const body = JSON.stringify({ query, variables });
    const request = { subgraph: to.subgraph, body, kind: 'mutation', identity: false } as const;
    const signal = AbortSignal.timeout(timeoutMs);
    const { data, errors } = await to.call(request, { requestId: randomUUID(), viewer: anonymous, signal });
    if (errors[0]) throw new Error(errors[0].message);
    return data ?? {};
  };
}

function createTelling(ask: Ask, { log, everyMs = 500 }: RunDeskParts): Pick<RunDesk, 'note' | 'close'> {
  const waiting = new Map<string, Observation[]>();
  const tell = async (): Promise<void> => {
    for (const [runId, all] of waiting) {
      const told = all.slice(0, maxTold);
      try {
        await ask(tellRun, { runId, observations: JSON.stringify(told) });
        const rest = (waiting.get(runId) ?? []).slice(told.length);
        if (rest.length > 0) waiting.set(runId, rest);
        else waiting.delete(runId);
      } catch (error) {
        log.warn({ runId, reason: String(error) }, 'what was seen of a conformance run could not be told');
      }
    }
  };
  let telling: Promise<void> | undefined;
  const timer = setInterval(() => {
    telling ??= tell().finally(() => (telling = undefined));
  }, everyMs);
  timer.unref();
  return {
    note: (runId, observation) => {
      const all = waiting.get(runId) ?? [];
      if (all.length >= maxWaiting)
        return log.warn({ runId }, 'too much of a conformance run waits to be told');
      waiting.set(runId, [...all, observation]);
    },
    close: async () => {
      clearInterval(timer);
      await telling;
      await tell();
    },
  };
}
