import { randomUUID } from 'node:crypto';
import type { Viewer } from './process/viewer.ts';
import { anonymous, parseViewer } from './process/viewer.ts';
import type { SignedParts } from './process/signature.ts';
import { verify } from './process/signature.ts';

/** Who is behind one call of the gateway, or of a peer, once its signature has been checked. */
export interface Call {
  /** Anonymous where the call carries no identity: public fetches and the calls of other subgraphs. */
  readonly viewer: Viewer;
  readonly requestId: string;
}

export interface SignedCall extends SignedParts {
  readonly signature: unknown;
  readonly requestId?: string | undefined;
}

/** The call, or null when it was not signed by a holder of the key over exactly these parts within the last minute. */
export function openCall(call: SignedCall, keys: readonly string[]): Call | null {
  const { signature, purpose, viewer, body } = call;
  if (!verify(signature, { purpose, viewer, body }, { keys })) return null;
  return {
    viewer: viewer === '' ? anonymous : parseViewer(viewer),
    requestId: call.requestId?.slice(0, 128) ?? randomUUID(),
  };
}
