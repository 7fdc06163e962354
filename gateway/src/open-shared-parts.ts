import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';
import type { Closable } from '../../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../../subgraphs/kit/process/shutdown.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';
import type { GatewayConfig } from './config.ts';
import type { GatewayExtras, GatewayInside } from './gateway.ts';
import { createRehearsals } from './conformance/rehearsals.ts';
import { openRunDesk } from './conformance/run-desk.ts';
import { createAppDocuments } from './documents/app-documents.ts';
import { answerDocumentCommands } from './documents/document-commands.ts';
import type { DocumentInside } from './documents/document-commands.ts';
import { readDocuments } from './documents/read-document.ts';
import type { ReadDocument } from './documents/read-document.ts';
import { openRightsFeed } from './identity/rights-feed.ts';
import { identifyInSandbox } from './sandbox/identify-in-sandbox.ts';
import type { Sandboxes } from './sandbox/sandbox.ts';
import type { RightsFeed, RightsFeedTimes } from './identity/rights-feed.ts';
import { readRightsPages } from './identity/rights-page.ts';
import type { ReadRightsPage } from './identity/rights-page.ts';
import { createApiKeys } from './identity/api-keys.ts';
import { readKeyStandings } from './identity/key-standing.ts';
import type { ReadKeyStanding } from './identity/key-standing.ts';
import { openStreamTickets } from './identity/stream-tickets.ts';
import { createAuthenticate } from './identity/verify-token.ts';
import type { Identity } from './identity/identity.ts';
import { openQuotaCounter } from './quota/counter.ts';
import { createMeter } from './quota/meter.ts';
import { openRateBuckets } from './quota/shared-rate.ts';
import { createUsageTeller } from './quota/tell-usage.ts';
import { createRefusalTeller } from './request/tell-refusals.ts';
import { openMailbox } from './subscription/mailbox.ts';
import { answerStreamCommands } from './subscription/stream-commands.ts';
import { carryOut } from './subscription/stream-orders.ts';
import { StreamRegistry } from './subscription/stream-registry.ts';

/** Where gateways keep what is theirs: tickets, what they say to each other, and whose rights have ended. */
export interface GatewayDatabase {
  /** Of a replica set. */
  readonly uri: string;
  readonly name: string;
  /** 32 bytes, the same for all gateways: whoever reads the database learns nothing of it. */
  readonly key: Buffer;
}

export interface SharedPartsConfig
  extends Pick<GatewayConfig, 'issuers' | 'anonymous' | 'personIdSecret' | 'log'> {
  readonly database: GatewayDatabase;
  /** Subgraphs whose journals tell whose rights have ended; while any of them is away, what is personal is withheld. */
  readonly rightsSources?: readonly string[] | undefined;
  /** Which subgraph keeps API keys, and decides on apps; while it is away, what is personal is withheld from apps. Absent: there are none. */
  readonly keySource?: string | undefined;
  readonly rightsTimes?: RightsFeedTimes | undefined;
  /** Where apps try things out; absent: a key for a sandbox leads nowhere. */
  readonly sandboxes?: Sandboxes | undefined;
}

export type SharedParts = Closable &
  Pick<
    GatewayExtras,
    | 'authenticate'
    | 'apiKeys'
    | 'appDocuments'
    | 'rehearsals'
    | 'meter'
    | 'refused'
    | 'inProcess'
    | 'live'
    | 'rights'
    | 'begin'
  >;

const selectionMs = 5_000;

/**
 * What the gateways of one city have in common, by their database: commands reach a stream wherever it is, a ticket is good at
 * each of them, and so is what is known of rights.
 * @throws Error when the database does not answer within five seconds, with nothing left open
 */
export async function openSharedParts(config: SharedPartsConfig): Promise<SharedParts> {
  const { uri, name } = config.database;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: selectionMs });
  try {
    await client.connect();
    return await openIn(client.db(name), config, client);
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function openIn(db: Db, config: SharedPartsConfig, client: MongoClient): Promise<SharedParts> {
  const { log, database } = config;
  const { key } = database;
  const registry = new StreamRegistry();
  const answer = (order: unknown) => carryOut(order, registry, { requestId: randomUUID(), log });
  const tickets = await openStreamTickets({ db, key });
  const mailbox = await openMailbox({ db, key, self: registry.gateway, answer, log });
  const { rights, begin: beginRights } = await openRights(db, config);
  const { remember, identityOf } = createMemory();
  const authenticate = remember(createAuthenticate(config, log, { rights }));
  const { apiKeys, begin: beginKeys } = openApiKeys(config, rights);
  const refusals = openRefusals(config);
  const measured = await openMeter(db, config, { gateway: registry.gateway, identityOf });
  const documents = openDocuments(config, rights);
  const call = answerStreamCommands({ mailbox, tickets, authenticate, identityOf });
  return {
    authenticate,
    apiKeys: apiKeys && { identify: remember(identifyInSandbox(apiKeys.identify, config.sandboxes)) },
    appDocuments: documents?.appDocuments,
    rehearsals: documents?.rehearsals,
    inProcess: new Map([['streams', call], ...(documents?.inProcess ?? [])]),
    meter: measured?.meter,
    // What is refused in a sandbox is no matter of the city's audit.
    refused:
      refusals && ((viewer, ...what) => void (identityOf(viewer)?.sandbox ?? refusals.note(viewer, ...what))),
    live: { registry, redeemTicket: remember(tickets.redeem) },
    rights,
    begin: (inside) => {
      measured?.begin(inside);
      refusals?.begin(inside);
      beginRights?.(inside);
      beginKeys?.(inside);
      documents?.begin(inside);
    },
    close: closeInOrder([
      ...(refusals ? [refusals] : []),
      ...(measured ? [measured] : []),
      ...(documents ? [documents] : []),
      ...(rights ? [rights] : []),
      mailbox,
      client,
    ]),
  };
}

interface OpenedRights {
  readonly rights?: RightsFeed;
  readonly begin?: (inside: GatewayInside) => void;
}

async function openRights(db: Db, config: SharedPartsConfig): Promise<OpenedRights> {
  const { rightsSources: sources = [], keySource, rightsTimes: times, log } = config;
  const appSources = keySource === undefined ? [] : [keySource];
  if (sources.length + appSources.length === 0) return {};
  let begin: (read: ReadRightsPage) => void = () => undefined;
  const begun = new Promise<ReadRightsPage>((resolve) => void (begin = resolve));
  // Until the gateway has begun there is nobody to ask through, which is no fault to tell of.
  let read: ReadRightsPage = async (request) => {
    const ended = once(request.signal, 'abort').then(
      (): ReadRightsPage => () => Promise.reject(request.signal.reason),
    );
    const readNow = await Promise.race([begun, ended]);
    return readNow(request);
  };
  const rights = await openRightsFeed({
    sources,
    appSources,
    db,
    log,
    read: (request) => read(request),
    ...(times && { times }),
  });
  return {
    rights,
    begin: ({ call, subgraphs }) => {
      read = readRightsPages(call, subgraphs);
      begin(read);
    },
  };
}

interface MeterNeeds {
  readonly gateway: string;
  readonly identityOf: (viewer: Viewer) => Identity | undefined;
}

/** Where there are keys, what is done with them is counted. */
async function openMeter(db: Db, { keySource, log }: SharedPartsConfig, { gateway, identityOf }: MeterNeeds) {
  if (keySource === undefined) return undefined;
  let inside: GatewayInside | undefined;
  const teller = createUsageTeller({
    target: () => inside && { call: inside.call, subgraph: inside.subgraphs().get(keySource) },
    log,
  });
  const meter = createMeter({
    counter: await openQuotaCounter(db, gateway),
    buckets: await openRateBuckets(db),
    allowanceOf: (viewer) => identityOf(viewer)?.allowance,
    onUsed: teller.note,
    log,
  });
  return {
    meter,
    begin: (begun: GatewayInside) => void (inside = begun),
    close: closeInOrder([meter, teller]),
  };
}

/** Where there are apps, they have lists of what they may send, and conformance runs. */
function openDocuments({ keySource, log }: SharedPartsConfig, rights: RightsFeed | undefined) {
  if (keySource === undefined) return undefined;
  let inside: DocumentInside | undefined;
  let read: ReadDocument = () => Promise.reject(new Error('the gateway has not begun'));
  const appDocuments = createAppDocuments({ read: (...asked) => read(...asked), rights, log });
  const runs = openRunDesk({ target: () => inside && { ...inside, subgraph: inside.keeper() }, log });
  return {
    appDocuments,
    rehearsals: createRehearsals(appDocuments, runs),
    close: () => runs.close(),
    inProcess: [['documents', answerDocumentCommands({ inside: () => inside })]] as const,
    begin: ({ call, subgraphs, checkDocument }: GatewayInside) => {
      read = readDocuments(call, subgraphs, keySource);
      inside = { call, keeper: () => subgraphs().get(keySource), check: checkDocument };
    },
  };
}

/** Subgraphs that the gateway answers itself: they have no audit. */
const answeredHere: ReadonlySet<string> = new Set(['streams', 'documents']);

/** Where rights are told by areas of ours, these also keep an audit of who was refused what. */
function openRefusals({ rightsSources = [], log }: SharedPartsConfig) {
  if (rightsSources.length === 0) return undefined;
  let inside: GatewayInside | undefined;
  const teller = createRefusalTeller({
    target: () => {
      const all = [...(inside?.subgraphs().values() ?? [])];
      return inside && { call: inside.call, subgraphs: all.filter(({ name }) => !answeredHere.has(name)) };
    },
    log,
  });
  return {
    note: teller.note,
    close: () => teller.close(),
    begin: (begun: GatewayInside) => void (inside = begun),
  };
}

function openApiKeys({ keySource, log }: SharedPartsConfig, rights: RightsFeed | undefined) {
  if (keySource === undefined) return {};
  let read: ReadKeyStanding = () => Promise.reject(new Error('the gateway has not begun'));
  return {
    apiKeys: createApiKeys({ read: (prefix) => read(prefix), rights, log }),
    begin: ({ call, subgraphs }: GatewayInside) => void (read = readKeyStandings(call, subgraphs, keySource)),
  };
}

/** Stages know of who asks only the viewer; when the token ends, a ticket has to know too. */
function createMemory() {
  const identities = new WeakMap<Viewer, Identity>();
  const remember =
    <Args extends readonly unknown[]>(identify: (...args: Args) => Promise<Identity>) =>
    async (...args: Args): Promise<Identity> => {
      const identity = await identify(...args);
      identities.set(identity.viewer, identity);
      return identity;
    };
  return { remember, identityOf: (viewer: Viewer) => identities.get(viewer) };
}
