import { parse } from 'graphql';
import type { InternalPart } from './executable-schema.ts';
import { badInput, notFound } from './errors.ts';
import type { JournalPage, JournalPageParts } from './journal-page.ts';
import { journalPageBounds, readJournal } from './journal-page.ts';
import type { Viewer } from './process/viewer.ts';

export interface InternalParts extends JournalPageParts {
  /** Everything this subgraph holds about a person, by collection. */
  readonly exportPerson: (personId: string) => Promise<Readonly<Record<string, readonly unknown[]>>>;
}

/**
 * Fields for the other subgraphs, served but no part of the contract. Only a signed call without a viewer may use them:
 * the gateway's clients cannot reach them, since composition never sees them.
 */
export function internalFields<Context extends { readonly viewer: Viewer }>(
  parts: InternalParts,
): InternalPart<Context> {
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

const typeDefs = parse(`
  extend type Query {
    "Entries after a place in position order; waits up to waitMs (≤ 20,000) when there is nothing new."
    _journal(after: String, first: Int!, waitMs: Int): _JournalPage!
    "JSON text: everything held about a person, by collection."
    _exportPerson(id: ID!): String!
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
