// What the hidden parts of the documentation's programs may use; it runs in their folder, not here. Addresses are put in by the test.

/** A token of a sample account. */
export async function tokenOf(username: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'urn:hub:sample', client_id: 'sample', username });
  const response = await fetch('http://localhost:4001/token', { method: 'POST', body });
  const { access_token: token }: { access_token?: string } = Object(await response.json());
  if (!token) throw new Error(`no token for ${username}`);
  return token;
}

/** Asks as a sample account whatever the SDK has no method for. @throws Error with the hub's errors */
export async function askAs(
  username: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const response = await fetch('http://localhost:4000/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(username)}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: { data?: unknown; errors?: unknown } = Object(await response.json());
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** The operations centre accepts a report, which makes it public. */
export const accept = (id: string): Promise<unknown> =>
  askAs('ioc', 'mutation ($id: ID!) { triageReport(id: $id, decision: ACCEPT) { state } }', { id });

/** Accepts the report of this title as soon as it has been sent. Begun before the program that sends it; settles when it is done. */
export async function acceptSoon(title: string): Promise<void> {
  const query = '{ reports(first: 20) { nodes { id title state } } }';
  for (;;) {
    const { reports }: { reports?: { nodes: readonly Sent[] } } = Object(await askAs('ioc', query));
    const sent = reports?.nodes.find((one) => one.title === title && one.state === 'SUBMITTED');
    if (sent) return void (await accept(sent.id));
    await new Promise((done) => setTimeout(done, 100));
  }
}

interface Sent {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}
