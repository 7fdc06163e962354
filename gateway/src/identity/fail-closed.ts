import { clientError } from '../errors.ts';
import type { SubgraphCall } from '../transport/subgraph-call.ts';
import type { Rights } from './rights.ts';
import type { Identify } from './identify.ts';

/**
 * While nobody can tell whose rights have ended, nothing is asked in anybody's name: what depends on who asks is null with
 * UNAVAILABLE at its place, and what is public is served.
 */
export function failClosed(call: SubgraphCall, rights: Rights): SubgraphCall {
  return (request, context) => {
    const isPersonal = request.identity && context.viewer.id !== null;
    if (!isPersonal || rights.isFreshFor(context.viewer)) return call(request, context);
    return Promise.reject(rightsNotKnown());
  };
}

/** The same for a door behind which everything depends on who asks, unless that is a stranger. @throws UNAVAILABLE */
export function identifyClosed(identify: Identify, rights: Rights | undefined): Identify {
  if (!rights) return identify;
  return async (credentials) => {
    const identity = await identify(credentials);
    if (identity.viewer.id !== null && !rights.isFreshFor(identity.viewer)) throw rightsNotKnown();
    return identity;
  };
}

export function rightsNotKnown(): Error {
  return clientError('UNAVAILABLE', 'Rights cannot be checked at the moment; ask again.');
}
