import { clientError } from '../errors.ts';
import type { ApiKeys } from '../identity/api-keys.ts';
import type { Identify } from '../identity/identify.ts';
import type { Identity } from '../identity/identity.ts';
import type { Sandboxes } from './sandbox.ts';
import { sandboxPeople, sandboxViewer } from './sandbox-people.ts';

/**
 * An app with a key for its sandbox is in there whatever it asks for, as itself or as one of the people of the sandbox; with any other
 * key there is no way in. @throws as `ApiKeys.identify`; BAD_REQUEST for a person that is not there, or one named without such a key;
 * UNAVAILABLE where there are no sandboxes, or while this one is being made
 */
export function identifyInSandbox(
  identify: ApiKeys['identify'],
  sandboxes: Sandboxes | undefined,
): ApiKeys['identify'] {
  return async (apiKey, address, as) => {
    const identity = await identify(apiKey, address);
    const { sandboxOf } = identity;
    if (sandboxOf === undefined) {
      if (as !== undefined)
        throw clientError('BAD_REQUEST', 'Only a key for a sandbox may be used as somebody in it.');
      return identity;
    }
    if (!sandboxes) throw clientError('UNAVAILABLE', 'There are no sandboxes here.');
    const viewer = as === undefined ? identity.viewer : sandboxViewer(sandboxOf, as);
    if (!viewer) throw clientError('BAD_REQUEST', `In a sandbox there are ${sandboxPeople.join(', ')}.`);
    return { ...identity, viewer, sandbox: await sandboxes.open(sandboxOf) };
  };
}

/** For a door that does not lead into sandboxes. @throws FORBIDDEN (rule sandbox) */
export function identifyOutside(identify: Identify): Identify {
  return async (credentials) => outside(await identify(credentials));
}

/** @throws FORBIDDEN (rule sandbox) */
export function outside(identity: Identity): Identity {
  if (identity.sandbox === undefined) return identity;
  throw clientError('FORBIDDEN', 'This is not to be had in a sandbox.', { extensions: { rule: 'sandbox' } });
}
