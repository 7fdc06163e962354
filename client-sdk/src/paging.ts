/** A page of a list, as all lists of the hub are given. */
export interface Page {
  readonly nodes?: readonly unknown[];
  /** In place of `nodes`, where a place in the list says something of its own, such as a distance. */
  readonly edges?: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/**
 * Every page from the first to the last, each asked for when the one before has been read.
 * @param ask one page, behind the cursor when one is given; null for no list at all
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
    if (!hasNextPage || !endCursor || endCursor === after) return;
    after = endCursor;
  }
}

export async function* nodesOf(pages: AsyncIterable<Page>): AsyncGenerator<unknown, void, void> {
  for await (const { nodes, edges = [] } of pages) yield* nodes ?? edges;
}
