import { randomUUID } from 'node:crypto';
import type { RunningSubgraph, Viewer } from '../../subgraphs/kit/index.ts';
import { nativeDb } from '../../subgraphs/kit/mongo.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { sign, signatureHeader, viewerHeader } from '../../subgraphs/kit/process/signature.ts';
import { encodeViewer } from '../../subgraphs/kit/process/viewer.ts';
import type { UploadTicket } from '../../subgraphs/kit/uploads.ts';
import type { PapersStore } from './papers-subgraph.ts';
import { papers } from './papers-subgraph.ts';
import { sha256Of } from './sample-photo.ts';
import { rootSecret, signingKey } from './signed-client.ts';
import { citizen, dropTestDb, testDbName, testUri } from './subgraph-parts.ts';

/** How a request is to be made; what is left out is right. */
export interface Asked {
  readonly method: string;
  readonly viewer?: Viewer | undefined;
  readonly key?: string;
  /** What the signature is for. */
  readonly purpose?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}

/** A running subgraph that takes papers, asked as the gateway asks it. */
export interface PapersWorld {
  readonly running: RunningSubgraph<PapersStore>;
  readonly store: PapersStore;
  readonly db: ReturnType<typeof nativeDb>;
  ask(url: string, asked: Asked): Promise<Response>;
  create(viewer: Viewer, bytes: Buffer): Promise<UploadTicket>;
  /** Sends bytes; answers status and state, or status and the extensions of the error. */
  put(url: string, viewer: Viewer | undefined, body: Buffer): Promise<Record<string, unknown>>;
  /** An upload whose bytes have arrived. */
  received(viewer: Viewer, bytes?: Buffer): Promise<string>;
  /** How many files of an upload are stored. */
  filesOf(id: string): Promise<number>;
  close(): Promise<void>;
}

/** A person of a test's own. */
export const someone = (): Viewer => citizen(`person-${randomUUID()}`);
export const paperOf = (words: string): Buffer => Buffer.from(`%${words}`);

/** What a refusal says, or `done`. */
export const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: { extensions: unknown }) => error.extensions,
  );

interface FilesOfUpload {
  readonly _id: string;
  readonly files: Readonly<Record<string, { readonly fileId: string }>>;
}

export async function startPapers(): Promise<PapersWorld> {
  const dbPrefix = `${testDbName('papers')}_`;
  const options = {
    mongoUri: testUri(),
    dbPrefix,
    port: 0,
    secret: rootSecret,
    peers: {},
    log: silentLogger,
  };
  const running = await papers.start(options);
  const { store } = running;
  const db = nativeDb(store.parts.db);
  const ask: PapersWorld['ask'] = (url, { method, viewer, key = signingKey, purpose, headers, body }) => {
    const encoded = viewer ? encodeViewer(viewer) : '';
    const signature = sign({ purpose: purpose ?? `${method} ${url}`, viewer: encoded, body: '' }, key);
    return fetch(running.url.replace('/graphql', url), {
      method,
      headers: { ...headers, [signatureHeader]: signature, ...(viewer && { [viewerHeader]: encoded }) },
      ...(body && { body: new Uint8Array(body) }),
    });
  };
  const create: PapersWorld['create'] = (viewer, bytes) =>
    store.uploads.create({ viewer, kind: 'PAPER', bytes: bytes.length, sha256: sha256Of(bytes) });
  const put: PapersWorld['put'] = async (url, viewer, body) => {
    const response = await ask(url, { method: 'PUT', viewer, body });
    const { errors, state } = JSON.parse(await response.text());
    return { status: response.status, ...(errors ? errors[0].extensions : { state }) };
  };
  return {
    running,
    store,
    db,
    ask,
    create,
    put,
    received: async (viewer, bytes = paperOf(randomUUID())) => {
      const { id, url } = await create(viewer, bytes);
      const answer = await put(url, viewer, bytes);
      if (answer['status'] !== 201) throw new Error(JSON.stringify(answer));
      return id;
    },
    filesOf: async (id) => {
      const row = await db.collection<FilesOfUpload>('uploads').findOne({ _id: id });
      const ids = Object.values(row?.files ?? {}).map(({ fileId }) => fileId);
      return db.collection('files.files').countDocuments({ filename: { $in: ids } });
    },
    close: async () => {
      await running.close();
      await dropTestDb(store.parts.db.name);
    },
  };
}
