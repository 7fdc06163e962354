import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getNamedType, isObjectType, isUnionType, parse } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { isPublicField } from '../../../subgraphs/kit/directives.ts';
import { reportStates, reportSteps, isPublicState } from '../../../subgraphs/reports/report.rules.ts';
import type { StepRule } from '../../../subgraphs/reports/report.rules.ts';
import { repositoryRoot } from '../../kit/start-process.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  identityOfficer,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';

const fields = `id code categoryCode category { name workingDays } title description lat lon address ward { code }
  agency { id } source mode state version receivedAt acceptedAt resolvedAt publishedAt closedAt dueAt dueAtUnknown { rule year }
  slaState terms { startedAt workingDays dueAt endedAt pauses { from to } skipped { date kind name } } plannedFor
  answer { kind text evidence { kind reference } answeredAt agency { id } }
  rounds { publishedAt rating ratedAt reopened answer { text } } reopenings outcome
  updates(first: 50) { edges { cursor } nodes { id kind step from to text by at version agency { id } } pageInfo { endCursor hasNextPage } }
  lastChange { step from to why at }`;
const one = `query ($id: ID, $code: String) { publicReport(id: $id, code: $code) { ${fields} } }`;
const full = `query ($id: ID!) { report(id: $id) { ${fields} } }`;
const everybody = [undefined, stranger, citizen, officer, ioc, identityOfficer];

describe('the public twin of a report', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports();
  });
  afterAll(() => world?.close());

  test('is NOT_FOUND for everybody, its reporter and the operations centre too, until the report is public', async () => {
    const id = await send(world.ask);
    const { data } = await world.ask(full, { id }, citizen);
    const { code } = data.report;
    for (const viewer of everybody)
      for (const variables of [{ id }, { code }, { id: 'unknown' }]) {
        const answer = await world.ask(one, variables, viewer);
        expect(answer.data).toEqual({ publicReport: null });
        expect(answer.errors).toMatchObject([{ path: ['publicReport'], extensions: { code: 'NOT_FOUND' } }]);
      }
    const entity = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on PublicReport { title } } }`;
    const representations = [{ __typename: 'PublicReport', id }];
    const asReference = await world.ask(entity, { r: representations }, citizen);
    expect(asReference.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    for (const fate of ['withdrawReport', 'triageReport(decision: REJECT, reason: "Trùng")']) {
      const other = await send(world.ask);
      await step(world.ask, other)(fate === 'withdrawReport' ? citizen : ioc, fate);
      for (const viewer of everybody)
        expect((await world.ask(one, { id: other }, viewer)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    }
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    expect((await world.ask(entity, { r: representations })).data._entities).toEqual([
      { title: expect.any(String) },
    ]);
  });

  test('shows the same to whoever asks, and of each field what the report shows', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    await go(...(wayToPublished[0] ?? [ioc, '']));
    await go(...(wayToPublished[1] ?? [ioc, '']));
    await go(officer, 'requestReportInfo(question: "Ở đâu?")');
    await go(citizen, 'answerReportInfo(answer: "Trước cổng")');
    await go(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
    for (const call of wayToPublished.slice(2)) await go(...call);
    await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)');
    const { data, errors } = await world.ask(full, { id });
    expect(errors).toEqual([]);
    for (const viewer of everybody) {
      const twin = await world.ask(one, { id }, viewer);
      expect(twin.errors).toEqual([]);
      expect(twin.data.publicReport).toEqual(data.report);
    }
    const text = JSON.stringify(data.report);
    for (const secret of ['Ở đâu?', 'Trước cổng', 'Nội bộ', '0914', '16.463712'])
      expect(text).not.toContain(secret);
  });

  test('is asked for by exactly one of id and code', async () => {
    for (const variables of [{}, { id: 'x', code: 'PA-2026-000001' }])
      expect((await world.ask(one, variables)).errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        rule: 'exactly_one',
      });
  });

  test('is listed for everybody alike, and only while public', async () => {
    const ids = [await send(world.ask), await send(world.ask), await send(world.ask)];
    for (const id of ids.slice(0, 2)) await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    const list = `{ publicReports(first: 2) { nodes { id } edges { cursor node { state } } }
      near: publicReportsNear(lat: 16.4637, lon: 107.591, radiusM: 50, first: 100) { nodes { id } edges { distanceM } }
      mine: publicReports(filter: { states: [SUBMITTED] }) { nodes { id } } }`;
    const [first, ...others] = await Promise.all(
      everybody.map(async (viewer) => (await world.ask(list, {}, viewer)).data),
    );
    expect(first.publicReports.nodes).toEqual([{ id: ids[1] }, { id: ids[0] }]);
    expect(first.mine.nodes).toEqual([]);
    const near = first.near.nodes.map(({ id }: { id: string }) => id);
    expect(near).toEqual(expect.arrayContaining(ids.slice(0, 2)));
    expect(near).not.toContain(ids[2]);
    for (const other of others) expect(other).toEqual(first);
  });
});

/** Types that reports adds fields to: what it says of them beside the key is theirs to show. */
const ofOthers = ['Ward', 'Agency'];

test('every field that is reached from a public root field is public', () => {
  const sdl = readFileSync(join(repositoryRoot, 'subgraphs/reports/schema.graphql'), 'utf8');
  const schema = buildSubgraphSchema(parse(sdl));
  const silent: string[] = [];
  const seen = new Set<string>();
  const look = (type: GraphQLObjectType, name: string): void => {
    if (!isPublicField(schema, type.name, name)) silent.push(`${type.name}.${name}`);
    const field = type.getFields()[name];
    if (field) lookInto(getNamedType(field.type));
  };
  const lookInto = (type: unknown): void => {
    if (isUnionType(type)) for (const member of type.getTypes()) lookInto(member);
    if (!isObjectType(type) || ofOthers.includes(type.name) || seen.has(type.name)) return;
    seen.add(type.name);
    for (const name of Object.keys(type.getFields())) look(type, name);
  };
  const roots = [schema.getQueryType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? Object.keys(type.getFields()).map((name) => [type, name] as const) : [],
  );
  const open = roots.filter(([type, name]) => isPublicField(schema, type.name, name));
  for (const [type, name] of open) look(type, name);
  expect(open.map(([, name]) => name)).toEqual(
    expect.arrayContaining([
      'publicReport',
      'publicReports',
      'publicReportsNear',
      'publicReportChanged',
      'reportsIn',
    ]),
  );
  for (const type of ['PublicReport', 'PublicReportListSnapshot', 'PublicReportListLeft'])
    expect(seen).toContain(type);
  expect(silent).toEqual([]);
});

test('a report that is public stays so: no step leads out of public view', () => {
  const steps: readonly (readonly [string, StepRule])[] = Object.entries(reportSteps);
  for (const state of reportStates.filter(isPublicState))
    for (const [name, rule] of steps)
      if (rule.from.includes(state)) expect([name, isPublicState(rule.to)]).toEqual([name, true]);
});
