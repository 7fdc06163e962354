import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { Connection, PageArgs, PageOrder, SubgraphParts, Tx, Viewer } from '../kit/index.ts';
import { findPage, openModel } from '../kit/index.ts';
import { orThrow } from '../kit/verdict.ts';
import { noSuchVendor, requireVendor, staleVersion } from './errors.ts';
import { vendorEntry } from './vendor.events.ts';
import type { VendorRow } from './vendor.model.ts';
import { vendorSchema } from './vendor.model.ts';
import type { VendorContact, VendorInput } from './vendor.rules.ts';
import { checkVendor } from './vendor.rules.ts';

/** What organisations are kept with. */
export interface VendorDesk {
  readonly parts: SubgraphParts;
  readonly vendors: Model<VendorRow>;
}

/** One call of a mutation. */
export interface WriteCall {
  readonly viewer: Viewer;
  /** The mutation's name. */
  readonly operation: string;
  readonly clientMutationId: string | null | undefined;
  /** What the client asked for: what the key stands for. */
  readonly args: unknown;
}

export async function openVendorDesk(parts: SubgraphParts): Promise<VendorDesk> {
  return { parts, vendors: await openModel(parts.db, 'Vendor', vendorSchema()) };
}

/** @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT naming the field */
export async function registerVendor(
  desk: VendorDesk,
  call: WriteCall & { readonly input: VendorInput },
): Promise<VendorRow> {
  const ownerId = requireVendor(call.viewer);
  const { contact, ...open } = orThrow(checkVendor(call.input));
  const sealed = await desk.parts.personKeys.seal(ownerId, contact);
  const entry = await desk.parts.once({ ...call, queue: `Vendors:${ownerId}` }, async (tx) => {
    const { now, session } = tx;
    const dates = { registeredAt: now, changedAt: now };
    const row: VendorRow = { _id: randomUUID(), ...open, ownerId, contact: sealed, ...dates, version: 1 };
    await desk.vendors.create([row], { session });
    return tx.append(vendorEntry(row));
  });
  return requireOwn(desk, { id: entry.entityId, ownerId });
}

export interface UpdateVendorCall extends WriteCall {
  readonly id: string;
  readonly input: VendorInput;
  readonly expectedVersion: number;
}

/** @throws GraphQLError as `registerVendor`, NOT_FOUND for one that is not the viewer's, CONFLICT for a stale version */
export async function updateVendor(desk: VendorDesk, call: UpdateVendorCall): Promise<VendorRow> {
  const ownerId = requireVendor(call.viewer);
  await requireOwn(desk, { id: call.id, ownerId });
  const { contact, ...open } = orThrow(checkVendor(call.input));
  const sealed = await desk.parts.personKeys.seal(ownerId, contact);
  await desk.parts.once({ ...call, queue: `Vendor:${call.id}` }, async (tx) => {
    const stored = await requireOwn(desk, { id: call.id, ownerId }, tx);
    if (stored.version !== call.expectedVersion) throw staleVersion('organisation', stored.version);
    const version = stored.version + 1;
    const row: VendorRow = { ...stored, ...open, contact: sealed, changedAt: tx.now, version };
    await desk.vendors.replaceOne({ _id: row._id }, row, { session: tx.session });
    return tx.append(vendorEntry(row));
  });
  return requireOwn(desk, { id: call.id, ownerId });
}

/** Something by its id, for the person who acts for it. */
export interface Owned {
  readonly id: string;
  readonly ownerId: string;
}

/** The organisation with this id if the person acts for it. @throws GraphQLError NOT_FOUND, as for an unknown one */
export async function requireOwn(
  { vendors }: VendorDesk,
  { id, ownerId }: Owned,
  tx?: Tx,
): Promise<VendorRow> {
  const row = await vendors
    .findOne({ _id: id, ownerId })
    .session(tx?.session ?? null)
    .lean<VendorRow>();
  if (!row) throw noSuchVendor();
  return row;
}

const byRegistration: PageOrder = [
  { field: 'registeredAt', direction: 1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];

/** All organisations, or those that a person acts for, in the order of their registration. */
export function listVendors(
  { vendors }: VendorDesk,
  args: PageArgs,
  ownerId?: string,
): Promise<Connection<VendorRow>> {
  const filter = ownerId === undefined ? {} : { ownerId };
  return findPage(vendors, { args, order: byRegistration, filter });
}

/** Null once the person whose it was has been erased. */
export async function readContact(
  { parts }: VendorDesk,
  { contact }: VendorRow,
): Promise<VendorContact | null> {
  const opened = contact && (await parts.personKeys.open(contact));
  return opened === null ? null : parseContact(opened);
}

// Only what was sealed here is read with it.
function parseContact(value: unknown): VendorContact {
  return value as VendorContact;
}

export async function exportVendors(desk: VendorDesk, personId: string): Promise<unknown[]> {
  const rows = await desk.vendors.find({ ownerId: personId }).lean<VendorRow[]>();
  return Promise.all(
    rows.map(async (row) => {
      const { _id: id, name, website, registeredAt } = row;
      return { id, name, website, registeredAt, contact: await readContact(desk, row) };
    }),
  );
}

/** The organisation stays, without the person. */
export async function eraseVendorOwner({ vendors }: VendorDesk, personId: string, tx: Tx): Promise<number> {
  const gone = { $set: { ownerId: null, contact: null } };
  const { modifiedCount } = await vendors.updateMany({ ownerId: personId }, gone, { session: tx.session });
  return modifiedCount;
}
