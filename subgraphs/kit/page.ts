import mongoose from 'mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { badInput } from './errors.ts';

export const maxPage = 100;
export const defaultPage = 20;

export interface PageArgs {
  /** 1 to 100, 20 when absent. */
  readonly first?: number | null;
  /** A cursor of the same list; what it names need not exist any more. */
  readonly after?: string | null;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

export interface Connection<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
}

/** One part of a sort key. The field is always there and never null, or the row would fall out of the pages. */
export interface SortField {
  readonly field: string;
  readonly direction: 1 | -1;
  readonly kind: 'string' | 'number' | 'date';
}

/**
 * A total order: the last field is unique (`_id` mostly). Each order needs one index that begins with the filter's
 * equal fields and goes on with these, or its pages are not read from the index.
 */
export type PageOrder = readonly [SortField, ...SortField[]];

export interface PageQuery<Row> {
  readonly args: PageArgs;
  readonly order: PageOrder;
  readonly filter: QueryFilter<Row>;
  /** Name of the index that gives the order, where several fit and the planner might rather sort in memory. */
  readonly hint?: string;
  /** After which the server gives up; that of every query unless given. */
  readonly maxTimeMS?: number;
  /** Reads within this session's snapshot or transaction. */
  readonly session?: ClientSession | undefined;
}

type SortValue = string | number | Date;

/**
 * One page of a collection as a connection, read as a range of an index: nothing is skipped over, and rows that come or
 * go between two pages neither repeat nor hide others.
 * @throws GraphQLError BAD_USER_INPUT field=first rule=max_page, field=after rule=cursor
 */
export async function findPage<Row extends object>(
  model: Model<Row>,
  { args, order, filter, hint, maxTimeMS, session }: PageQuery<Row>,
): Promise<Connection<Row>> {
  const limit = readFirst(args.first);
  const after = args.after === null || args.after === undefined ? null : openCursor(args.after, order);
  const rows = await model
    .find(after ? { $and: [filter, rangeAfter(after, order)] } : filter)
    .sort(order.map(({ field, direction }): [string, 1 | -1] => [field, direction]))
    .limit(limit + 1)
    .setOptions({ ...(hint !== undefined && { hint }), ...(maxTimeMS !== undefined && { maxTimeMS }) })
    .session(session ?? null)
    .lean<Row[]>();
  return toConnection(rows, { limit, order, after: after !== null });
}

/** The size of a page. @throws GraphQLError BAD_USER_INPUT field=first rule=max_page */
export function readFirst(first: number | null | undefined): number {
  const size = first ?? defaultPage;
  if (Number.isInteger(size) && size >= 1 && size <= maxPage) return size;
  throw badInput({ field: 'first', rule: 'max_page', max: maxPage }, `first must be from 1 to ${maxPage}.`);
}

interface PageShape {
  readonly limit: number;
  readonly order: PageOrder;
  readonly after: boolean;
}

/** `rows` is the page and one row more, which only says that there is a next page. */
function toConnection<Row extends object>(rows: readonly Row[], shape: PageShape): Connection<Row> {
  const nodes = rows.slice(0, shape.limit);
  const edges = nodes.map((node) => ({ node, cursor: sealCursor(node, shape.order) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > shape.limit,
      hasPreviousPage: shape.after,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The place of a row in its list; opaque to clients. It names the order, so that no other list takes it. */
export function sealCursor(row: object, order: PageOrder): string {
  const values = order.map(({ field, kind }) => {
    const value = readPath(row, field);
    if (typeOf(value) === kind) return value instanceof Date ? value.getTime() : value;
    throw new Error(`expected a ${kind} in the sort field "${field}", got ${typeOf(value)}`);
  });
  return Buffer.from(JSON.stringify([nameOf(order), ...values])).toString('base64url');
}

/**
 * The values of the order's fields at a place.
 * @throws GraphQLError BAD_USER_INPUT field=after rule=cursor for what is no place of this order
 */
export function openCursor(text: string, order: PageOrder): readonly SortValue[] {
  const parts = readJson(Buffer.from(text, 'base64url').toString('utf8'));
  const fits = Array.isArray(parts) && parts.length === order.length + 1 && parts[0] === nameOf(order);
  const values = fits ? order.map((field, index) => openValue(field, parts[index + 1])) : [];
  const opened = values.filter((value) => value !== undefined);
  if (opened.length === order.length) return opened;
  throw badInput({ field: 'after', rule: 'cursor' }, 'after must be a cursor of this list.');
}

// A cursor comes from outside: only values of the very kind of the field get into a filter (threats.md D01).
function openValue({ kind }: SortField, value: unknown): SortValue | undefined {
  if (kind === 'string') return typeof value === 'string' ? value : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (kind === 'number') return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * Everything behind `values` in the order. For (a, b, c): a ≥ A, and neither a = A and b < B, nor a = A, b = B and c ≤ C.
 * The first condition bounds the index scan; the others drop what lies before the cursor. They are negations because
 * the planner may split an `$or` into scans of their own, which it then has to sort in memory.
 */
function rangeAfter(values: readonly SortValue[], order: PageOrder): Record<string, unknown> {
  const first = order[0];
  const before = order.slice(1).map((last, index) => {
    const equal = order.slice(0, index + 1).map(({ field }, at) => [field, values[at]] as const);
    const isLast = index + 2 === order.length;
    const bound = compare(backwards(last, isLast), values[index + 1]);
    return Object.fromEntries([...equal, [last.field, bound]]);
  });
  const alone = order.length === 1;
  const bound = { [first.field]: compare(onwards(first, !alone), values[0]) };
  return alone ? bound : { ...bound, $nor: before };
}

function onwards({ direction }: SortField, inclusive: boolean): Comparison {
  if (direction === 1) return inclusive ? '$gte' : '$gt';
  return inclusive ? '$lte' : '$lt';
}

function backwards({ direction, ...field }: SortField, inclusive: boolean): Comparison {
  return onwards({ ...field, direction: direction === 1 ? -1 : 1 }, inclusive);
}

type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

// Our own operator over a value of a checked kind: sanitizeFilter would take it for a client's.
function compare(operator: Comparison, value: SortValue | undefined): object {
  return mongoose.trusted({ [operator]: value });
}

function nameOf(order: PageOrder): string {
  return order.map(({ field, direction }) => (direction === 1 ? field : `-${field}`)).join(',');
}

function typeOf(value: unknown): string {
  return value instanceof Date ? 'date' : typeof value;
}

function readPath(row: object, path: string): unknown {
  const step = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? Reflect.get(value, key)
      : undefined;
  return path.split('.').reduce<unknown>(step, row);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
