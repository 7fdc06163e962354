import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import type { CityData } from '../../../subgraphs/agencies/seed.ts';
import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import type { Ask } from './signed-client.ts';
import { causesOf, startAgencies } from './start-agencies.ts';

let running: RunningSubgraph<AgenciesStore>;
let ask: Ask;
let city: CityData;

beforeAll(async () => {
  city = await readCityData();
  ({ running, ask } = await startAgencies('agencies_resolvers'));
});

afterAll(() => running.close());

describe('wards', () => {
  test('all 40 are read page by page, in order of code, each with its committee', async () => {
    const query = `query ($first: Int, $after: String) { wards(first: $first, after: $after) {
      nodes { code fullName agency { name level ward { code } } } edges { cursor node { code } } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data, errors } = await ask(query, { first: 17, after });
      expect(errors).toEqual([]);
      for (const { code, agency } of data.wards.nodes) {
        expect(agency).toMatchObject({ level: 'WARD', ward: { code } });
        seen.push(code);
      }
      after = data.wards.pageInfo.endCursor;
      more = data.wards.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(city.wards.map(({ code }) => code).sort());
  });

  test.each([0, 101, -1])('a page of %p is refused', async (first) => {
    const { data, errors } = await ask('query ($first: Int) { wards(first: $first) { nodes { code } } }', {
      first,
    });
    expect(data).toEqual({ wards: null });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  test('one has its boundary and a point that wardAt finds again', async () => {
    for (const { code } of city.wards) {
      const { data } = await ask(
        'query ($code: String!) { ward(code: $code) { lat lon boundary areaKm2 nameEn } }',
        { code },
      );
      const { lat, lon, boundary } = data.ward;
      expect(boundary).toEqual(city.wards.find((ward) => ward.code === code)?.boundary);
      const found = await ask(
        'query ($lat: Float!, $lon: Float!) { wardAt(lat: $lat, lon: $lon) { code } }',
        { lat, lon },
      );
      expect(found.data.wardAt).toEqual({ code });
    }
  });

  test('the place of acceptance case 1 is in the city', async () => {
    const { data } = await ask('{ wardAt(lat: 16.4637, lon: 107.5909) { fullName agency { id } } }');
    expect(data.wardAt.fullName).toMatch(/^Phường /);
  });

  test.each([
    [
      '(lat: 107.59, lon: 16.46)',
      { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city', hint: 'swapped?' },
    ],
    ['(lat: 21.03, lon: 105.85)', { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city' }],
    ['(lat: -91, lon: 1000)', { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city' }],
    ['(lat: 1e400, lon: 107.6)', { code: 'BAD_USER_INPUT', field: 'lat', rule: 'location' }],
    ['(lat: 16.4, lon: -1e999)', { code: 'BAD_USER_INPUT', field: 'lon', rule: 'location' }],
  ])('wardAt%s is refused with %p', async (args, expected) => {
    const { data, errors } = await ask(`{ wardAt${args} { code } }`);
    expect(data).toEqual({ wardAt: null });
    expect(causesOf(errors)).toEqual([expected]);
  });

  test('an unknown code is NOT_FOUND', async () => {
    const { data, errors } = await ask('{ ward(code: "99999") { code } }');
    expect(data).toEqual({ ward: null });
    expect(causesOf(errors)).toEqual([{ code: 'NOT_FOUND' }]);
  });
});

describe('agencies', () => {
  const agency = (args: string) =>
    ask(`{ agency${args} { id code state validFrom validTo successors { id } } }`);

  test('one answers by its id and by both forms of its code', async () => {
    const byId = await agency('(id: "so-xay-dung")');
    expect(byId.data.agency).toMatchObject({ code: 'H57.12', state: 'ACTIVE', successors: [] });
    expect((await agency('(code: "H57.12")')).data).toEqual(byId.data);
    expect((await agency('(code: "000.00.12.H57")')).data).toEqual(byId.data);
  });

  test('a merged one keeps answering for its old id and names its successors', async () => {
    const { data } = await agency('(id: "ubnd-quan-phu-xuan")');
    expect(data.agency).toMatchObject({ state: 'MERGED', validTo: '2025-06-30' });
    expect(data.agency.successors).toContainEqual({ id: 'ubnd-19753' });
  });

  test('asOf shows the state of a date', async () => {
    expect((await agency('(id: "ubnd-quan-phu-xuan", asOf: "2025-06-30")')).data.agency.state).toBe('ACTIVE');
    const before = await agency('(id: "ubnd-quan-phu-xuan", asOf: "2024-12-31")');
    expect(causesOf(before.errors)).toEqual([{ code: 'NOT_FOUND' }]);
    expect((await agency('(code: "H57", asOf: "2024-12-31")')).data.agency.id).toBe(
      'ubnd-tinh-thua-thien-hue',
    );
    expect((await agency('(code: "H57", asOf: "2025-01-01")')).data.agency.id).toBe('ubnd-thanh-pho-hue');
  });

  test.each([
    ['', { code: 'BAD_USER_INPUT', field: 'id', rule: 'exactly_one' }],
    ['(id: "hepco", code: "H57.19")', { code: 'BAD_USER_INPUT', field: 'id', rule: 'exactly_one' }],
    ['(id: null, code: null)', { code: 'BAD_USER_INPUT', field: 'id', rule: 'exactly_one' }],
    ['(code: "H99.12")', { code: 'BAD_USER_INPUT', field: 'code', rule: 'agency_code' }],
    ['(code: "H57.99")', { code: 'NOT_FOUND' }],
    ['(id: "nobody")', { code: 'NOT_FOUND' }],
  ])('agency%s is refused with %p', async (args, expected) => {
    const { data, errors } = await agency(args);
    expect(data).toEqual({ agency: null });
    expect(causesOf(errors)).toEqual([expected]);
  });

  test('districts are listed for the first half of 2025 and for no day after it', async () => {
    const list = (asOf: string) =>
      ask(`{ agencies(level: DISTRICT, first: 100, asOf: "${asOf}") { nodes { id state } } }`);
    const then = (await list('2025-06-30')).data.agencies.nodes;
    expect(then).toHaveLength(9);
    expect(new Set(then.map(({ state }: { state: string }) => state))).toEqual(new Set(['ACTIVE']));
    expect((await list('2025-07-01')).data.agencies.nodes).toEqual([]);
  });

  test('every agency at work is listed once over pages', async () => {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await ask(
        'query ($after: String) { agencies(first: 9, after: $after, asOf: "2026-11-22") { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      ids.push(...data.agencies.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = data.agencies.pageInfo.endCursor;
      more = data.agencies.pageInfo.hasNextPage;
    }
    const atWork = city.agencies.filter(({ validTo }) => validTo === null);
    expect(ids.sort()).toEqual(atWork.map(({ id }) => id).sort());
  });

  test('officers on duty are shown with name, unit and agency, page by page', async () => {
    const query =
      'query ($after: String) { agency(id: "ubnd-19789") { officers(first: 1, after: $after) { nodes { id name unit agency { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }';
    const first = (await ask(query)).data.agency.officers;
    expect(first.nodes).toMatchObject([{ id: 'can-bo-ubnd-19789-1', agency: { id: 'ubnd-19789' } }]);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await ask(query, { after: first.pageInfo.endCursor })).data.agency.officers;
    expect(second.nodes).toMatchObject([{ id: 'can-bo-ubnd-19789-2' }]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});

describe('jurisdiction', () => {
  const jurisdiction = (categoryCode: string, wardCode: string) =>
    ask(
      'query ($categoryCode: String!, $wardCode: String!) { jurisdiction(categoryCode: $categoryCode, wardCode: $wardCode) { id } }',
      { categoryCode, wardCode },
    );

  test.each([
    ['TREES', '19789', 'trung-tam-cong-vien-cay-xanh', 'for exactly this category and ward'],
    ['ENVIRONMENT_WASTE', '20182', 'hepco', 'for the category in any ward'],
    ['OTHER', '20182', 'ubnd-20182', "else the ward's own committee"],
  ])('%s in %s is %s: %s', async (category, ward, id) => {
    expect((await jurisdiction(category, ward)).data).toEqual({ jurisdiction: { id } });
  });

  test('an unknown category or ward is refused', async () => {
    expect(causesOf((await jurisdiction('WAR', '19789')).errors)).toEqual([
      { code: 'BAD_USER_INPUT', field: 'categoryCode', rule: 'category' },
    ]);
    expect(causesOf((await jurisdiction('TREES', '1')).errors)).toEqual([
      { code: 'BAD_USER_INPUT', field: 'wardCode', rule: 'ward' },
    ]);
  });
});

describe('_entities', () => {
  const entities = (representations: object[]) =>
    ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Ward { name } ... on Agency { id } ... on Officer { unit } } }',
      { r: representations },
    );

  test('answers for wards, agencies by either key, and officers', async () => {
    const { data, errors } = await entities([
      { __typename: 'Ward', code: '19789' },
      { __typename: 'Agency', id: 'ubnd-quan-phu-xuan' },
      { __typename: 'Agency', code: '000.00.12.H57' },
      { __typename: 'Officer', id: 'can-bo-hepco-1' },
    ]);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual([
      { __typename: 'Ward', name: 'Thuận Hoá' },
      { __typename: 'Agency', id: 'ubnd-quan-phu-xuan' },
      { __typename: 'Agency', id: 'so-xay-dung' },
      { __typename: 'Officer', unit: 'Bộ phận tiếp nhận phản ánh' },
    ]);
  });

  test('B04: an unknown key is null with NOT_FOUND at its place, the others are served', async () => {
    const { data, errors } = await entities([
      { __typename: 'Ward', code: '00000' },
      { __typename: 'Ward', code: '19753' },
    ]);
    expect(data._entities).toEqual([null, { __typename: 'Ward', name: 'Phú Xuân' }]);
    expect(errors.map(({ path }) => path)).toEqual([['_entities', 0]]);
    expect(causesOf(errors)).toEqual([{ code: 'NOT_FOUND' }]);
  });

  test.each([
    { __typename: 'Ward', code: { $ne: null } },
    { __typename: 'Ward', code: ['19753'] },
    { __typename: 'Ward' },
    { __typename: 'Agency', id: { $gt: '' } },
    { __typename: 'Agency', code: { $regex: '.*' } },
    { __typename: 'Agency' },
    { __typename: 'Officer', id: null },
  ])('D01: %j is refused as a key', async (representation) => {
    const { data, errors } = await entities([representation]);
    expect(data._entities).toEqual([null]);
    expect(causesOf(errors)).toMatchObject([{ code: 'BAD_USER_INPUT', rule: 'key' }]);
  });
});
