import { readFileSync } from 'node:fs';
import type { GatewayConfig } from '../../gateway/src/config.ts';
import { sampleRealm } from '../../start/sign-in-config.ts';
import type { FeedLimits } from '../../subgraphs/kit/feed.ts';
import type { RunningSubgraph, Viewer } from '../../subgraphs/kit/index.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { personId } from '../../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import { upTo } from './live-world.ts';
import { noteEntry, pinnedOf } from './notes-subgraph/board.store.ts';
import type { NoteRow } from './notes-subgraph/note.model.ts';
import type { NotesStore } from './notes-subgraph/note.store.ts';
import { notes } from './notes-subgraph/subgraph.ts';
import { rootSecret } from './signed-client.ts';
import type { TestGateway } from './start-gateway.ts';
import { startTestGateway } from './start-gateway.ts';
import { startIssuer } from './start-issuer.ts';
import { citizen, testDbName } from './subgraph-parts.ts';

/** The kit's sample subgraph behind a gateway, and one of its notes, whose owner writes to it and follows it. */
export interface NotesLive {
  readonly gateway: TestGateway;
  readonly store: () => NotesStore;
  readonly owner: Viewer;
  readonly noteId: string;
  /** Payload of `connection_init` of the owner. */
  init(): Promise<object>;
  /** Writes versions up to `to`, some to a transaction; the text of each is its number, made longer by `padding`. */
  writeTo(
    to: number,
    options?: { readonly padding?: string; readonly perTransaction?: number },
  ): Promise<void>;
  /** The last version written. */
  version(): number;
  /** Stops the subgraph and starts it at the same address, with what its ring held forgotten. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface NotesLiveOptions {
  readonly mongoUri: string;
  readonly feed?: Partial<FeedLimits>;
  readonly gateway?: Partial<GatewayConfig>;
}

export const noteChanged = 'subscription ($id: ID!) { noteChanged(id: $id) { version text } }';

export async function startNotesLive({
  mongoUri,
  feed = {},
  gateway: config = {},
}: NotesLiveOptions): Promise<NotesLive> {
  const dbPrefix = `${testDbName('live')}_`;
  const start = (port: number): Promise<RunningSubgraph<NotesStore>> =>
    notes.start({ mongoUri, dbPrefix, port, secret: rootSecret, peers: {}, feed, log: silentLogger });
  const issuer = await startIssuer();
  let running = await start(0);
  const port = Number(new URL(running.url).port);
  const sdl = readFileSync(notes.schema, 'utf8');
  const gateway = await startTestGateway([{ name: 'notes', sdl, url: running.url }], {
    signingKey: deriveSecrets(rootSecret).signature,
    issuers: [issuer.config],
    ...config,
  });
  const owner = citizen(personId('a secret of the tests', sampleRealm, 'lan'));
  const noteId = await running.store.create(owner, { text: '1' });
  let version = 1;
  return {
    gateway,
    owner,
    noteId,
    store: () => running.store,
    init: async () => ({ Authorization: `Bearer ${await issuer.token('lan')}` }),
    version: () => version,
    writeTo: async (to, { padding = '', perTransaction = 1 } = {}) => {
      while (version < to) {
        const texts = upTo(Math.min(to, version + perTransaction), version + 1).map((n) => `${n} ${padding}`);
        await editAtOnce(running.store, noteId, texts);
        version += texts.length;
      }
    },
    restart: async () => {
      await running.close();
      running = await start(port);
    },
    close: async () => {
      await gateway.close();
      const { db } = running.store.parts;
      await db.dropDatabase().catch(() => undefined);
      await running.close();
      await issuer.close();
    },
  };
}

/** Several versions of a note in one transaction, each with its journal entry. */
async function editAtOnce(
  { parts, notes: rows }: NotesStore,
  id: string,
  texts: readonly string[],
): Promise<void> {
  await parts.transact({ queue: `Note:${id}` }, async (tx) => {
    const { session } = tx;
    const row = await rows.findOne({ _id: id }, null, { session }).lean<NoteRow>();
    if (!row) throw new Error(`expected note ${id}, got none`);
    const versions = texts.map((text, index) => ({ ...row, text, version: row.version + index + 1 }));
    await tx.appendAll(
      versions.map((next) => ({ entry: noteEntry(next, 'edited', pinnedOf(row)), at: tx.now })),
    );
    const last = { text: texts.at(-1) ?? row.text, updatedAt: tx.now, version: row.version + texts.length };
    await rows.updateOne({ _id: id }, last, { session });
  });
}
