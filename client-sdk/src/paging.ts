import type { CallOptions } from './call-options.ts';
import type { ResultOf, TypedDocument, VariablesOf } from './document.ts';

/** A page of a list, as all lists of the hub are given. */
export interface Page {
  readonly nodes?: readonly unknown[];
  /** In place of `nodes`, where a place in the list says something of its own, such as a distance. */
  readonly edges?: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** The page in the result of an operation that asks for one: the value of its root field. */
export type PageOf<D> = Extract<NonNullable<ResultOf<D>[keyof ResultOf<D>]>, Page>;

export type NodeOfPage<P> = P extends { readonly nodes: readonly (infer N)[] }
  ? N
  : P extends { readonly edges: readonly (infer E)[] }
    ? E
    : never;

/** What pages are asked through. */
interface Asking {
  request<D extends TypedDocument>(
    document: D,
    variables: VariablesOf<D>,
    options?: CallOptions,
  ): Promise<ResultOf<D>>;
}

/**
 * Every page of a list, for a document of any origin that takes `$after` and selects `pageInfo { hasNextPage endCursor }`: forwards, from the
 * first or from the `after` of its variables, of the size that its variables say, each asked for when the one before has been read. Deadline,
 * retries and signal of `options` count for each page anew. What is written meanwhile moves nothing: a page begins behind the
 * last node of the one before.
 * @throws HubError (BAD_USER_INPUT with field `after`) for a cursor that is of another list, and what `request` throws
 */
export function pages<D extends TypedDocument>(
  hub: Asking,
  { document, variables, ...options }: PagedCall<D>,
): AsyncGenerator<PageOf<D>, void, void> {
  const ask = async (after: string | undefined): Promise<Page | null> =>
    findPage(await hub.request(document, withCursor(variables, after), options));
  return parsePages(eachPage(ask));
}

/** Every node (or edge) of every page; see `pages`. */
export async function* eachNode<D extends TypedDocument>(
  hub: Asking,
  call: PagedCall<D>,
): AsyncGenerator<NodeOfPage<PageOf<D>>, void, void> {
  yield* parseNodes<NodeOfPage<PageOf<D>>>(nodesOf(pages(hub, call)));
}

/** One list to be read. */
export interface PagedCall<D extends TypedDocument> extends CallOptions {
  readonly document: D;
  readonly variables: VariablesOf<D>;
}

/**
 * Every page from the first to the last, each asked for when the one before has been read.
 * @param ask one page, behind the cursor when one is given; null for no list at all
 * @throws Error for a page that is not the last and leads nowhere, instead of taking it for the last
 */
export async function* eachPage(
  ask: (after: string | undefined) => Promise<Page | null>,
): AsyncGenerator<Page, void, void> {
  let after: string | undefined;
  for (;;) {
    const page = await ask(after);
    if (!page) return;
    yield page;
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) return;
    if (!endCursor || endCursor === after)
      throw new Error(
        'A page is not the last and does not say where the next begins: select endCursor, and take $after.',
      );
    after = endCursor;
  }
}

export async function* nodesOf(pages: AsyncIterable<Page>): AsyncGenerator<unknown, void, void> {
  for await (const { nodes, edges = [] } of pages) yield* nodes ?? edges;
}

function withCursor<V>(variables: V, after: string | undefined): V {
  return after === undefined ? variables : { ...variables, after };
}

/** The one value of the answer that is a page; null where there is none at all. */
function findPage(data: unknown): Page | null {
  const values = Object.values(Object(data));
  const found = values.filter(isPage);
  const [page] = found;
  if (found.length > 1 || (!page && values.some((value) => value !== null)))
    throw new TypeError('expected one root field with pageInfo { hasNextPage endCursor }');
  return page ?? null;
}

function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && 'pageInfo' in value;
}

/** The document's own types say what its page has. */
function parsePages<P>(found: AsyncGenerator<Page, void, void>): AsyncGenerator<P, void, void> {
  return found as unknown as AsyncGenerator<P, void, void>;
}

function parseNodes<N>(found: AsyncGenerator<unknown, void, void>): AsyncGenerator<N, void, void> {
  return found as AsyncGenerator<N, void, void>;
}
