import { conflict, notFound, unauthenticated } from './errors.ts';
import type { Viewer } from './process/viewer.ts';

/** What an area takes as an upload: who may send it, how much, and what is made of the bytes. */
export interface UploadKind {
  readonly maxBytes: number;
  readonly mayUse: (viewer: Viewer) => boolean;
  /**
   * The files that are kept of the bytes, by name. Runs before anything is stored and outside of any transaction.
   * @throws GraphQLError BAD_USER_INPUT with the rule that the bytes break
   */
  readonly prepare: (bytes: Buffer) => Promise<Readonly<Record<string, PreparedFile>>>;
}

export interface PreparedFile {
  readonly bytes: Buffer;
  /** Media type. */
  readonly type: string;
  /** Lies under the sender's key. */
  readonly isPrivate: boolean;
  /** Size in pixels, where it has one. */
  readonly width: number | null;
  readonly height: number | null;
}

/** A file that is kept, without its bytes. */
export interface KeptFile extends Omit<PreparedFile, 'bytes'> {
  readonly fileId: string;
  readonly bytes: number;
}

/** AWAITED until bytes come, STORING while one request stores them, READY, USED once something refers to it. */
export interface UploadRow {
  readonly _id: string;
  readonly ownerId: string;
  readonly kind: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: 'AWAITED' | 'STORING' | 'READY' | 'USED';
  /** Of the request that stores. */
  readonly claim?: string;
  readonly version: number;
  /** Until when bytes are taken, real time. */
  readonly endsAt: Date;
  /** Planned before the first byte is stored, so that what a crash leaves can be found. */
  readonly files: Readonly<Record<string, KeptFile>>;
}

/** @throws GraphQLError NOT_FOUND also for somebody else's, CONFLICT when bytes were taken before */
export function requireAwaited(row: UploadRow | null, viewer: Viewer): UploadRow {
  if (viewer.kind === 'anonymous') throw unauthenticated('Bytes are sent with the token of whoever asked.');
  if (!row || row.ownerId !== viewer.id) throw notFound('upload');
  if (row.state !== 'AWAITED') throw usedUp();
  return row;
}

export function usedUp(): Error {
  return conflict('This address has been used already. Ask for a new one.', { rule: 'single_use' });
}
