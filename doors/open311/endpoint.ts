import type { Asked } from '../frame/index.ts';
import { doorError } from '../frame/index.ts';
import { checkJurisdiction } from './jurisdiction.ts';

/** What discovery calls an endpoint: the city itself, or the sandbox of an app. */
export type EndpointType = 'production' | 'test';

/** Where it begins, below the door's base. */
export const endpointPaths: Readonly<Record<EndpointType, string>> = Object.freeze({
  production: 'v2',
  test: 'test/v2',
});

/**
 * A key of a sandbox is for the test endpoint, and nothing else leads there, so nobody sends a real report into a sandbox or a trial into the city.
 * @throws NOT_FOUND for another jurisdiction, and for the test endpoint where there are no sandboxes; UNAUTHENTICATED, FORBIDDEN
 */
export function checkEndpoint(type: EndpointType, asked: Asked): void {
  checkJurisdiction(asked);
  const { inSandbox, hasSandboxes } = asked;
  if (type === 'production') {
    if (inSandbox)
      throw doorError('FORBIDDEN', 'This is the key of a sandbox: use the endpoint of type test.');
    return;
  }
  if (!hasSandboxes) throw doorError('NOT_FOUND', 'There is nothing at this address.');
  if (!inSandbox)
    throw doorError(
      'UNAUTHENTICATED',
      'This takes the key of a sandbox: as X-API-Key, or api_key in the form of a POST.',
    );
}
