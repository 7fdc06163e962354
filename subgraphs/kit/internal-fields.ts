import { concatAST, GraphQLScalarType, parse } from 'graphql';
import type { InternalPart } from './executable-schema.ts';
import { badInput, notFound } from './errors.ts';
import type { JournalPage, JournalPageParts } from './journal-page.ts';
import { journalPageBounds, readJournal } from './journal-page.ts';
import type { Viewer } from './process/viewer.ts';
import type { Resolver, Resolvers, TypeResolvers } from './resolvers.ts';

export interface InternalParts extends JournalPageParts {
  /** Counts what gateways have refused, as texts of `{ viewer, code, field, times }`. */
  readonly noteRefusals: (counts: readonly string[]) => Promise<void>;
  /** Everything this subgraph holds about a person, by collection. */
  readonly exportPerson: (personId: string) => Promise<Readonly<Record<string, readonly unknown[]>>>;
}

/**
 * Fields for the other subgraphs, served but no part of the contract. Only a signed call without a viewer may use them:
 * the gateway's clients cannot reach them, since composition never sees them.
 */
export function internalFields<Context extends { readonly viewer: Viewer }>(
  parts: InternalParts,
): InternalPart<Context> & { readonly resolvers: { readonly Query: TypeResolvers<Context> } } {
  return {
    typeDefs,
    resolvers: {
      Query: {
        _journal: (_parent: unknown, args: JournalArgs, { viewer }: Context): Promise<JournalPage> => {
          refuseViewer(viewer);
          const { after, first } = args;
          const waitMs = args.waitMs ?? 0;
          refuseOutside('first', first, { min: 1, max: journalPageBounds.first });
          refuseOutside('waitMs', waitMs, { min: 0, max: journalPageBounds.waitMs });
          return readJournal(parts, { after, first, waitMs });
        },
        _noteRefusals: async (_parent: unknown, { counts }: RefusalArgs, { viewer }: Context) => {
          refuseViewer(viewer);
          refuseOutside('counts', counts.length, { min: 1, max: 1_000 });
          await parts.noteRefusals(counts);
          return counts.length;
        },
        _exportPerson: async (
          _parent: unknown,
          { id }: { id: string },
          { viewer }: Context,
        ): Promise<string> => {
          refuseViewer(viewer);
          return JSON.stringify(await parts.exportPerson(id));
        },
      },
    },
  };
}

interface JournalArgs {
  readonly after?: string | null;
  readonly first: number;
  readonly waitMs?: number | null;
}

interface RefusalArgs {
  readonly counts: readonly string[];
}

const typeDefs = parse(`
  extend type Query {
    "Entries after a place in position order; waits up to waitMs (≤ 20,000) when there is nothing new."
    _journal(after: String, first: Int!, waitMs: Int): _JournalPage!
    "JSON text: everything held about a person, by collection."
    _exportPerson(id: ID!): String!
    "Counts what a gateway has refused before it asked; those of fields that are not here are passed over."
    _noteRefusals(counts: [String!]!): Int!
  }
  type _JournalPage {
    "Extended JSON, one text per entry."
    entries: [String!]!
    "Where the next page begins."
    end: String!
    "The place given is not known here: this page begins at the beginning."
    lost: Boolean!
  }
`);

/** Fields of one area for its peers, closed to everybody else like those of the kit. */
export function withPeerFields<Context extends { readonly viewer: Viewer }>(
  own: InternalPart<Context> & { readonly resolvers: { readonly Query: TypeResolvers<Context> } },
  peer: { readonly typeDefs: string; readonly resolvers: Resolvers<Context> } | undefined,
): InternalPart<Context> {
  if (!peer) return own;
  const guarded = Object.entries(peer.resolvers).map(([type, fields]): [string, TypeResolvers<Context>] => {
    if (fields instanceof GraphQLScalarType) throw new Error(`peerFields: ${type} is a scalar`);
    return [
      type,
      Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, closed(name, field)])),
    ];
  });
  const { Query, ...others } = Object.fromEntries(guarded);
  const { resolvers } = own;
  const query = { ...resolvers.Query, ...Query };
  return {
    typeDefs: concatAST([own.typeDefs, parse(peer.typeDefs)]),
    resolvers: { ...resolvers, ...others, Query: query },
  };
}

function closed<Context extends { readonly viewer: Viewer }>(
  name: string,
  field: TypeResolvers<Context>[string],
): Resolver<Context> {
  if (typeof field !== 'function' || !name.startsWith('_'))
    throw new Error(`peerFields: expected ${name} to be a field with an underscore before its name`);
  return (...call) => {
    refuseViewer(call[2].viewer);
    return field(...call);
  };
}

function refuseViewer(viewer: Viewer): void {
  if (viewer.kind !== 'anonymous') throw notFound('field');
}

function refuseOutside(
  field: string,
  value: number,
  range: { readonly min: number; readonly max: number },
): void {
  if (value < range.min || value > range.max)
    throw badInput({ field, rule: 'range' }, `${field}: from ${range.min} to ${range.max}.`);
}
