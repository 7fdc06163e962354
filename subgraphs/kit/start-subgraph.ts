import { readFile } from 'node:fs/promises';
import { startSealer } from './audit-sealer.ts';
import { createContext } from './context.ts';
import type { SubgraphContext } from './context.ts';
import { erasePerson, openErasures } from './erase-person.ts';
import { defaultRetentionMs } from './event-source.ts';
import { buildExecutableSchema } from './executable-schema.ts';
import type { Following } from './follow.ts';
import { startFollow } from './follow.ts';
import { guardFields } from './guard-fields.ts';
import { internalFields, withPeerFields } from './internal-fields.ts';
import { metricsText } from './metrics-text.ts';
import type { JournalEntry } from './journal.ts';
import type { LeaseHolding } from './lease.ts';
import type { OpenParts } from './open-parts.ts';
import { openParts } from './open-parts.ts';
import { createOperationCache } from './operation-cache.ts';
import type { Secrets } from './process/secrets.ts';
import { deriveSecrets } from './process/secrets.ts';
import type { Closable } from './process/shutdown.ts';
import { closeInOrder } from './process/shutdown.ts';
import type { Served } from './serve.ts';
import { serve } from './serve.ts';
import type { FilesRoad } from './serve-files.ts';
import { createFilesRoad } from './serve-files.ts';
import { createSlots } from './slots.ts';
import type { Projecting } from './projection.ts';
import { openProjections, startProjection } from './projection.ts';
import { toldRefusals } from './told-refusals.ts';
import { startStamper } from './stamper.ts';
import type {
  ImportTools,
  RunningSubgraph,
  StartOptions,
  SubgraphDefinition,
} from './subgraph-definition.ts';
import type { Timer, TimersFiring } from './timers.ts';
import type { Tx } from './transact.ts';

/** A definition with everything that has been opened for it. */
interface Run<Store extends object, Loaders extends object> extends OpenParts {
  readonly definition: SubgraphDefinition<Store, Loaders>;
  readonly options: StartOptions;
  readonly secrets: Secrets;
  readonly store: Store;
  /** Aborts when closing begins. */
  readonly closing: AbortSignal;
}

/** See `defineSubgraph`. When a part does not open, those opened before are closed and its error is thrown. */
export async function startSubgraph<Store extends object, Loaders extends object>(
  definition: SubgraphDefinition<Store, Loaders>,
  options: StartOptions,
): Promise<RunningSubgraph<Store>> {
  // In the order of closing: the last opened is the first to go.
  const opened: Closable[] = [];
  const hold = <T extends Closable>(part: T): T => {
    opened.unshift(part);
    return part;
  };
  try {
    const secrets = deriveSecrets(options.secret);
    const open = await openParts({ name: definition.name, start: options, secrets, hold });
    const store = await definition.openStore(open.parts);
    const closing = new AbortController();
    const run: Run<Store, Loaders> = {
      ...open,
      definition,
      options,
      secrets,
      store,
      closing: closing.signal,
    };
    hold(startStamper({ db: run.native, feed: run.parts.feed, life: run.life, log: options.log }));
    hold(await startSealing(run));
    const timers = hold(startTimers(run));
    const follows = startFollows(run).map(hold);
    const erasures = (await startErasures(run)).map(hold);
    await openProjections(run.native);
    const projections = startProjections(run).map(hold);
    const ready = (): boolean => run.parts.db.readyState === 1 && follows.every((follow) => follow.ready());
    const served = hold(
      await serveRun(run, {
        ready,
        metrics: () =>
          metricsText({ feed: run.parts.feed, follows: [...follows, ...erasures], timers, projections }),
      }),
    );
    // First of all: a peer that waits for something new does not hold up the server's end.
    hold({ close: async () => closing.abort() });
    return { ...toRunning(run), url: served.url, ready, close: closeInOrder(opened) };
  } catch (error) {
    await closeInOrder(opened)().catch(() => undefined);
    throw error;
  }
}

function startSealing<S extends object, L extends object>(run: Run<S, L>): Promise<LeaseHolding> {
  const { definition, native: db, life, secrets, clock, refusals, parts } = run;
  const of = { subgraph: definition.name, life: life.id, key: secrets.audit };
  return startSealer({ db, of, clock, refusals, transact: parts.transact, log: parts.log });
}

function startTimers<S extends object, L extends object>(run: Run<S, L>): TimersFiring {
  const { definition, store, parts, clock } = run;
  const handlers = Object.entries(definition.timers ?? {}).map(
    ([kind, handle]) => [kind, (timer: Timer, tx: Tx) => handle(timer, tx, store)] as const,
  );
  const { transact, log } = parts;
  const all = { ...Object.fromEntries(handlers), ...definition.files?.uploads(store).timers };
  return run.timers.start({ handlers: all, transact, clock, log });
}

function startProjections<S extends object, L extends object>(run: Run<S, L>): Projecting[] {
  const { definition, native, parts, store } = run;
  const { feed, transact, clock, log } = parts;
  return Object.entries(definition.projections ?? {}).map(([name, { version, apply, rebuild }]) =>
    startProjection({
      name,
      db: native,
      feed,
      transact,
      clock,
      log,
      projection: {
        version,
        apply: (entries, tx) => apply(entries, tx, store),
        rebuild: (after, tx) => rebuild(after, tx, store),
      },
    }),
  );
}

function startFollows<S extends object, L extends object>(run: Run<S, L>): Following[] {
  const { definition, options, store } = run;
  const { followsAll } = definition;
  const own = (definition.follows ?? []).map(({ source, apply }) =>
    follow(run, { name: source, source, apply: (entry, tx) => apply(entry, tx, store) }),
  );
  const all = Object.keys(followsAll ? options.peers : {}).map((source) =>
    follow(run, {
      name: `all:${source}`,
      source,
      apply: async (entry, tx) => followsAll?.(entry, tx, store, source),
    }),
  );
  return [...own, ...all];
}

/** Not waited for by `ready`: a subgraph can serve before it has read of old erasures. */
async function startErasures<S extends object, L extends object>(run: Run<S, L>): Promise<Following[]> {
  const { definition, options, parts, store } = run;
  const { erasuresFrom: source } = options;
  if (source === undefined || options.peers[source] === undefined) return [];
  const apply = await openErasures(parts, (personId, tx) => definition.erasePerson(personId, tx, store));
  return [follow(run, { name: 'erasures', source, apply })];
}

interface FollowPart {
  readonly name: string;
  readonly source: string;
  readonly apply: (entry: JournalEntry, tx: Tx) => Promise<void>;
}

function follow<S extends object, L extends object>(run: Run<S, L>, part: FollowPart): Following {
  const { options, native, parts, secrets } = run;
  const url = options.peers[part.source];
  if (!url)
    throw new Error(
      `expected "${part.source}" among the peers, got ${Object.keys(options.peers).join(', ')}`,
    );
  const { transact, log } = parts;
  return startFollow({ ...part, db: native, url, signingKey: secrets.signature, transact, log });
}

async function serveRun<S extends object, L extends object>(
  run: Run<S, L>,
  state: { ready: () => boolean; metrics: () => string },
): Promise<Served> {
  const { definition, options, parts, native, store, cursors, life, secrets, refusals } = run;
  const { transact, clock, log, feed } = parts;
  const noteRefusals = (counts: readonly string[]): Promise<void> =>
    refusals.note(toldRefusals(counts, schema));
  const built = buildExecutableSchema<SubgraphContext<S, L>>({
    sdl: await readFile(definition.schema, 'utf8'),
    resolvers: definition.resolvers,
    internal: withPeerFields(
      internalFields({
        feed,
        cursors,
        life,
        closing: run.closing,
        noteRefusals,
        exportPerson: (personId) => definition.exportPerson(personId, store),
      }),
      definition.peerFields,
    ),
  });
  const schema = guardFields(built);
  const contextParts = { store, createLoaders: definition.createLoaders, transact, clock, log };
  return serve({
    name: definition.name,
    schema,
    operations: createOperationCache(schema),
    live: { db: native, feed, cursors, retentionMs: defaultRetentionMs },
    host: options.host ?? '127.0.0.1',
    port: options.port,
    signingKeys: [secrets.signature],
    log,
    createContext: (call, live) => createContext(contextParts, call, live),
    files: filesRoad(run),
    refusals,
    ...state,
  });
}

/** Bodies of uploads that are in memory, and requests that wait for room. */
const receiving = { size: 32, maxWaiting: 64 } as const;

function filesRoad<S extends object, L extends object>(run: Run<S, L>): FilesRoad | undefined {
  const { files } = run.definition;
  if (!files) return undefined;
  return createFilesRoad({
    uploads: files.uploads(run.store),
    find: (ask) => files.find(ask, run.store),
    signingKeys: [run.secrets.signature],
    slots: createSlots(receiving),
    log: run.parts.log,
  });
}

function toRunning<S extends object, L extends object>({ definition, store, parts }: Run<S, L>) {
  const { importFile } = definition;
  return {
    name: definition.name,
    store,
    seed: async (tools: Parameters<RunningSubgraph['seed']>[0]) => definition.seed?.(store, tools),
    ...(importFile && { importFile: (tools: ImportTools) => importFile(tools, store) }),
    erasePerson: (personId: string) =>
      erasePerson(parts, personId, (tx) => definition.erasePerson(personId, tx, store)),
  };
}
