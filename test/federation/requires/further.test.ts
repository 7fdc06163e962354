import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectDerived } from '../expect-truth.ts';

describe('@requires', () => {
  test('of two types that require each other, which is no circle of fields', () =>
    expectDerived(
      {
        schools: `type Query { schools: [School!]! } type School @key(fields: "id") { id: ID! pupils: Int bus: Bus! }
          type Bus @key(fields: "id") { id: ID! line: String @external stopName: String @requires(fields: "line") }`,
        transport: `type Bus @key(fields: "id") { id: ID! line: String stopName: String @external seats: Int school: School @external full: Boolean @requires(fields: "school { pupils }") }
          type School @key(fields: "id") { id: ID! pupils: Int @external bus: Bus! @external ride: String @requires(fields: "bus { stopName }") }`,
        links: `type Bus @key(fields: "id") { id: ID! school: School } type School @key(fields: "id") { id: ID! }`,
      },
      [
        '{ schools { ride } }',
        '{ schools { bus { full stopName seats } ride pupils } }',
        '{ schools { bus { school { ride bus { full } } } } }',
      ],
    ));

  test('of what is computed for entities inside a required list', () =>
    expectDerived(
      {
        tours: `type Query { tours: [Tour!]! tour(id: ID): Tour } type Tour @key(fields: "id") { id: ID! stops: [Stop!]! guide: Guide } type Stop @key(fields: "id") { id: ID! } type Guide @key(fields: "id") { id: ID! }`,
        places: `type Stop @key(fields: "id") { id: ID! height: Int! ticket(kind: Kind! = FULL): Float } enum Kind { FULL HALF }`,
        prices: `type Stop @key(fields: "id") { id: ID! height: Int! @external ticket(kind: Kind! = FULL): Float @external steep: Boolean @requires(fields: "height") half: Float @requires(fields: "ticket(kind: HALF)") } enum Kind { FULL HALF }`,
        plans: `type Tour @key(fields: "id") { id: ID! stops: [Stop!]! @external guide: Guide @external effort: String! @requires(fields: "stops { steep }") cost: String @requires(fields: "stops { half } guide { tongue }") }
          type Stop @key(fields: "id") { id: ID! steep: Boolean @external half: Float @external } type Guide @key(fields: "id") { id: ID! tongue: String @external }`,
        people: `type Guide @key(fields: "id") { id: ID! tongue: String }`,
      },
      [
        '{ tours { effort } }',
        '{ tours { cost stops { ticket half } } }',
        'query ($k: Kind!) { tours { cost effort stops { t: ticket(kind: $k) ticket(kind: HALF) steep } } }',
        '{ tour { c: cost stops { id half } guide { tongue } } }',
      ].map((query) => ({
        query,
        variables: query.includes('$k') ? { k: 'FULL' } : undefined,
        ...flaw(query),
      })),
    ));

  test('of a field of an interface, without fragments and with them', () =>
    expectDerived(
      {
        registry: `type Query { files: [File!]! } type File @key(fields: "id") { id: ID! holder: Holder parts: [Holder!]! } interface Holder { code: String mark: Int }
          type Firm implements Holder { code: String mark: Int tax: Int! } type House implements Holder { code: String mark: Int rooms: Int }`,
        taxes: `type File @key(fields: "id") { id: ID! holder: Holder @external parts: [Holder!]! @external
            line: String! @requires(fields: "holder { code mark }") deep: String @requires(fields: "parts { __typename code ... on Firm { tax } ... on House { rooms } }") }
          interface Holder { code: String mark: Int } type Firm implements Holder { code: String @external mark: Int @external tax: Int! @external } type House implements Holder { code: String @external mark: Int @external rooms: Int @external }`,
      },
      [
        '{ files { line } }',
        '{ files { deep holder { mark } } }',
        '{ files { deep line parts { ... on House { rooms } ... on Firm { t: tax } code } } }',
      ],
    ));

  test('of members of a union that are entities of yet other subgraphs', () =>
    expectDerived(
      {
        desk: `type Query { letters: [Letter!]! } type Letter @key(fields: "id") { id: ID! from: Sender about: [Sender] } union Sender = Office | Citizen type Office @key(fields: "id") { id: ID! } type Citizen @key(fields: "id") { id: ID! }`,
        offices: `type Office @key(fields: "id") { id: ID! rank: Int title(short: Boolean = false): String }`,
        people: `type Citizen @key(fields: "id") { id: ID! nick: String }`,
        post: `type Letter @key(fields: "id") { id: ID! from: Sender @external about: [Sender] @external greeting: String! @requires(fields: "from { __typename ... on Office { rank } ... on Citizen { nick } }")
            copies: String @requires(fields: "about { ... on Office { title(short: true) } }") }
          union Sender = Office | Citizen type Office @key(fields: "id") { id: ID! rank: Int @external title(short: Boolean = false): String @external } type Citizen @key(fields: "id") { id: ID! nick: String @external }`,
      },
      [
        '{ letters { greeting } }',
        '{ letters { copies } }',
        {
          query:
            '{ letters { copies greeting about { ... on Office { title } ... on Citizen { n: nick } } } }',
          stockDiffers: 'one argument for both',
        },
      ],
    ));

  test('with arguments that are enums, inputs, lists and null', () =>
    expectDerived(
      {
        air: `type Query { gauges: [Gauge!]! } type Gauge @key(fields: "id") { id: ID! level(of: Span, kinds: [Kind!], flag: Boolean): Float } input Span { from: Int = 0 to: Int sub: Span } enum Kind { DAY NIGHT }`,
        alerts: `type Gauge @key(fields: "id") { id: ID! level(of: Span, kinds: [Kind!], flag: Boolean): Float @external
            a: String @requires(fields: "level(of: { to: 5, sub: { from: 1 } }, kinds: [DAY, NIGHT])") b: String @requires(fields: "level(kinds: [], flag: false)")
            c: String @requires(fields: "level(of: null)") d: String @requires(fields: "level") } input Span { from: Int = 0 to: Int sub: Span } enum Kind { DAY NIGHT }`,
      },
      [
        '{ gauges { a } }',
        '{ gauges { d } }',
        {
          query: 'query ($s: Span, $k: [Kind!]) { gauges { a b c d level(of: $s, kinds: $k) } }',
          variables: { s: { to: 0, sub: null }, k: ['NIGHT'] },
          stockDiffers: 'one argument for all',
        },
      ],
    ));

  test('a computed field that leads on: to values, to entities here and elsewhere, and back', () =>
    expectDerived(
      {
        a: `type Query { wards: [Ward!]! } type Ward @key(fields: "id") { id: ID! name: String people: Int }`,
        b: `type Ward @key(fields: "id") { id: ID! name: String @external people: Int @external report: Report! @requires(fields: "name") near: [Ward!]! @requires(fields: "people") mayor(of: Int = 1): Person @requires(fields: "name people") }
          type Report { text: String ward: Ward score: Score } type Score { value: Float by: Person } type Person @key(fields: "id") { id: ID! wards: [Ward!] }`,
        c: `type Person @key(fields: "id") { id: ID! name: String age: Int } type Ward @key(fields: "id") { id: ID! area: Float }`,
      },
      [
        '{ wards { report { text score { value } } } }',
        '{ wards { near { name area near { id } } mayor { name } } }',
        '{ wards { report { ward { area report { text } } score { by { age wards { people area } } } } } }',
        'query ($n: Int) { wards { m: mayor(of: $n) { id wards { name } } mayor { age } report { score { by { name } } } } }',
      ].map((query) => ({ query, variables: query.includes('$n') ? { n: 0 } : undefined })),
    ));

  test('a computed field that others share, beside plain ones of the same entity', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { stops: [Stop!]! } type Stop @key(fields: "id") { id: ID! zone: Int }`,
          b: `type Stop @key(fields: "id") { id: ID! zone: Int @external fare: Int @shareable @requires(fields: "zone") roof: Boolean }`,
          c: `type Query { stop: Stop } type Stop @key(fields: "id") { id: ID! fare: Int @shareable lit: Boolean }`,
        },
        world: () => {
          const stops = [0, 3, null].map(
            (zone, n): Loose => ({ __typename: 'Stop', id: `s${n}`, zone, roof: n > 0, lit: false }),
          );
          const fare = ({ zone, id }: Loose): number =>
            ((zone === undefined ? stops.find((stop) => stop.id === id).zone : zone) ?? 9) * 2;
          return {
            things: stops as never,
            resolvers: { Query: { stops: () => stops, stop: () => stops[1] }, Stop: { fare } },
          };
        },
      },
      [
        '{ stops { fare roof lit } }',
        '{ stop { fare zone roof } }',
        '{ stops { roof fare } stop { lit fare } }',
      ],
    ));
});

/** Where one field is asked for with two arguments. */
function flaw(query: string): { readonly stockDiffers?: string } {
  return query.includes('ticket half') ? { stockDiffers: 'one argument for all' } : {};
}
