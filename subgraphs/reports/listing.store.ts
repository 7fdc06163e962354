import type { ClientSession, Model, PipelineStage, QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs } from '../kit/index.ts';
import type { Box } from '../kit/box.ts';
import { badInput } from '../kit/index.ts';
import type { PageOrder } from '../kit/page.ts';
import { findPage, readFirst } from '../kit/page.ts';
import type { Listing, NearQuery } from './listing.rules.ts';
import type { ReportRow } from './report.model.ts';

/** The newest receipt first. */
export const newestFirst: PageOrder = [
  { field: 'receivedAt', direction: -1, kind: 'date' },
  { field: '_id', direction: -1, kind: 'string' },
];

export interface ListArgs extends PageArgs {
  /** Reads within one snapshot. */
  readonly session?: ClientSession;
}

/** One page of a list, read in order from the index that the listing names. */
export function listReports(
  reports: Model<ReportRow>,
  listing: Listing,
  { session, ...args }: ListArgs,
): Promise<Connection<ReportRow>> {
  return findPage(reports, {
    args,
    session,
    order: newestFirst,
    filter: filterOf(listing),
    hint: `list_${listing.index}`,
  });
}

export function filterOf({ oneOf, from, before, box }: Listing): QueryFilter<ReportRow> {
  const equal = Object.entries(oneOf).map(
    ([field, values]) => [field, trusted({ $in: [...values] })] as const,
  );
  const span = { ...(from && { $gte: from }), ...(before && { $lt: before }) };
  return {
    ...Object.fromEntries(equal),
    ...(from || before ? { receivedAt: trusted(span) } : {}),
    ...(box ? inBox(box) : {}),
  };
}

/** The same test as `isInBox`, on the public position. */
function inBox({ south, west, north, east }: Box): QueryFilter<ReportRow> {
  return {
    'position.coordinates.0': trusted({ $gte: west, $lte: east }),
    'position.coordinates.1': trusted({ $gte: south, $lte: north }),
  };
}

export interface NearEdge<Row = ReportRow> {
  readonly cursor: string;
  readonly node: Row;
  /** Rounded to 5 m. */
  readonly distanceM: number;
}

export interface NearConnection<Row = ReportRow> extends Omit<Connection<Row>, 'edges'> {
  readonly edges: readonly NearEdge<Row>[];
}

/** What is near a point, and meets more than being public: values that are ours or were checked. */
interface NearSearch extends NearQuery {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly maxTimeMS?: number;
}

/** One page of public rows around a point, the nearest first. */
export async function listNear<Row extends Pick<ReportRow, '_id'> = ReportRow>(
  reports: Model<Row>,
  query: NearSearch,
  args: PageArgs,
): Promise<NearConnection<Row>> {
  const limit = readFirst(args.first);
  const after = args.after ? parseNearCursor(args.after) : null;
  const found = await reports
    .aggregate<Row & { readonly distanceM: number }>(nearPipeline(query, after, limit + 1))
    .option(query.maxTimeMS === undefined ? {} : { maxTimeMS: query.maxTimeMS });
  const page = found.slice(0, limit);
  const edges = page.map((row, index) => {
    const { distanceM } = row;
    return {
      node: row,
      distanceM: Math.round(distanceM / 5) * 5,
      cursor: nearCursor(page.slice(0, index + 1), after),
    };
  });
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.length > limit,
      hasPreviousPage: after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

type NearRow = Pick<ReportRow, '_id'> & { readonly distanceM: number };

/**
 * A place in the order of distance: how far, and which rows of exactly this distance came already. Public positions are
 * rounded, so several reports at one distance are common, and the index gives those in no order of their own.
 */
interface NearPlace {
  readonly distanceM: number;
  readonly seen: readonly string[];
}

/** The index gives the distances in order; nothing is sorted in memory. */
export function nearPipeline(query: NearSearch, after: NearPlace | null, limit: number): PipelineStage[] {
  const beyond = after && {
    $or: [{ distanceM: { $gt: after.distanceM } }, { distanceM: after.distanceM, _id: { $nin: after.seen } }],
  };
  return [
    {
      $geoNear: {
        near: { type: 'Point', coordinates: [query.lon, query.lat] },
        key: 'position',
        distanceField: 'distanceM',
        maxDistance: query.radiusM,
        // A little less, because metres become radians and back.
        ...(after && { minDistance: Math.max(0, after.distanceM - 0.01) }),
        query: { isPublic: true, ...query.where },
        spherical: true,
      },
    },
    ...(beyond ? [{ $match: beyond }] : []),
    { $limit: limit },
  ];
}

function nearCursor(rows: readonly NearRow[], after: NearPlace | null): string {
  const distanceM = rows.at(-1)?.distanceM ?? 0;
  const here = rows.filter((row) => row.distanceM === distanceM).map(({ _id }) => _id);
  const earlier = after?.distanceM === distanceM ? after.seen : [];
  return Buffer.from(JSON.stringify(['near', distanceM, ...earlier, ...here])).toString('base64url');
}

// A cursor comes from outside: only a number and texts get into the pipeline (threats.md D01).
function parseNearCursor(text: string): NearPlace {
  const [name, distanceM, ...seen] = parseArray(Buffer.from(text, 'base64url').toString('utf8'));
  const ids = seen.filter((id) => typeof id === 'string');
  if (name === 'near' && typeof distanceM === 'number' && ids.length === seen.length)
    return { distanceM, seen: ids };
  throw badInput({ field: 'after', rule: 'cursor' }, 'after must be a cursor of this list.');
}

function parseArray(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
