import { createHash, randomUUID } from 'node:crypto';
import { badInput } from './errors.ts';
import type { KeptFile, PreparedFile, UploadRow } from './upload-kind.ts';
import { usedUp } from './upload-kind.ts';
import type { UploadDesk } from './upload-desk.ts';
import { uploadEntry } from './upload-desk.ts';

/**
 * Checks, prepares, claims, stores, in this order: bytes that are refused leave the ticket as it was, of two requests
 * with one ticket the first to claim it stores, and no transaction is open while a picture is decoded.
 */
export async function receiveUpload(
  desk: UploadDesk,
  row: UploadRow,
  bytes: Buffer,
): Promise<Readonly<Record<string, KeptFile>>> {
  checkBytes(row, bytes);
  const kind = desk.kinds[row.kind];
  if (!kind) throw new Error(`expected an upload of a known kind, got ${row.kind}`);
  const prepared = await kind.prepare(bytes);
  const files = planFiles(desk, prepared);
  const claim = randomUUID();
  const claimed = await desk.rows.updateOne(
    { _id: row._id, state: 'AWAITED' },
    { $set: { state: 'STORING', files, claim } },
  );
  if (claimed.modifiedCount !== 1) throw usedUp();
  try {
    await store(desk, { row: { ...row, files }, prepared });
  } catch (error) {
    await giveBack(desk, row, claim).catch(() => undefined);
    throw error;
  }
  return files;
}

function checkBytes({ bytes, sha256 }: UploadRow, given: Buffer): void {
  if (given.length !== bytes)
    throw badInput(
      { field: 'bytes', rule: 'bytes', announced: bytes, received: given.length },
      `${bytes} bytes were announced, ${given.length} came.`,
    );
  if (createHash('sha256').update(given).digest('hex') !== sha256)
    throw badInput({ field: 'sha256', rule: 'sha256' }, 'These are not the bytes that were announced.');
}

function planFiles(
  { files }: UploadDesk,
  prepared: Readonly<Record<string, PreparedFile>>,
): Readonly<Record<string, KeptFile>> {
  const entries = Object.entries(prepared);
  return Object.fromEntries(
    entries.map(([name, { bytes, ...facts }]) => [
      name,
      { ...facts, fileId: files.newId(), bytes: bytes.length },
    ]),
  );
}

async function store(
  { files, rows, transact }: UploadDesk,
  { row, prepared }: { row: UploadRow; prepared: Readonly<Record<string, PreparedFile>> },
): Promise<void> {
  for (const [name, { bytes, type, isPrivate }] of Object.entries(prepared))
    await files.put(row.files[name]?.fileId ?? '', { bytes, type, ownerId: isPrivate ? row.ownerId : null });
  const version = row.version + 1;
  await transact({ queue: `Upload:${row._id}` }, async (tx) => {
    const filter = { _id: row._id, state: 'STORING' as const };
    const { modifiedCount } = await rows.updateOne(
      filter,
      { $set: { state: 'READY', version } },
      { session: tx.session },
    );
    if (modifiedCount !== 1) throw usedUp();
    await tx.append(uploadEntry({ ...row, version }, 'upload-received'));
  });
}

/** What could not be stored may be sent again; nothing when it was stored after all and only the answer got lost. */
async function giveBack({ files, rows }: UploadDesk, row: UploadRow, claim: string): Promise<void> {
  const planned = await rows.findOneAndUpdate(
    { _id: row._id, state: 'STORING', claim },
    { $set: { state: 'AWAITED', files: {} } },
  );
  if (planned) await files.remove(Object.values(planned.files).map(({ fileId }) => fileId));
}
