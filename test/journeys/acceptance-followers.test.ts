import { WebSocket } from 'ws';
import { live } from '../../client-sdk/src/live.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const mud = {
  categoryCode: 'ENVIRONMENT_WASTE',
  title: 'Bùn tràn ra đường',
  description: 'Xe chở đất làm rơi bùn suốt đoạn đường.',
  lat: 16.4637,
  lon: 107.5909,
};
/** 30 m to the north. */
const near = { categoryCode: mud.categoryCode, lat: 16.46397, lon: 107.5909 };

let city: City;
beforeAll(async () => void (city = await startCity()));
afterAll(() => city?.close());

const data = async (as: string, query: string, variables: Record<string, unknown> = {}) => {
  const answer = await city.ask(query, { as, variables });
  expect(answer.errors).toBeUndefined();
  return answer.data;
};

/** Sent by `citizen`, accepted, and assigned to the agency of `officer`. */
async function assigned(): Promise<string> {
  const sent = await data(
    'citizen',
    'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }',
    { input: mud },
  );
  const { id } = sent.createReport;
  await data('ioc', `mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`);
  await data('ioc', `mutation { assignReport(id: "${id}", agencyId: "so-xay-dung") { state } }`);
  return id;
}

const resolve = (id: string, evidence: string) =>
  city.ask(
    `mutation { resolveReport(id: "${id}", result: "Đã rửa đường", evidence: ${evidence}) { state } }`,
    { as: 'officer' },
  );

test('acceptance case 3: who is about to send the same again follows instead, and hears of each later state', async () => {
  const parent = await assigned();
  const hint = await data(
    'citizen2',
    `query ($draft: ReportDraftInput!) { duplicatesOf(draft: $draft) { distanceM report { id title description state } } }`,
    { draft: near },
  );
  expect(hint.duplicatesOf).toEqual([
    {
      distanceM: 35,
      report: { id: parent, title: mud.title, description: mud.description, state: 'ASSIGNED' },
    },
  ]);
  const before = await data('citizen2', '{ reports(filter: { mine: true }) { nodes { id } } }');
  const followed = await data(
    'citizen2',
    `mutation { followReport(id: "${parent}") { followerCount viewerFollows } }`,
  );
  expect(followed.followReport).toEqual({ followerCount: 1, viewerFollows: true });
  expect(await data('citizen2', '{ reports(filter: { mine: true }) { nodes { id } } }')).toEqual(before);

  const stop = new AbortController();
  const connection = { url: city.url, webSocket: WebSocket, token: () => city.token('citizen2') };
  const query = `subscription { followedReportsChanged { __typename
    ... on FollowedReportListSnapshot { nodes { id } }
    ... on FollowedReportListChanged { node { id state ward { name } } } } }`;
  const told: string[] = [];
  for await (const event of live(connection, { query, variables: {} }, { signal: stop.signal })) {
    const { followedReportsChanged: change } = event.data as {
      followedReportsChanged: { __typename: string; node?: { id: string; state: string } };
    };
    if (event.start) {
      await data('officer', `mutation { startReport(id: "${parent}") { state } }`);
      await resolve(parent, '[{ kind: SITE_RECORD, reference: "BB-01" }]');
      await data('ioc', `mutation { publishReport(id: "${parent}") { state } }`);
      continue;
    }
    expect(change.node?.id).toBe(parent);
    told.push(change.node?.state ?? '');
    if (told.length === 3) stop.abort();
  }
  expect(told).toEqual(['IN_PROGRESS', 'RESOLVED', 'PUBLISHED']);
});

test('acceptance case 4: no answer without evidence; reopened in public twice, the third time ILLEGAL_TRANSITION and nothing stored', async () => {
  const id = await assigned();
  const rate = (level: string, reopen: boolean) =>
    city.ask(`mutation { rateReport(id: "${id}", level: ${level}, reopen: ${reopen}) { state outcome } }`, {
      as: 'citizen',
    });
  const answerAndPublish = async (): Promise<void> => {
    await data('officer', `mutation { startReport(id: "${id}") { state } }`);
    expect((await resolve(id, '[]')).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      rule: 'evidence',
    });
    expect((await resolve(id, '[{ kind: SITE_RECORD, reference: "BB-02" }]')).errors).toBeUndefined();
    await data('ioc', `mutation { publishReport(id: "${id}") { state } }`);
  };
  for (const round of [1, 2]) {
    await answerAndPublish();
    expect((await rate('NOT_ACCEPTED', true)).data.rateReport.state).toBe('REOPENED');
    const open = await city.ask(
      `{ publicReport(id: "${id}") { state reopenings updates(first: 100) { nodes { step by } } } }`,
    );
    expect(open.data.publicReport).toMatchObject({ state: 'REOPENED', reopenings: round });
    expect(open.data.publicReport.updates.nodes.at(-1)).toEqual({ step: 'REOPEN', by: 'REPORTER' });
    await data('ioc', `mutation { assignReport(id: "${id}", agencyId: "so-xay-dung") { state } }`);
  }
  await answerAndPublish();
  const question = `{ report(id: "${id}") { version state outcome reopenings rounds { rating reopened } } }`;
  const before = await data('citizen', question);
  expect((await rate('NOT_ACCEPTED', true)).errors?.[0]?.extensions).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'PUBLISHED',
    to: 'REOPENED',
    allowed: ['CLOSED'],
  });
  expect(await data('citizen', question)).toEqual(before);
  expect((await rate('NOT_ACCEPTED', false)).data.rateReport).toEqual({
    state: 'CLOSED',
    outcome: 'NOT_ACCEPTED',
  });
});
