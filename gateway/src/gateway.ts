import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from '../../subgraphs/kit/process/logger.ts';
import type { Closable } from '../../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../../subgraphs/kit/process/shutdown.ts';
import { defaultPlanDeadlineMs } from './config.ts';
import type { DocumentCounts } from './program/known-documents.ts';
import type { GatewayConfig } from './config.ts';
import { failClosed } from './identity/fail-closed.ts';
import type { Rights } from './identity/rights.ts';
import { Session } from './identity/session.ts';
import type { Authenticate } from './identity/verify-token.ts';
import { createAuthenticate } from './identity/verify-token.ts';
import type { ApiKeys } from './identity/api-keys.ts';
import { createIdentify } from './identity/identify.ts';
import type { Identify } from './identity/identify.ts';
import { createMetrics } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import { PlanWorkers } from './plan/plan-workers.ts';
import type { PlanOutcome } from './plan/plan-workers.ts';
import type { Meter } from './quota/metered.ts';
import type { Rehearsals } from './conformance/rehearsals.ts';
import type { AppDocuments } from './documents/app-documents.ts';
import { checkDocument, viewForApps } from './documents/check-document.ts';
import type { CheckedDocument } from './documents/check-document.ts';
import { createDocumentGate } from './documents/document-gate.ts';
import type { DocumentGate } from './documents/document-gate.ts';
import type { Engine } from './request/engine.ts';
import { createSharing } from './request/sharing.ts';
import type { NoteRefused } from './request/tell-refusals.ts';
import { warm } from './request/warm.ts';
import type { ApolloContext } from './server/answer-plugin.ts';
import { startApollo } from './server/apollo.ts';
import type { ApolloRoad } from './server/apollo.ts';
import { createBesideGraph } from './server/beside-graph.ts';
import type { BesideGraph } from './server/beside-graph.ts';
import { graphRoutes, socketPaths } from './server/contract-routes.ts';
import { createDoors } from './server/doors.ts';
import type { Doors } from './server/doors.ts';
import { healthRoutes } from './server/health.ts';
import { createHttp } from './server/http.ts';
import type { Route } from './server/http.ts';
import { landingPage } from './server/landing.ts';
import { HttpStreams } from './server/http-streams.ts';
import { mountSockets } from './server/ws.ts';
import { defaultSocketSettings } from './socket-settings.ts';
import { openStreams } from './subscription/open-streams.ts';
import type { StreamsOptions } from './subscription/open-streams.ts';
import { defaultUpstreamLimits } from './subscription/upstream-limits.ts';
import type { SubgraphAddress } from './supergraph/snapshot.ts';
import type { SupergraphState, WatchedSupergraph } from './supergraph/watch.ts';
import { watchSupergraph } from './supergraph/watch.ts';
import { openHttpSubgraphs } from './transport/http-subgraph.ts';
import type { SubgraphCall } from './transport/subgraph-call.ts';
import { SendTogether } from './transport/send-together.ts';
import { shareCalls } from './transport/share-calls.ts';

export interface RunningGateway {
  /** Of the graph: `http://…/graphql`. */
  readonly url: string;
  readonly port: number;
  snapshotInfo(): SupergraphState;
  /**
   * Turns /ready to 503 at once, lets requests finish (10 s), ends streams with SERVER_DRAINING, then stops listening.
   * Idempotent.
   */
  close(): Promise<void>;
}

/** What of the engine a further path may stand on. */
export interface GatewayInside {
  readonly subgraphs: () => ReadonlyMap<string, SubgraphAddress>;
  /** Calls a subgraph; nothing that depends on who asks while rights are not known. */
  readonly call: SubgraphCall;
  readonly identify: Identify;
  /** Runs operations for paths of other standards. */
  readonly besideGraph: BesideGraph;
  /** Looks at a document as at one that an app sends. @throws BAD_USER_INPUT naming `field` */
  readonly checkDocument: (text: string, field: string) => CheckedDocument;
  /** Proxies of our own in front. */
  readonly proxies: number;
  readonly rights: Rights | undefined;
  readonly draining: () => boolean;
  readonly log: Logger;
  /** Closes the part with the gateway. */
  readonly hold: <T extends Closable>(part: T) => T;
}

/** What a hub puts on top of the bare engine. */
export interface GatewayExtras {
  /** In place of what the configuration makes of tokens. */
  readonly authenticate?: Authenticate | undefined;
  /** Who is behind an API key; without it nobody looks at keys. */
  readonly apiKeys?: ApiKeys | undefined;
  /** What apps may send; without it they may send anything, as all others may. */
  readonly appDocuments?: AppDocuments | undefined;
  /** What apps are put to in their sandboxes during a conformance run. */
  readonly rehearsals?: Rehearsals | undefined;
  /** Counts what apps take; without it nobody is measured. */
  readonly meter?: Meter | undefined;
  /** Is told what was refused before anything was fetched. */
  readonly refused?: NoteRefused | undefined;
  /** What of the rights of people was taken back since their tokens were given. */
  readonly rights?: Rights | undefined;
  /** Called once before anything is served. */
  readonly begin?: ((inside: GatewayInside) => void) | undefined;
  /** Subgraphs that are answered in this process, by name. */
  readonly inProcess?: ReadonlyMap<string, SubgraphCall> | undefined;
  /** Where commands find the streams of this gateway, and who is behind a ticket. */
  readonly live?: Pick<StreamsOptions, 'registry' | 'redeemTicket'> | undefined;
  /** Further paths of the same server. */
  readonly routes?: ((inside: GatewayInside) => readonly (readonly [string, Route])[]) | undefined;
  /** Shown on the landing page; can be run as it stands. */
  readonly exampleOperation?: string | undefined;
  /** Of Apollo Server. One that is told of requests (`requestDidStart`) makes every operation pass it, known or not. */
  readonly plugins?: readonly ApolloServerPlugin<ApolloContext>[] | undefined;
}

/**
 * Serves any federation v2 supergraph at /graphql, over HTTP, with live streams there too, and over WebSocket. Resolves when it answers; rejects with the
 * reason when the supergraph cannot be served or the address not be had, with nothing left open.
 */
export async function startGateway(
  config: GatewayConfig,
  extras: GatewayExtras = {},
): Promise<RunningGateway> {
  const opened: Closable[] = [];
  try {
    return await open(config, extras, opened);
  } catch (error) {
    await closeInOrder(opened.toReversed())();
    throw error;
  }
}

async function open(
  config: GatewayConfig,
  extras: GatewayExtras,
  opened: Closable[],
): Promise<RunningGateway> {
  const { log } = config;
  const hold = <T extends Closable>(part: T): T => {
    opened.push(part);
    return part;
  };
  const metrics = createMetrics();
  hold({ close: () => Promise.resolve(metrics.close()) });
  const supergraph = await openSupergraph(config, { metrics, hold });
  const engine = openEngine(config, { supergraph, metrics, hold, extras });
  const apollo = await openApollo(config, { engine, extras, hold });
  let isDraining = false;
  const draining = (): boolean => isDraining;
  const authenticate = extras.authenticate ?? createAuthenticate(config, log, extras);
  const identify = createIdentify(authenticate, extras.apiKeys);
  const gate = createDocumentGate(extras.appDocuments, (made) => apollo.persist(made));
  const doors = openDoors(config, { engine, authenticate, identify, gate, hold, extras });
  const { proxies } = doors.settings;
  const httpStreams = new HttpStreams(doors);
  const inside: GatewayInside = {
    subgraphs: () => supergraph.current().subgraphs,
    call: engine.call,
    identify,
    checkDocument: (text, field) => checkDocument({ text, field }, engine, viewForApps(engine)),
    besideGraph: createBesideGraph({ engine, identify, gate, proxies, draining }),
    proxies,
    rights: extras.rights,
    draining,
    log,
    hold,
  };
  extras.begin?.(inside);
  const { contracts = [] } = config;
  const endpoint = { ...doors, engine, apollo, proxies, draining, httpStreams };
  const routes = new Map<string, Route>([
    ...graphRoutes(contracts, endpoint),
    ...healthRoutes({ supergraph: () => supergraph.state(), draining, metrics }),
    ...(extras.routes?.(inside) ?? []),
  ]);
  const http = hold(createHttp(routes, log, config.http));
  const sockets = mountSockets(http.server, socketPaths(contracts), doors);
  const drainMs = config.drainMs ?? 10_000;
  const drain = [http, httpStreams, sockets].map((door) => () => door.drain(drainMs));
  hold({ close: async () => void (await Promise.all(drain.map((begin) => begin()))) });
  const port = await http.listen(config);
  const close = closeInOrder(opened.toReversed());
  return {
    url: `http://${hostInUrl(config.host)}:${port}/graphql`,
    port,
    snapshotInfo: () => supergraph.state(),
    close: () => {
      isDraining = true;
      return close();
    },
  };
}

async function openApollo(
  { environment }: GatewayConfig,
  { engine, extras, hold }: Pick<DoorsBehind, 'engine' | 'extras' | 'hold'>,
): Promise<ApolloRoad> {
  const apollo = await startApollo(engine, [
    landingPage({ document: extras.exampleOperation, production: environment === 'production' }),
    ...(extras.plugins ?? []),
  ]);
  hold({ close: () => apollo.server.stop() });
  return apollo;
}

interface DoorsBehind {
  readonly engine: Engine;
  readonly authenticate: Authenticate;
  readonly identify: Identify;
  readonly gate: DocumentGate;
  readonly hold: <T extends Closable>(part: T) => T;
  readonly extras: GatewayExtras;
}

function openDoors(config: GatewayConfig, behind: DoorsBehind): Doors {
  const { engine, authenticate, identify, gate, hold, extras } = behind;
  const streams = hold(
    openStreams(engine, {
      limits: { ...defaultUpstreamLimits, ...config.upstream },
      openSession: (identity) => new Session(identity, { authenticate, rights: extras.rights }),
      ...extras.live,
    }),
  );
  const settings = { ...defaultSocketSettings, ...config.sockets };
  return createDoors({ streams, identify, gate, rehearsals: extras.rehearsals, settings });
}

async function openSupergraph(
  config: GatewayConfig,
  { metrics, hold }: Pick<EngineParts, 'metrics' | 'hold'>,
): Promise<WatchedSupergraph> {
  const { log } = config;
  const { limits, introspection, planDeadlineMs: deadlineMs = defaultPlanDeadlineMs } = config;
  const observe = (outcome: PlanOutcome): void => metrics.plannedOnThread(outcome);
  const planWorkers = hold(new PlanWorkers({ deadlineMs, observe }));
  const supergraph = hold(
    await watchSupergraph({
      ...config,
      planWorkers,
      pollMs: config.reloadMs ?? 1_000,
      beforeSwap: (next, previous) => warm(next, previous, { limits, introspection, metrics, log }),
    }),
  );
  supergraph.onSwap((_, previous) => planWorkers.retire(previous.sdl));
  return supergraph;
}

function openEngine(config: GatewayConfig, { supergraph, metrics, hold, extras }: EngineParts): Engine {
  const sharing = config.sharing === 'off' ? undefined : createSharing(config.sharing);
  const { call: send, health } = hold(
    openHttpSubgraphs({
      all: config.transport,
      own: config.subgraphs,
      encode: sharing?.encode,
      observe: (...ended) => metrics.fetch(...ended),
    }),
  );
  const { inProcess } = extras;
  const dispatch: SubgraphCall = (request, context) =>
    (inProcess?.get(request.subgraph.name) ?? send)(request, context);
  const call = extras.rights ? failClosed(dispatch, extras.rights) : dispatch;
  metrics.watchSubgraphs(health);
  metrics.watchSupergraph(() => supergraph.state());
  const counts = (): DocumentCounts => supergraph.current().documents.counts();
  metrics.cache('documents', () => ({ entries: counts().documents, bytes: counts().bytes }));
  // Their bytes are in those of their documents.
  metrics.cache('programs', () => ({ entries: counts().programs }));
  if (!config.limits) config.log.warn({}, 'HUB_LIMITS=off: operations of any size and cost are run');
  const together = new SendTogether();
  metrics.cache('merged_fetches', () => together.size());
  const onShared = (name: string): void => metrics.shared('fetch', name);
  return {
    snapshots: supergraph,
    call: sharing ? shareCalls(call, { ...sharing, onShared }) : call,
    together,
    sharing,
    limits: config.limits,
    introspection: config.introspection,
    grantPolicies: config.grantPolicies,
    meter: extras.meter,
    refused: extras.refused,
    metrics,
    log: config.log,
  };
}

interface EngineParts {
  readonly supergraph: WatchedSupergraph;
  readonly metrics: Metrics;
  readonly hold: <T extends Closable>(part: T) => T;
  readonly extras: GatewayExtras;
}

/** An address that listens everywhere is reached here as localhost; IPv6 needs its brackets. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
