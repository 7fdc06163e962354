/** A supergraph as federation 1 composed it (join v0.1, before `@link`), in front of the subgraphs at these addresses. */
export function firstFederation(urls: Readonly<Record<string, string>>, core: '0.1' | '0.2'): string {
  const [purpose, purposes, argument] =
    core === '0.2'
      ? [', for: EXECUTION', 'enum core__Purpose { EXECUTION SECURITY }', ', for: core__Purpose']
      : ['', '', ''];
  const graphs = Object.entries(urls).map(
    ([name, url]) => `${name.toUpperCase()} @join__graph(name: "${name}" url: "${url}")`,
  );
  return `
schema @core(feature: "https://specs.apollo.dev/core/v${core}") @core(feature: "https://specs.apollo.dev/join/v0.1"${purpose}) { query: Query }
directive @core(as: String, feature: String!${argument}) repeatable on SCHEMA
directive @join__field(graph: join__Graph, provides: join__FieldSet, requires: join__FieldSet) on FIELD_DEFINITION
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
directive @join__owner(graph: join__Graph!) on INTERFACE | OBJECT
directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on INTERFACE | OBJECT
${purposes}
scalar join__FieldSet
enum join__Graph { ${graphs.join(' ')} }
enum Level { LOW HIGH }
type Size { w: Int h: Int }
type Vendor @join__owner(graph: VENDORS) @join__type(graph: VENDORS, key: "id") @join__type(graph: WARES, key: "id") @join__type(graph: RATINGS, key: "id") {
  id: ID! @join__field(graph: VENDORS)
  name: String @join__field(graph: VENDORS)
  phone: String @join__field(graph: VENDORS)
  ratings: [Rating] @join__field(graph: RATINGS)
}
type Ware @join__owner(graph: WARES) @join__type(graph: WARES, key: "code") @join__type(graph: WARES, key: "maker { id } number")
  @join__type(graph: STOCK, key: "code") @join__type(graph: RATINGS, key: "code") {
  code: String! @join__field(graph: WARES)
  number: Int @join__field(graph: WARES)
  maker: Vendor @join__field(graph: WARES)
  price: Int @join__field(graph: WARES)
  weight: Int @join__field(graph: WARES)
  size: Size @join__field(graph: WARES)
  inStock: Boolean @join__field(graph: STOCK)
  postage: Int @join__field(graph: STOCK, requires: "price weight")
  level: Level @join__field(graph: STOCK)
  box: Size @join__field(graph: STOCK)
  ratings: [Rating] @join__field(graph: RATINGS)
}
type Rating @join__owner(graph: RATINGS) @join__type(graph: RATINGS, key: "id") {
  id: ID! @join__field(graph: RATINGS)
  text: String @join__field(graph: RATINGS)
  of: Ware @join__field(graph: RATINGS)
  by: Vendor @join__field(graph: RATINGS, provides: "phone")
}
type Query {
  me: Vendor @join__field(graph: VENDORS)
  wares(first: Int = 5): [Ware] @join__field(graph: WARES)
}
`;
}

/** The same subgraphs, in the manner of federation 1. */
export const firstSubgraphs: Readonly<Record<string, string>> = {
  vendors: `# no @link(
    extend type Query { me: Vendor } type Vendor @key(fields: "id") { id: ID! name: String phone: String }`,
  wares: `# no @link(
    extend type Query { wares(first: Int = 5): [Ware] } type Size { w: Int h: Int } extend type Vendor @key(fields: "id") { id: ID! @external }
    type Ware @key(fields: "code") @key(fields: "maker { id } number") { code: String! number: Int maker: Vendor price: Int weight: Int size: Size }`,
  stock: `# no @link(
    enum Level { LOW HIGH } type Size { w: Int h: Int } extend type Ware @key(fields: "code") { code: String! @external price: Int @external weight: Int @external inStock: Boolean postage: Int @requires(fields: "price weight") level: Level box: Size }`,
  ratings: `# no @link(
    type Rating @key(fields: "id") { id: ID! text: String of: Ware by: Vendor @provides(fields: "phone") } extend type Vendor @key(fields: "id") { id: ID! @external phone: String @external ratings: [Rating] } extend type Ware @key(fields: "code") { code: String! @external ratings: [Rating] }`,
};
