import { callPeer } from './peer-call.ts';

export interface PeerExport {
  readonly peer: string;
  readonly personId: string;
  /** Name → GraphQL address of the other subgraphs. */
  readonly urls: Readonly<Record<string, string>>;
  readonly signingKey: string;
}

const query = 'query ($id: ID!) { _exportPerson(id: $id) }';
const timeoutMs = 5_000;

/**
 * Everything that a peer holds of a person, as the JSON text that it gives.
 * @throws Error when there is no such peer, or it does not answer within 5 s
 */
export async function exportFromPeer({ peer, personId, urls, signingKey }: PeerExport): Promise<string> {
  const url = urls[peer];
  if (url === undefined) throw new Error(`expected one of ${Object.keys(urls).join(', ')}, got "${peer}"`);
  const call = { url, signingKey, query, variables: { id: personId }, timeoutMs };
  const { _exportPerson: text } = await callPeer({ ...call, signal: new AbortController().signal });
  if (typeof text !== 'string') throw new Error(`${peer}: expected a text, got ${typeof text}`);
  return text;
}
