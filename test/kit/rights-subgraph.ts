import { signatureHeader, verify, viewerHeader } from '../../subgraphs/kit/process/signature.ts';
import type { FakeRequest, FakeSubgraph } from './fake-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from './fake-subgraph.ts';

/** What has been journalled; it outlives the process that tells it, as a database would. */
export interface RightsJournal {
  readonly entries: string[];
}

export interface RightsSubgraph extends FakeSubgraph {
  readonly port: number;
  /** Journals a change of somebody's rights. */
  journal(rights: Readonly<Record<string, unknown>>): void;
  /** Places after which its journal was asked for, in order. */
  readonly asked: readonly (string | null)[];
}

export interface RightsSubgraphOptions {
  readonly signingKey: string;
  readonly port?: number;
  readonly log?: RightsJournal;
}

/**
 * A subgraph whose journal tells of rights, by the internal field that each subgraph of the kit has: to signed calls in nobody's
 * name only. It also answers a private field, `mine`, and a public one, `open`.
 */
export async function startRightsSubgraph(options: RightsSubgraphOptions): Promise<RightsSubgraph> {
  const { signingKey, port, log = { entries: [] } } = options;
  const asked: (string | null)[] = [];
  const fake = await startFakeSubgraph({
    name: 'people',
    sdl: `${federationLink}\n${publicLink}\ntype Query { mine: String  open: String @public }`,
    resolvers: {},
    ...(port === undefined ? {} : { port }),
  });
  const answer = ({ headers, body, query, variables }: FakeRequest): unknown => {
    const viewer = String(headers[viewerHeader] ?? '');
    const isSigned = verify(
      headers[signatureHeader],
      { purpose: 'POST /graphql', viewer, body },
      { keys: [signingKey] },
    );
    if (!isSigned) return { errors: [{ message: 'not signed', extensions: { code: 'UNAUTHENTICATED' } }] };
    if (!query.includes('_journal')) return { data: { mine: 'mine', open: 'open' } };
    if (viewer !== '') return { errors: [{ message: 'nobody may', extensions: { code: 'NOT_FOUND' } }] };
    const after = typeof variables['after'] === 'string' ? variables['after'] : null;
    asked.push(after);
    const end = String(log.entries.length);
    return { data: { _journal: { entries: log.entries.slice(Number(after ?? 0)), end } } };
  };
  fake.behave(answer);
  return {
    ...fake,
    port: Number(new URL(fake.url).port),
    asked,
    journal: (rights) => {
      const entry = {
        _id: String(log.entries.length),
        entity: 'Account',
        kind: 'rights',
        payload: { rights },
      };
      log.entries.push(JSON.stringify(entry));
    },
  };
}
