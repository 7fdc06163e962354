import type { GraphOptions } from '../federation/federated-graph.ts';
import type { Loose, Thing, World } from './merge-subgraphs.ts';

/** A small city with one of everything: keys of all kinds, unions, interfaces, @requires, @provides, @interfaceObject. */
export const city: GraphOptions = {
  subgraphs: {
    agencies: `
      type Query { agencies(level: Level, first: Int = 3): [Agency!]! agency(id: ID!): Agency anyone: [Actor] grid: [[Place]!] }
      enum Level { CITY WARD }
      type Agency @key(fields: "id") { id: ID! name: String @shareable level: Level! parent: Agency wards: [Ward!]! office: Place }
      type Ward implements Place & Named @key(fields: "code") { code: ID! name: String area: Float agency: Agency title(prefix: String = "P."): String! }
      interface Place { name: String area: Float } interface Named { name: String }
      type Point implements Place { name: String area: Float lat: Float! lon: Float! }
      type Mutation { raise(id: ID!, by: Int! = 1): Agency tick: Int! }
      union Actor = Agency | Person
      type Person @key(fields: "id") { id: ID! }`,
    people: `
      type Query { person(id: ID!): Person people: [Person] }
      type Mutation { grow(id: ID!, name: String): Person hop(by: Int = 2): Int }
      type Person @key(fields: "id") @key(fields: "account { realm name }") { id: ID! name: String account: Account @shareable friends(first: Int): [Person!] born: Int }
      type Account @shareable { realm: String! name: String! }
      type Agency @key(fields: "id") { id: ID! head: Person staff: [Person!]! }
      type Ward @key(fields: "code") { code: ID! people: Int name: String @external greeting: String @requires(fields: "name") }`,
    reports: `
      type Query { reports(state: State, filter: Filter): [Report!]! last: Report @provides(fields: "agency { name }") things: [Reported!]! }
      enum State { OPEN DONE } input Filter { states: [State!] min: Int = 1 text: String }
      interface Reported @key(fields: "id") { id: ID! title: String }
      type Report implements Reported @key(fields: "id") { id: ID! title: String state: State ward: Ward by: Actor agency: Agency! days: Int late: Boolean history: [[Step!]!] }
      type Notice implements Reported @key(fields: "id") { id: ID! title: String text(words: Int! = 2): String }
      type Step { at: Int! state: State who: Actor }
      type Agency @key(fields: "id") { id: ID! name: String @external reports: [Report!]! load(per: Int! = 1): Float }
      type Ward @key(fields: "code", resolvable: false) { code: ID! }
      union Actor = Agency | Person type Person @key(fields: "account { realm name }") { account: Account @shareable votes: Int }
      type Account @shareable { realm: String! name: String! }`,
    terms: `
      type Report @key(fields: "id") { id: ID! days: Int @external ward: Ward @external term: Int @requires(fields: "days ward { area }") }
      type Ward @key(fields: "code") { code: ID! area: Float @external }
      type Agency @key(fields: "id") { id: ID! load(per: Int! = 1): Float @external overloaded: Boolean @requires(fields: "load(per: 7)") }`,
    ratings: `
      type Query { rated: [Reported] }
      type Reported @interfaceObject @key(fields: "id") { id: ID! stars: Int rating: Rating title: String @external shout: String @requires(fields: "title") }
      type Rating { average: Float of: Reported! }`,
  },
  world: createCity,
};

function createCity(): World {
  const { agencies, wards, people, reports, notices } = population();
  const actors = [agencies[0], people[1], null, people[0]];
  const grid = [[wards[0], null, { __typename: 'Point', name: 'Gate', area: 0, lat: 16.4, lon: 0 }], []];
  const shout = ({ title }: Loose): string => `${title}!`;
  const root = {
    agencies: (_: unknown, { level, first }: Loose) =>
      agencies.filter((agency) => !level || agency['level'] === level).slice(0, first ?? 99),
    agency: (_: unknown, { id }: Loose) => agencies.find((agency) => agency['id'] === id) ?? null,
    anyone: () => actors,
    grid: () => grid,
    person: (_: unknown, { id }: Loose) => people.find((person) => person['id'] === id) ?? null,
    people: () => [...people, null],
    reports: (_: unknown, { state, filter }: Loose) =>
      reports
        .filter((report) => !state || report['state'] === state)
        .filter((report) => !filter?.states?.length || filter.states.includes(report['state']))
        .slice(0, (filter?.min ?? 1) + 1),
    last: () => reports[1],
    things: () => [...notices, ...reports],
    rated: () => [reports[0], null, notices[0]],
  };
  // Every change counts, so that the order in which changes were made can be told from what they answer.
  let steps = 0;
  const step = (by: number): number => (steps = steps * 3 + by);
  const changes = {
    raise: (_: unknown, { id, by }: Loose) => {
      const agency = agencies.find((candidate) => candidate['id'] === id) ?? null;
      if (agency) agency['name'] = `raised ${step(by)}`;
      return agency;
    },
    tick: () => step(1),
    grow: (_: unknown, { id, name }: Loose) => {
      const person = people.find((candidate) => candidate['id'] === id) ?? null;
      if (person) Object.assign(person, { name: name ?? `grown ${step(2)}`, born: step(1) });
      return person;
    },
    hop: (_: unknown, { by }: Loose) => (by === 0 ? null : step(by ?? 9)),
  };
  return {
    things: [...agencies, ...wards, ...people, ...reports, ...notices],
    resolvers: {
      Query: root,
      Mutation: changes,
      Agency: {
        load: ({ id }: Loose, { per }: Loose) => Number(id) * per + 0.5,
        overloaded: (agency: Loose) => (agency.load ?? Number(agency.id) * 7 + 0.5) > 10,
      },
      Ward: {
        title: ({ code }: Loose, { prefix }: Loose) => `${prefix}${code}`,
        greeting: ({ name }: Loose) => (name === null ? null : `Welcome to ${name}`),
      },
      Person: { friends: ({ friends }: Loose, { first }: Loose) => friends?.slice(0, first ?? 9) ?? null },
      Report: { term: ({ days, ward }: Loose) => (days ?? 3) + (ward?.area ?? 100), shout },
      Notice: { text: ({ id }: Loose, { words }: Loose) => `${id} `.repeat(words), shout },
      Reported: { shout },
    },
  };
}

/** Filled in two steps, because everything refers to everything. */
function population(): Record<'agencies' | 'wards' | 'people' | 'reports' | 'notices', Filled[]> {
  // Ids are unique over all types: an interface is looked up by id alone.
  const many = (typename: string, count: number, prefix = ''): Filled[] =>
    Array.from({ length: count }, (_, n) => ({ __typename: typename, id: `${prefix}${n + 1}` }));
  const agencies = many('Agency', 3);
  const wards = many('Ward', 2, 'w');
  const people = many('Person', 3, 'p');
  const reports = many('Report', 3, 'r');
  const notices = many('Notice', 2, 'n');
  agencies.forEach((agency, n) =>
    Object.assign(agency, {
      name: n === 1 ? null : `Agency ${n}`,
      level: n === 0 ? 'CITY' : 'WARD',
      parent: n === 0 ? null : agencies[0],
      wards: n === 0 ? wards : wards.slice(n),
      office: n === 2 ? { __typename: 'Point', name: null, area: 0, lat: 0, lon: 107.6 } : wards[0],
      head: n === 1 ? null : people[n],
      staff: n === 0 ? people : [],
      reports: reports.slice(n),
    }),
  );
  wards.forEach((ward, n) =>
    Object.assign(ward, {
      code: `w${n}`,
      name: n === 0 ? 'Thuận Hòa' : null,
      area: n * 1.5,
      agency: agencies[n],
      people: n * 1000,
    }),
  );
  people.forEach((person, n) =>
    Object.assign(person, {
      name: n === 2 ? '' : `Person ${n}`,
      account: { __typename: 'Account', realm: 'hue', name: `p${n}` },
      friends: n === 0 ? null : people.slice(0, n),
      born: n === 1 ? null : 1990 + n,
      votes: n,
    }),
  );
  reports.forEach((report, n) =>
    Object.assign(report, {
      title: n === 0 ? null : `Report ${n}`,
      state: n === 2 ? null : ['OPEN', 'DONE'][n],
      ward: n === 1 ? null : wards[0],
      by: [people[0], agencies[1], null][n],
      agency: agencies[n],
      days: n,
      late: n === 0 ? null : n > 1,
      history: n === 2 ? null : [[{ __typename: 'Step', at: n, state: 'OPEN', who: people[n] }], []],
      ...rating(n, report),
    }),
  );
  notices.forEach((notice, n) => Object.assign(notice, { title: `Notice ${n}`, ...rating(n + 5, notice) }));
  return { agencies, wards, people, reports, notices };
}

type Filled = Thing & Record<string, unknown>;

function rating(n: number, of: Filled): Record<string, unknown> {
  return { stars: n % 3, rating: n === 1 ? null : { __typename: 'Rating', average: n / 2, of } };
}
