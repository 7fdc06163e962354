import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Supergraph } from '@apollo/federation-internals';
import type { GatewayConfig, SubgraphConfig } from '../config.ts';
import { clientSchema } from '../plan/client-schema.ts';
import { createPlanner } from '../plan/create-planner.ts';
import type { PlanWorkers } from '../plan/plan-workers.ts';
import { createKnownDocuments } from '../program/known-documents.ts';
import type { KnownDocuments } from '../program/known-documents.ts';
import { readAccessRules } from './access-rules.ts';
import { readAreaArguments } from './area-arguments.ts';
import { createContractViews } from './contract-views.ts';
import type { ContractViews } from './contract-views.ts';
import { createSandboxSnapshots } from './sandbox-snapshots.ts';
import { readCostModel } from './cost-model.ts';
import type { Snapshot, SubgraphAddress } from './snapshot.ts';
import { supportedFeatures } from './supported-features.ts';
import { teachScalars } from './teach-scalars.ts';

export interface LoadOptions
  extends Pick<
    GatewayConfig,
    'supergraphFile' | 'subgraphs' | 'signingKey' | 'defaultListSize' | 'documents' | 'scalars' | 'contracts'
  > {
  /** Where what is expensive to plan is planned; absent: on the main loop, like everything. */
  readonly planWorkers?: PlanWorkers | undefined;
}

/** Larger than any supergraph that a planner can serve; parsing more would only stop the process from answering. */
const maxBytes = 8 * 1024 * 1024;

/**
 * Reads a composed supergraph and makes all that serving it takes, or throws with the reason in the message and
 * nothing half done.
 */
export async function loadSnapshot(options: LoadOptions): Promise<Snapshot> {
  const sdl = await readFile(options.supergraphFile, 'utf8');
  return buildSnapshot(sdl, options);
}

/** Of one sandbox: there may be several beside each other. */
const sandboxDocuments = { maxEntries: 300, maxBytes: 8 * 1024 * 1024 };

/** @throws Error, the message says what is wrong with the supergraph */
export function buildSnapshot(sdl: string, options: LoadOptions): Snapshot {
  if (Buffer.byteLength(sdl) > maxBytes) {
    throw new Error(`the supergraph has ${Buffer.byteLength(sdl)} bytes, more than ${maxBytes}`);
  }
  const supergraph = Supergraph.build(sdl, { supportedFeatures });
  const apiSchema = clientSchema(supergraph);
  teachScalars(apiSchema, options.scalars);
  const planner = createPlanner(supergraph, { elsewhere: options.planWorkers?.of(sdl) });
  const costs = readCostModel(supergraph.schema, options.defaultListSize);
  const createDocuments = (): KnownDocuments =>
    createKnownDocuments(costs.slicingArguments, options.documents);
  const { contracts = [], scalars } = options;
  const viewing = { contracts, scalars, supergraph: supergraph.schema, createDocuments };
  const createViews = (whole: () => Snapshot): ContractViews => createContractViews(whole, viewing);
  const current = (): Snapshot => snapshot;
  const snapshot: Snapshot = Object.freeze({
    ...createViews(current),
    sandbox: createSandboxSnapshots(current, {
      createViews,
      createDocuments: () => createKnownDocuments(costs.slicingArguments, sandboxDocuments),
    }),
    id: createHash('sha256').update(sdl).digest('hex').slice(0, 16),
    sdl,
    apiSchema,
    planner,
    subgraphs: new Map(
      supergraph.subgraphsMetadata().map(({ name, url }) => [name, address(name, url, options)] as const),
    ),
    costs,
    areaArguments: readAreaArguments(supergraph.schema),
    access: readAccessRules(supergraph.schema, planner.claimed.names),
    documents: createDocuments(),
  });
  return snapshot;
}

function address(name: string, routingUrl: string, options: LoadOptions): SubgraphAddress {
  const own: SubgraphConfig = options.subgraphs[name] ?? {};
  const url = own.url ?? routingUrl;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error(`subgraph ${name} has no routing URL that can be called: "${url}"`);
  }
  return Object.freeze({
    name,
    url,
    wsUrl: own.wsUrl ?? url.replace(/^http/, 'ws'),
    signingKey: own.signingKey ?? options.signingKey,
    shareStreams: own.shareStreams,
    tls: own.tls ?? options.subgraphs['*']?.tls,
  });
}
