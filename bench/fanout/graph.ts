import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://hub.hue.gov.vn/spec/hub/v0.1", import: ["@public"]) @composeDirective(name: "@public")
  directive @public(maxAge: Int) on FIELD_DEFINITION`;

/** Ticks come from one subgraph; what each of them refers to is in two others. */
const parts: Readonly<Record<string, string>> = {
  ticks: `type Query { nothing: Int @public }
    type Subscription { tick(topic: ID!): Tick @public }
    type Tick { n: Int! @public at: Float! @public text: String! @public place: Place @public owner: Owner @public }
    type Place @key(fields: "id", resolvable: false) { id: ID! @public }
    type Owner @key(fields: "id", resolvable: false) { id: ID! @public }`,
  places: 'type Place @key(fields: "id") { id: ID! @public name: String! @public }',
  owners: 'type Owner @key(fields: "id") { id: ID! @public name: String! @public }',
};

export const subgraphNames = Object.keys(parts);

/** What every client of the bench watches. */
export const query =
  'subscription ($topic: ID!) { tick(topic: $topic) { n at text place { id name } owner { id name } } }';

export function composeFanOut(url: (name: string) => string): string {
  const composed = composeServices(
    Object.entries(parts).map(([name, sdl]) => ({
      name,
      url: url(name),
      typeDefs: parse(`${link}\n${sdl}`),
    })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}
