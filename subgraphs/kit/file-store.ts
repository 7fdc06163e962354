import { mongo } from 'mongoose';
import type { ClientSession } from 'mongoose';
import { createCollection } from './mongo.ts';
import type { PersonKeys } from './person-key.ts';

/** Bytes as they are kept, in GridFS of the subgraph's own database. */
export interface FileStore {
  /** An id for a file that is yet to be put: known before, it can be removed whatever happens in between. */
  newId(): string;
  /** Stores whole or (after a crash) in part; `remove` takes away both. */
  put(id: string, file: FileContent): Promise<void>;
  /** Null when it is not there, or was private and its person's key is erased. */
  read(id: string, ownerId: string | null): Promise<FileContent | null>;
  remove(ids: readonly string[], session?: ClientSession): Promise<void>;
}

export interface FileContent {
  readonly bytes: Buffer;
  /** Media type. */
  readonly type: string;
  /** Under whose key the bytes lie; null for what may one day be public. */
  readonly ownerId: string | null;
}

interface FileRow {
  readonly _id: mongo.ObjectId;
  readonly metadata: { readonly type: string; readonly keyId: string | null };
}

const bucketName = 'files';

export async function openFileStore(db: mongo.Db, personKeys: PersonKeys): Promise<FileStore> {
  for (const part of ['files', 'chunks']) await createCollection(db, `${bucketName}.${part}`);
  const files = db.collection<FileRow>(`${bucketName}.files`);
  const chunks = db.collection<{ files_id: mongo.ObjectId }>(`${bucketName}.chunks`);
  await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
  const bucket = new mongo.GridFSBucket(db, { bucketName, writeConcern: { w: 'majority' } });
  return {
    newId: () => new mongo.ObjectId().toHexString(),
    put: async (id, { bytes, type, ownerId }) => {
      const sealed = ownerId === null ? null : await personKeys.sealBytes(ownerId, bytes);
      const metadata = { type, keyId: sealed?.keyId ?? null };
      const stream = bucket.openUploadStreamWithId(new mongo.ObjectId(id), id, { metadata });
      await new Promise<void>((resolve, reject) => {
        stream.once('error', reject).once('finish', resolve);
        stream.end(sealed?.box ?? bytes);
      });
    },
    read: async (id, ownerId) => {
      const row = await files.findOne({ _id: new mongo.ObjectId(id) });
      if (!row) return null;
      const box = await readAll(bucket, row._id);
      const { type, keyId } = row.metadata;
      if (keyId === null) return { bytes: box, type, ownerId: null };
      const bytes = ownerId === null ? null : await personKeys.openBytes(ownerId, { keyId, box });
      return bytes && { bytes, type, ownerId };
    },
    remove: async (ids, session) => {
      const oneOf = { $in: ids.map((id) => new mongo.ObjectId(id)) };
      await files.deleteMany({ _id: oneOf }, session ? { session } : {});
      await chunks.deleteMany({ files_id: oneOf }, session ? { session } : {});
    },
  };
}

async function readAll(bucket: mongo.GridFSBucket, id: mongo.ObjectId): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of bucket.openDownloadStream(id)) parts.push(parsePart(part));
  return Buffer.concat(parts);
}

// GridFS gives buffers.
function parsePart(part: unknown): Buffer {
  return part as Buffer;
}
