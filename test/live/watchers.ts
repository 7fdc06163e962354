import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { HubError } from '../../client-sdk/src/errors.ts';
import { live } from '../../client-sdk/src/live.ts';
import type { LiveEvent } from '../../client-sdk/src/live-event.ts';
import type { SeenReport } from './history.ts';
import type { LiveRun, RunReport } from './live-run.ts';
import { pick } from './live-run.ts';

export interface Watcher {
  readonly name: string;
  /** The sample account, or `stranger`, who has no token. */
  readonly actor: string;
  readonly query: string;
  readonly road: 'ws' | 'sse';
  /** What it has seen of each report. */
  readonly seen: Map<string, number>;
}

const publicReport = 'id version state title';
const ownReport = `${publicReport} reporter { name }`;

export function ownerOf(report: RunReport, index: number, road: Watcher['road']): Watcher {
  const query = `subscription { reportChanged(id: "${report.id}") { ${ownReport} } }`;
  return { name: `owner ${index}`, actor: report.owner, query, road, seen: new Map() };
}

export function officeOf(report: RunReport, index: number, road: Watcher['road']): Watcher {
  const query = `subscription { reportChanged(id: "${report.id}") { ${ownReport} ward { name } agency { name } } }`;
  return { name: `office ${index}`, actor: 'ioc', query, road, seen: new Map() };
}

export function strangerOf(report: RunReport, index: number, road: Watcher['road']): Watcher {
  const query = `subscription { publicReportChanged(id: "${report.id}") { ${publicReport} agency { name } } }`;
  return { name: `stranger ${index}`, actor: 'stranger', query, road, seen: new Map() };
}

/** The public reports around the place where the writers' are, all in one stream. */
export function areaWatcher(index: number, road: Watcher['road']): Watcher {
  const event = (type: string, fields: string): string => `... on PublicReportList${type} { ${fields} }`;
  const node = `node { ${publicReport} }`;
  const events = [
    event('Snapshot', `nodes { ${publicReport} }`),
    event('Entered', node),
    event('Changed', node),
    event('Left', 'id version'),
  ];
  const box = '{ south: 16.46, west: 107.58, north: 16.47, east: 107.60 }';
  const query = `subscription { reportsIn(area: { bbox: ${box} }, first: 100) { __typename ${events.join(' ')} } }`;
  return { name: `area ${index}`, actor: 'stranger', query, road, seen: new Map() };
}

/**
 * Follows until `stop`: connects, drops out after a while, and takes up its stream behind its own cursor on whichever
 * gateway it happens upon. Everything that the SDK gives out is logged.
 */
export async function watchUntil(run: LiveRun, watcher: Watcher, stop: AbortSignal): Promise<void> {
  const { history, gateways, random } = run;
  const { name: subscriber, actor } = watcher;
  let cursor: string | undefined;
  while (!stop.aborted) {
    const to = pick(gateways, random);
    history.add({ op: 'subscribe', subscriber, actor, after: cursor ?? null, to });
    const dropping = AbortSignal.any([stop, AbortSignal.timeout(Math.round(1_000 + random() * 6_000))]);
    try {
      for await (const event of open(run, watcher, { to, after: cursor, signal: dropping })) {
        record(run, watcher, event);
        cursor = event.cursor ?? cursor;
      }
      await sleep(random() * 500, undefined, { signal: stop }).catch(() => undefined);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      history.add({ op: 'refused', subscriber, actor, code: error.code });
      return;
    }
  }
}

interface Opening {
  readonly to: string;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
}

function open(run: LiveRun, { actor, query, road }: Watcher, { to, after, signal }: Opening) {
  const token = actor === 'stranger' ? undefined : () => run.city.token(actor);
  const connection = { url: to, live: road, webSocket: WebSocket, token };
  return live(connection, { query, variables: {} }, { after, signal });
}

function record({ history }: LiveRun, watcher: Watcher, event: LiveEvent<unknown>): void {
  const { name: subscriber, actor, seen } = watcher;
  const reports = reportsOf(event.data);
  const mark = event.resync ? 'resync' : event.start ? 'start' : 'change';
  const text = JSON.stringify(event.data);
  history.add({ op: 'deliver', subscriber, actor, cursor: event.cursor ?? null, mark, reports, text });
  for (const { key, ver } of reports) seen.set(key, ver);
}

/** The reports of an event, of one report or of a list. */
function reportsOf(data: unknown): readonly SeenReport[] {
  const [event] = Object.values(Object(data) as Record<string, WireReport & WireListEvent>);
  const found = event?.nodes ?? (event?.node ? [event.node] : event?.state === undefined ? [] : [event]);
  return found.map(({ id, version, state }) => ({ key: id, ver: version, state }));
}

interface WireReport {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

interface WireListEvent {
  readonly nodes?: readonly WireReport[];
  readonly node?: WireReport;
}
