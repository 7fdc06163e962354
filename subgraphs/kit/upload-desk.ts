import type { mongo } from 'mongoose';
import type { FileAddresses } from './file-addresses.ts';
import type { FileStore } from './file-store.ts';
import type { Once } from './idempotency.ts';
import type { NewEntry } from './journal.ts';
import type { PersonKeys } from './person-key.ts';
import type { Transact } from './transact.ts';
import type { UploadKind, UploadRow } from './upload-kind.ts';

export interface UploadsParts {
  readonly db: mongo.Db;
  readonly transact: Transact;
  readonly once: Once;
  readonly personKeys: PersonKeys;
  readonly addresses: FileAddresses;
}

/** What the steps of an upload share. */
export interface UploadDesk extends UploadsParts {
  readonly rows: mongo.Collection<UploadRow>;
  readonly files: FileStore;
  readonly kinds: Readonly<Record<string, UploadKind>>;
}

/** The journal learns that there is an upload, not whose it is nor what is in it. */
export function uploadEntry(
  { _id, kind, bytes, version }: UploadRow,
  step: 'upload-awaited' | 'upload-received' | 'upload-removed',
): NewEntry {
  const payload = { upload: kind, bytes };
  return { entity: 'Upload', entityId: _id, kind: step, version, payload, topics: [] };
}
