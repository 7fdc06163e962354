import { readFileSync } from 'node:fs';
import type { GatewayConfig } from '../../gateway/src/config.ts';
import { sampleRealm } from '../../start/sign-in-config.ts';
import type { FeedLimits } from '../../subgraphs/kit/feed.ts';
import type { RunningSubgraph, Viewer } from '../../subgraphs/kit/index.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { personId } from '../../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
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
  /** Appends versions up to `to`, one after the other; the text of each is its number, made longer by `padding`. */
  writeTo(to: number, padding?: string): Promise<void>;
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
    writeTo: async (to, padding = '') => {
      while (version < to) {
        await running.store.edit(owner, {
          id: noteId,
          text: `${version + 1} ${padding}`,
          expectedVersion: version,
        });
        version += 1;
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
