import { createHash } from 'node:crypto';
import type { KnownDocuments } from '../program/known-documents.ts';
import { inProcessHost } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { ContractViews } from './contract-views.ts';
import type { Snapshot, SubgraphAddress } from './snapshot.ts';

export interface SandboxSnapshotsOptions {
  readonly createDocuments: () => KnownDocuments;
  readonly createViews: (whole: () => Snapshot) => ContractViews;
}

/**
 * A generation as it is in a sandbox: the same schema, plans and rules, with addresses, documents, programs and an id of its own, so that nothing
 * that is shared, kept or watched by those is shared with anybody outside. @throws Error for a sandbox that lacks a subgraph
 */
export function createSandboxSnapshots(
  whole: () => Snapshot,
  { createDocuments, createViews }: SandboxSnapshotsOptions,
): (sandbox: Sandbox) => Snapshot {
  // With the sandbox everything that was worked out in it goes.
  const made = new WeakMap<Sandbox, Snapshot>();
  return (sandbox) => {
    const before = made.get(sandbox);
    if (before) return before;
    const { id, subgraphs, ...rest } = whole();
    const own = [...subgraphs.values()].map((address) => inSandbox(address, sandbox));
    const snapshot: Snapshot = Object.freeze({
      ...rest,
      ...createViews(() => snapshot),
      id: idOf(id, own),
      subgraphs: new Map(own.map((address) => [address.name, address])),
      documents: createDocuments(),
    });
    made.set(sandbox, snapshot);
    return snapshot;
  };
}

/** Another one wherever calls would go elsewhere or be signed otherwise. */
function idOf(id: string, own: readonly SubgraphAddress[]): string {
  const places = own.map(({ url, signingKey }) => [url, signingKey]);
  return createHash('sha256')
    .update(JSON.stringify([id, places]))
    .digest('hex')
    .slice(0, 16);
}

function inSandbox(address: SubgraphAddress, { subgraphs }: Sandbox): SubgraphAddress {
  const { name } = address;
  const own = subgraphs.get(name);
  if (own) return Object.freeze({ name, wsUrl: own.url.replace(/^http/, 'ws'), ...own });
  // What the gateway answers itself is no city's.
  if (new URL(address.url).hostname === inProcessHost) return address;
  throw new Error(`expected ${name} in the sandbox, got none`);
}
