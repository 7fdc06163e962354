import type DataLoader from 'dataloader';
import { trusted } from 'mongoose';
import type { SubgraphParts, Tx } from '../kit/index.ts';
import { batchById } from '../kit/index.ts';
import type { AppRow } from './app.model.ts';
import { findApps, openAppDesk } from './app.store.ts';
import type { RunDesk } from './conformance.store.ts';
import { openRunDesk } from './conformance.store.ts';
import type { DocumentDesk } from './document.store.ts';
import { openDocumentDesk } from './document.store.ts';
import type { KeyDesk } from './key.store.ts';
import { openKeyDesk } from './key.store.ts';
import type { UsageDesk } from './usage.store.ts';
import { openUsageDesk } from './usage.store.ts';
import type { VendorRow } from './vendor.model.ts';
import { eraseVendorOwner, exportVendors, openVendorDesk } from './vendor.store.ts';

export type VendorsStore = KeyDesk & UsageDesk & DocumentDesk & RunDesk;

export interface VendorsLoaders {
  readonly vendors: DataLoader<string, VendorRow | null>;
  readonly apps: DataLoader<string, AppRow | null>;
}

export async function openVendorsStore(parts: SubgraphParts): Promise<VendorsStore> {
  const desk = await openAppDesk(await openVendorDesk(parts));
  return {
    ...(await openKeyDesk(desk)),
    ...(await openUsageDesk(desk)),
    ...(await openDocumentDesk(desk)),
    ...(await openRunDesk(desk)),
  };
}

export function createVendorsLoaders(store: VendorsStore): VendorsLoaders {
  return {
    vendors: batchById(
      (ids) =>
        store.vendors
          .find({ _id: trusted({ $in: [...ids] }) })
          .lean<VendorRow[]>()
          .exec(),
      ({ _id }) => _id,
    ),
    apps: batchById(
      (ids) => findApps(store, ids),
      ({ _id }) => _id,
    ),
  };
}

export async function exportPerson(
  personId: string,
  store: VendorsStore,
): Promise<Record<string, unknown[]>> {
  return { vendors: await exportVendors(store, personId) };
}

export async function erasePerson(
  personId: string,
  tx: Tx,
  store: VendorsStore,
): Promise<Record<string, number>> {
  return { vendors: await eraseVendorOwner(store, personId, tx) };
}
