import { WebSocket } from 'ws';
import type { LiveEvent } from '../../client-sdk/src/live-event.ts';
import { live } from '../../client-sdk/src/live.ts';
import type { City } from './start-city.ts';

const draft = {
  categoryCode: 'ROAD_DAMAGE',
  title: 'Ổ gà lớn',
  description: 'Ổ gà sâu trước cổng chợ, xe máy dễ ngã.',
  lat: 16.4637,
  lon: 107.5909,
};
const send =
  'mutation ($input: CreateReportInput!, $key: String) { createReport(input: $input, clientMutationId: $key) { id version } }';
const note =
  'mutation ($id: ID!, $text: String, $key: String) { postReportUpdate(id: $id, text: $text, clientMutationId: $key) { version } }';

/** One event of a watcher. */
export interface Seen {
  readonly version: number;
  readonly start: boolean;
  readonly cursor: string | undefined;
}

/** A report that is ACCEPTED, so that notes can be written to it. */
export async function acceptedReport(city: City, place: object = {}): Promise<string> {
  const sent = await city.ask(send, { as: 'citizen', variables: { input: { ...draft, ...place } } });
  const id: string = sent.data.createReport.id;
  await city.ask(`mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`, { as: 'ioc' });
  return id;
}

/** Nothing but a part that is away for a moment is a reason to send the same write again. */
const passing = ['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'];

/**
 * Repeats one write under one key until it is answered, as the SDK's users do: acknowledged means one effect.
 * @throws Error when it is refused for good
 */
export async function writeNote(city: City, id: string, key: string): Promise<number> {
  for (;;) {
    const answer = await city
      .ask(note, { as: 'ioc', variables: { id, text: key, key } })
      .catch(() => ({ data: null, errors: [] }));
    const version = answer.data?.postReportUpdate?.version;
    if (typeof version === 'number') return version;
    const refused = answer.errors?.find(({ extensions }) => !passing.includes(String(extensions['code'])));
    if (refused) throw new Error(`${refused.message} ${JSON.stringify(refused.extensions)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Follows versions until `last` is seen. */
export async function follow(
  city: City,
  id: string,
  options: { last: number; after?: string; seen: Seen[] },
): Promise<void> {
  const connection = { url: city.url, webSocket: WebSocket, token: () => city.token('citizen') };
  const query = `subscription { reportChanged(id: "${id}") { version ward { name } agency { name } } }`;
  // A journey that fails must not leave a stream behind that comes back for ever.
  const signal = AbortSignal.timeout(150_000);
  for await (const event of live(connection, { query, variables: {} }, { after: options.after, signal })) {
    const version = versionOf(event);
    options.seen.push({ version, start: event.start, cursor: event.cursor });
    if (version >= options.last) return;
  }
  throw new Error(`the stream ended before version ${options.last}`);
}

/** Ward and agency are joined to every event, or the event says at their place why they could not be. */
function versionOf(event: LiveEvent<unknown>): number {
  const { reportChanged } = event.data as {
    reportChanged: { version: number; ward: { name: string } | null; agency: { name: string } | null };
  };
  for (const field of ['ward', 'agency'] as const) {
    const failure = event.errors.find(({ path }) => path?.[1] === field);
    if (failure) expect(passing).toContain(failure.extensions?.['code']);
    else expect(reportChanged[field]?.name).toEqual(expect.any(String));
  }
  return reportChanged.version;
}

/** `from`, … `to`. */
export const versions = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
