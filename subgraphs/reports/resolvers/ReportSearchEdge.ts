import type { Connection, PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { Viewer } from '../../kit/process/viewer.ts';
import { anonymous } from '../../kit/index.ts';
import { nearNeeded, orThrow } from '../errors.ts';
import type { ListFilter, NearQuery } from '../listing.rules.ts';
import { checkNear, listingOf } from '../listing.rules.ts';
import type { ReportRow } from '../report.model.ts';
import { highlight, readSearch } from '../search.rules.ts';
import type { SearchWords } from '../search.rules.ts';
import { mayView } from '../visibility.rules.ts';
import type { Context } from './context.ts';

export interface SearchArgs extends PageArgs {
  readonly text: string;
  readonly filter?: ListFilter | null;
  readonly near?: NearQuery | null;
  readonly order: 'NEWEST' | 'NEAREST';
}

interface SearchEdge {
  readonly cursor: string;
  readonly node: ReportRow;
  readonly distanceM?: number;
  readonly words: SearchWords;
}

interface SearchPage extends Omit<Connection<ReportRow>, 'edges'> {
  readonly edges: readonly SearchEdge[];
}

/** What this viewer may find; the public twin is answered as to a stranger, whoever asks. */
export const searchReports = (
  _: unknown,
  args: SearchArgs,
  { store, viewer }: Context,
): Promise<SearchPage> => search(args, store, viewer);
export const searchPublicReports = (_: unknown, args: SearchArgs, { store }: Context): Promise<SearchPage> =>
  search(args, store, anonymous);

async function search(args: SearchArgs, store: Context['store'], viewer: Viewer): Promise<SearchPage> {
  const { text, filter, near, order, ...page } = args;
  const words = orThrow(readSearch(text));
  const listing = orThrow(listingOf(filter ?? {}, viewer));
  const around = near ? orThrow(checkNear(near)) : null;
  if (order === 'NEAREST' && !around) throw nearNeeded();
  if (around) await store.places.wardAt(around);
  if (!words) return nothingFound;
  const found = await store.search.find({ words, listing, near: around, order }, page);
  const rows = await store.byIds(found.nodes.map(({ _id }) => _id));
  const visible = new Map(rows.filter((row) => mayView(row, viewer)).map((row) => [row._id, row]));
  const edges = found.edges.flatMap((edge) => {
    const node = visible.get(edge.node._id);
    return node ? [{ ...edge, node, words }] : [];
  });
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: found.pageInfo };
}

const nothingFound: SearchPage = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
};

const shownFields = ['code', 'title', 'description', 'address'] as const;

export const ReportSearchEdge: TypeResolvers<Context> = {
  highlights: ({ node, words }: SearchEdge) =>
    shownFields.flatMap((field) => {
      const pieces = highlight(node[field], words);
      return pieces ? [{ field: field.toUpperCase(), pieces }] : [];
    }),
};
