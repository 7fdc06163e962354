import { randomUUID } from 'node:crypto';
import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import {
  requestIdHeader,
  sign,
  signatureHeader,
  viewerHeader,
} from '../../../subgraphs/kit/process/signature.ts';
import type { Role, Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';

export const testSecret = 'a root secret for tests, of 32 characters and more';

interface Answer {
  readonly status: number;
  // Tests look into answers of any shape.
  readonly data: any; // oxlint-disable-line typescript/no-explicit-any
  readonly errors: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

export type Ask = (query: string, variables?: object, viewer?: Viewer) => Promise<Answer>;

/** Asks a subgraph as the gateway does: signed, with the viewer where there is one. */
export function signedClient(url: string): Ask {
  const key = deriveSecrets(testSecret).signature;
  return async (query, variables = {}, viewer) => {
    const body = JSON.stringify({ query, variables });
    const encoded = viewer ? encodeViewer(viewer) : '';
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [signatureHeader]: sign({ purpose: 'POST /graphql', viewer: encoded, body }, key),
        [requestIdHeader]: randomUUID(),
        ...(viewer ? { [viewerHeader]: encoded } : {}),
      },
      body,
    });
    const { data = null, errors = [] } = JSON.parse(await response.text());
    return { status: response.status, data, errors };
  };
}

export function person(id: string, ...roles: Role[]): Viewer {
  return { kind: 'person', id, roles, vneidLevel: 2, scopes: [], name: `Name of ${id}` };
}
