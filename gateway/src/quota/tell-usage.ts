import { randomUUID } from 'node:crypto';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { Allowance } from '../identity/identity.ts';
import type { SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';

export interface UsageTeller extends Closable {
  readonly note: (allowance: Allowance, day: string, used: number) => void;
}

export interface UsageTellerParts {
  /** Undefined until the gateway has begun. */
  readonly target: () =>
    | { readonly call: SubgraphCall; readonly subgraph: SubgraphEndpoint | undefined }
    | undefined;
  readonly everyMs?: number;
  readonly log: Logger;
}

interface Figure {
  readonly appId: string;
  readonly day: string;
  readonly used: number;
  readonly unitsPerDay: number;
}

const mutation =
  'mutation ($appId: String!, $day: String!, $used: Int!, $unitsPerDay: Int!) { _tellUsage(appId: $appId, day: $day, used: $used, unitsPerDay: $unitsPerDay) }';
const timeoutMs = 5_000;

/** Tells the subgraph of vendors what has been counted, the last figure of each app and day once a second: of it warnings are made. */
export function createUsageTeller({ target, log, everyMs = 1_000 }: UsageTellerParts): UsageTeller {
  const figures = new Map<string, Figure>();
  let telling: Promise<void> | undefined;
  const tell = async (): Promise<void> => {
    const to = target();
    if (!to?.subgraph || figures.size === 0) return;
    const batch = [...figures.values()];
    figures.clear();
    for (const figure of batch) {
      try {
        await send(to.call, to.subgraph, figure);
      } catch (error) {
        log.warn({ app: figure.appId, reason: String(error) }, 'what an app uses could not be told');
        const key = keyOf(figure);
        if (!figures.has(key)) figures.set(key, figure);
      }
    }
  };
  const timer = setInterval(() => {
    telling ??= tell().finally(() => (telling = undefined));
  }, everyMs);
  timer.unref();
  return {
    note: ({ app: appId, unitsPerDay }, day, used) => {
      const figure = { appId, day, used, unitsPerDay };
      figures.set(keyOf(figure), figure);
    },
    close: async () => {
      clearInterval(timer);
      await telling;
    },
  };
}

function keyOf({ appId, day }: Figure): string {
  return `${appId}:${day}`;
}

async function send(call: SubgraphCall, subgraph: SubgraphEndpoint, figure: Figure): Promise<void> {
  const body = JSON.stringify({ query: mutation, variables: figure });
  const request = { subgraph, body, kind: 'mutation', identity: false } as const;
  const signal = AbortSignal.timeout(timeoutMs);
  const { errors } = await call(request, { requestId: randomUUID(), viewer: anonymous, signal });
  if (errors[0]) throw new Error(errors[0].message);
}
