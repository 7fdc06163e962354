import type { Schema } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { contractDocuments } from '../program/contract-documents.ts';
import type { KnownDocuments } from '../program/known-documents.ts';
import type { CheckScalar } from './teach-scalars.ts';
import { teachScalars } from './teach-scalars.ts';
import type { Contract } from './contract.ts';
import { contractSchema } from './contract-schema.ts';
import { contractView, readTags } from './contract-view.ts';
import type { Snapshot } from './snapshot.ts';

export interface ContractViewsOptions {
  readonly contracts: readonly Contract[];
  readonly scalars: Readonly<Record<string, CheckScalar>> | undefined;
  /** The supergraph, with its tags. */
  readonly supergraph: Schema;
  readonly createDocuments: () => KnownDocuments;
}

export type ContractViews = Pick<Snapshot, 'view' | 'viewed'>;

/**
 * Views of one generation, each made when it is first asked for: a schema of its own, and for all else what the whole has. Plans,
 * programs and what is shared are those of the whole.
 */
export function createContractViews(whole: () => Snapshot, options: ContractViewsOptions): ContractViews {
  const made = new Map<string, Snapshot>();
  return {
    viewed: () => [...made.keys()],
    view: (name) => {
      const before = made.get(name);
      const contract = options.contracts.find((each) => each.name === name);
      if (before || !contract) return before;
      const view = makeView(whole(), contract, options);
      made.set(name, view);
      return view;
    },
  };
}

function schemaOf(
  { name }: Contract,
  ...[apiSchema, shown]: Parameters<typeof contractSchema>
): GraphQLSchema {
  try {
    return contractSchema(apiSchema, shown);
  } catch (error) {
    throw new Error(`contract ${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function makeView(whole: Snapshot, contract: Contract, options: ContractViewsOptions): Snapshot {
  const shown = contractView(whole.apiSchema, readTags(options.supergraph), contract);
  const apiSchema = schemaOf(contract, whole.apiSchema, shown);
  teachScalars(apiSchema, options.scalars);
  const documents = contractDocuments(whole.documents, options.createDocuments());
  return Object.freeze({ ...whole, whole, apiSchema, documents });
}
