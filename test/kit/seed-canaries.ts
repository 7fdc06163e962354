import { seededCanary } from './canaries.ts';
import type { TestIssuer } from './start-issuer.ts';

/**
 * Somebody else's private record, and another organisation's: written through the graph in every city of the tests, once, and asked for by none of
 * them. `watch-clients.ts` and the kit's clients look for them in every answer, event and error, `watch-logs.ts` in every log.
 */
export async function seedCanaries(url: string, issuer: TestIssuer): Promise<void> {
  const email = `${seededCanary}@canary.example`;
  const person = { fullName: seededCanary, address: `Số 1, ${seededCanary}`, email };
  const organisation = { name: 'Đơn vị khác', contact: { name: seededCanary, email } };
  const tokens = [issuer.token('somebody-else'), issuer.token('another-vendor', { roles: ['vendor'] })];
  const [citizen = '', vendor = ''] = await Promise.all(tokens);
  await Promise.all([
    write(url, citizen, {
      query:
        'mutation ($input: CitizenProfileInput!) { updateProfile(input: $input, expectedVersion: 0, clientMutationId: "canary") { version } }',
      variables: { input: person },
    }),
    write(url, vendor, {
      query:
        'mutation ($input: VendorInput!) { registerVendor(input: $input, clientMutationId: "canary") { id } }',
      variables: { input: organisation },
    }),
  ]);
}

async function write(url: string, token: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (text.includes('"errors"')) throw new Error(`the canaries could not be written: ${text}`);
}
