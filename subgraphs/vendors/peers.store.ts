import type { PeerFields } from '../kit/index.ts';
import { parseViewer } from '../kit/process/viewer.ts';
import type { Observation, Plant } from './conformance.rules.ts';
import { plantKinds } from './conformance.rules.ts';
import { claimPlant, tellObservations } from './conformance.store.ts';
import type { FoundDocument } from './document.store.ts';
import { registerDocuments, standingOfDocument } from './document.store.ts';
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
      "What an app may send, as JSON, and the text of one document if it is on its list."
      _appDocument(appId: String!, hash: String): String!
    }
    extend type Mutation {
      "Puts documents that a gateway has found valid on the list of an app, in the name of \`viewer\` (its wire form)."
      _registerDocuments(viewer: String!, appId: String!, documents: String!, clientMutationId: String): Boolean!
      "Takes in what gateways have counted."
      _tellUsage(appId: String!, day: String!, used: Int!, unitsPerDay: Int!): Boolean!
      "Takes in what a gateway saw an app do in its sandbox during a conformance run, as JSON."
      _tellRun(runId: String!, observations: String!): Boolean!
      "Whether this gateway is the one to do something to a request (as JSON) of a conformance run: PLANT, LATER or NEVER."
      _plantInRun(runId: String!, kind: String!, plant: String!): String!
    }
  `,
  resolvers: {
    Query: {
      _appDocument: async (_: unknown, asked: { appId: string; hash?: string | null }, { store }) =>
        JSON.stringify(await standingOfDocument(store, asked.appId, asked.hash ?? null)),
      _apiKey: async (_: unknown, { prefix }: { prefix: string }, { store }) => {
        const standing = await standingOf(store, prefix);
        return standing && JSON.stringify(standing);
      },
    },
    Mutation: {
      _registerDocuments: async (_: unknown, told: ToldDocuments, { store }) => {
        const { appId, clientMutationId } = told;
        const documents = parseDocuments(told.documents);
        await registerDocuments(store, {
          viewer: parseViewer(told.viewer),
          operation: 'registerAppDocuments',
          clientMutationId,
          args: { appId, hashes: documents.map(({ hash }) => hash) },
          appId,
          documents,
        });
        return true;
      },
      _tellUsage: async (_: unknown, told: ToldUsage, { store }) => {
        await tellUsage(store, told);
        return true;
      },
      _tellRun: async (_: unknown, told: { runId: string; observations: string }, { store }) => {
        const { runId } = told;
        await tellObservations(store, { runId, observations: parseObservations(told.observations) });
        return true;
      },
      _plantInRun: (_: unknown, asked: { runId: string; kind: string; plant: string }, { store }) =>
        claimPlant(store, { ...asked, ...parsePlant(asked) }),
    },
  },
};

interface ToldDocuments {
  readonly viewer: string;
  readonly appId: string;
  readonly documents: string;
  readonly clientMutationId?: string | null;
}

function parseObservations(text: string): readonly Observation[] {
  return JSON.parse(text) as Observation[];
}

function parsePlant({ kind, plant }: { readonly kind: string; readonly plant: string }) {
  const known = plantKinds.find((each) => each === kind);
  if (!known) throw new Error(`there is no plant ${kind}`);
  return { kind: known, plant: JSON.parse(plant) as Plant };
}

/** Signed by a gateway, which has made it. */
function parseDocuments(text: string): readonly FoundDocument[] {
  return JSON.parse(text) as FoundDocument[];
}
