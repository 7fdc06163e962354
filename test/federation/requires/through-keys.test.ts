import { expectDerived } from '../expect-truth.ts';

/** What is required lies below what the entity is known by. */
describe('@requires that goes through a field of the key', () => {
  const external = 'it asks a subgraph for what is external to it';
  const throws = 'its planner throws: "validation should have required a key"';

  test('a value in a key, of which another subgraph has more', () =>
    expectDerived(
      {
        archive: `type Query { maps: [Map!] map: Map } type Map @key(fields: "print { number }") { print: Print! @shareable title: String }
          type Print { number: ID! @shareable sheet: Sheet! } type Sheet { place: String year: Int }`,
        scouts: `type Map @key(fields: "print { number }") { print: Print! @shareable isOld: Boolean @requires(fields: "print { sheet { year } }") finder: String }
          type Print { number: ID! @shareable sheet: Sheet! @external } type Sheet { year: Int @external }`,
      },
      [
        { query: '{ maps { isOld } }', stockDiffers: external },
        { query: '{ map { isOld finder print { sheet { place } } title } }', stockDiffers: external },
        { query: '{ maps { finder title } }' },
      ],
    ));

  test('an entity in a key, of which a third subgraph has more', () =>
    expectDerived(
      {
        desk: `type Query { found(text: String! = ""): Found! } type Found @key(fields: "wish { words }") { wish: Wish! best: Offer! @requires(fields: "wish { meaning }") }
          type Offer { price: Int! } type Wish @key(fields: "words") { words: String! @shareable meaning: String! @external }`,
        words: 'type Wish @key(fields: "words") { words: String! @shareable meaning: String! }',
      },
      [
        '{ found { best { price } } }',
        'query ($text: String! = "bún") { found(text: $text) { wish { words meaning } best { price } } }',
      ],
    ));

  test('a value in a key of several fields, all of it external to the one who computes', () =>
    expectDerived(
      {
        lots: `type Query { lot: Lot lots: [[Lot]] } type Lot @key(fields: "id") { id: ID! @shareable site: Site @shareable } type Site { row: String @shareable }`,
        soil: `type Lot @key(fields: "id") { id: ID! @shareable site: Site @shareable } type Site { row: String @shareable depth: Int }`,
        fees: `type Lot @key(fields: "id site { row }") { id: ID! @shareable site: Site @shareable fee: String @requires(fields: "site { depth }") due: Int }
          type Site { row: String @external depth: Int @external }`,
      },
      [
        { query: '{ lot { fee } }', stockDiffers: throws },
        { query: '{ lots { f: fee site { row depth } due } lot { due } }', stockDiffers: throws },
        { query: '{ lot { site { row depth } due } }' },
      ],
    ));
});
