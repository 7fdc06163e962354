import type { PeerFields } from '../kit/index.ts';
import { standingOf } from './key.store.ts';
import type { ToldUsage } from './usage.store.ts';
import { tellUsage } from './usage.store.ts';
import type { VendorsStore } from './vendors.store.ts';

/** What gateways ask: whether a key is good, and, the other way, what was used. */
export const peerFields: PeerFields<VendorsStore> = {
  typeDefs: `
    extend type Query {
      "What is known of the key that begins so, as JSON; null when there is none."
      _apiKey(prefix: String!): String
    }
    extend type Mutation {
      "Takes in what gateways have counted."
      _tellUsage(appId: String!, day: String!, used: Int!, unitsPerDay: Int!): Boolean!
    }
  `,
  resolvers: {
    Query: {
      _apiKey: async (_: unknown, { prefix }: { prefix: string }, { store }) => {
        const standing = await standingOf(store, prefix);
        return standing && JSON.stringify(standing);
      },
    },
    Mutation: {
      _tellUsage: async (_: unknown, told: ToldUsage, { store }) => {
        await tellUsage(store, told);
        return true;
      },
    },
  },
};
