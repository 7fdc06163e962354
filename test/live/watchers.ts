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
  /** It comes with tokens that end within seconds, and with another one when it has been told so. */
  readonly comesBriefly?: boolean;
  /** What it has seen of each report. */
  readonly seen: Map<string, number>;
}

const publicReport = 'id version state title';
const ownReport = `${publicReport} reporter { name }`;

export function ownerOf(report: RunReport, index: number, road: Watcher['road']): Watcher {
  const query = `subscription { reportChanged(id: "${report.id}") { ${ownReport} } }`;
  const comesBriefly = index % 2 === 1;
  return { name: `owner ${index}`, actor: report.owner, query, road, comesBriefly, seen: new Map() };
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
    const given = await giveToken(run, watcher);
    const token = given && { token: given.name };
    history.add({ op: 'subscribe', subscriber, actor, after: cursor ?? null, to, ...token });
    const dropping = AbortSignal.any([stop, AbortSignal.timeout(Math.round(1_000 + random() * 6_000))]);
    try {
      for await (const event of open(watcher, { to, after: cursor, signal: dropping, given })) {
        record(run, watcher, event);
        cursor = event.cursor ?? cursor;
      }
      await sleep(random() * 500, undefined, { signal: stop }).catch(() => undefined);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      history.add({ op: 'refused', subscriber, actor, code: error.code });
      // Whether the token was to blame is the checker's question: another one shows what was missed.
      if (!given) return;
      await sleep(300 + random() * 700, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

interface Opening {
  readonly to: string;
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  readonly given: GivenToken | undefined;
}

interface GivenToken {
  /** In the log. */
  readonly name: string;
  readonly text: string;
}

/** Undefined for a stranger. */
async function giveToken(run: LiveRun, { actor, comesBriefly }: Watcher): Promise<GivenToken | undefined> {
  if (actor === 'stranger') return undefined;
  const { history, random, city } = run;
  const exp = Math.floor(Date.now() / 1_000 + 3 + random() * 5) - leewaySeconds;
  const endsAt = comesBriefly ? Math.round(history.nowMs + (exp + leewaySeconds) * 1_000 - Date.now()) : null;
  const name = `token ${history.records.length}`;
  history.add({ op: 'token', token: name, actor, endsAt });
  return { name, text: await city.token(actor, comesBriefly ? { exp } : {}) };
}

/** For which the hub takes a token past its end. */
const leewaySeconds = 30;

function open({ query, road }: Watcher, { to, after, signal, given }: Opening) {
  const token = given && (() => given.text);
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
