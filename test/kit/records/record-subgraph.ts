import { defineSubgraph } from '../../../subgraphs/kit/index.ts';
import type { Resolvers, Subgraph, SubgraphContext } from '../../../subgraphs/kit/index.ts';
import { forbidden } from '../../../subgraphs/kit/index.ts';
import type { RecordShape } from './record.rules.ts';
import { healthShape, schoolShape } from './record.rules.ts';
import type { RecordStore, SeenRecord } from './record.store.ts';
import { openRecords } from './record.store.ts';

type Context = SubgraphContext<RecordStore, object>;

interface RecordNames {
  readonly root: string;
  readonly adds: { readonly mutation: string; readonly id: string; readonly field: string };
}

function resolversOf(shape: RecordShape, { root, adds }: RecordNames): Resolvers<Context> {
  const seen = (_: unknown, { id }: { id: string }, { store, viewer }: Context) => store.seen(id, viewer);
  return {
    Query: { [root]: seen },
    Mutation: {
      [adds.mutation]: async (_: unknown, args: Record<string, string>, { store, viewer }: Context) => {
        const id = args[adds.id] ?? '';
        await store.add(viewer, { id, field: adds.field, text: args['text'] ?? '' });
        return store.seen(id, viewer);
      },
    },
    Subscription: {
      [`${root}Changed`]: {
        subscribe: async (_: unknown, { id }: { id: string }, { store, viewer, live }: Context) => {
          await store.seen(id, viewer);
          // Rights are those of each event.
          const now = (): Promise<SeenRecord | null> => store.seen(id, viewer).catch(() => null);
          return live.stream({ topics: [`${shape.type}:${id}`], snapshot: now, event: now });
        },
      },
    },
    [shape.type]: {
      __resolveReference: ({ id }: { id: unknown }, { store, viewer }: Context) =>
        store.seen(String(id), viewer),
      id: ({ _id }: SeenRecord) => _id,
      ...Object.fromEntries(shape.fields.map((field) => [field, fieldOf(shape, field)])),
    },
  };
}

function fieldOf({ type }: RecordShape, field: string) {
  return async (row: SeenRecord, _args: unknown, { access, store }: Context) => {
    const purpose = row.open.get(field);
    if (purpose === undefined) throw forbidden('You may not see this.');
    await access({ whose: row.personId, entity: type, entityId: row._id, fields: [field], purpose });
    return (await store.values(row))?.[field] ?? null;
  };
}

function defineRecords(shape: RecordShape, names: RecordNames): Subgraph<RecordStore> {
  return defineSubgraph<RecordStore, object>({
    name: shape.subgraph,
    schema: new URL(`${shape.subgraph}.graphql`, import.meta.url),
    resolvers: resolversOf(shape, names),
    openStore: (parts) => openRecords(parts, shape),
    createLoaders: () => ({}),
    follows: [{ source: 'citizens', apply: (entry, tx, store) => store.follow(entry, tx) }],
    exportPerson: (personId, store) => store.exportPerson(personId),
    erasePerson: (personId, tx, store) => store.erasePerson(personId, tx),
  });
}

/** An area of sensitive records as health and education are: a stand-in for the tests of rights until these come. */
export const health = defineRecords(healthShape, {
  root: 'patient',
  adds: { mutation: 'addEncounter', id: 'patientId', field: 'encounters' },
});
export const school = defineRecords(schoolShape, {
  root: 'pupil',
  adds: { mutation: 'addMark', id: 'pupilId', field: 'marks' },
});
