import type { NewEntry } from '../kit/index.ts';
import type { VendorRow } from './vendor.model.ts';

/** The entry of a change of an organisation: what everybody may know of it. */
export function vendorEntry({ _id, name, website, version }: VendorRow): NewEntry {
  return {
    entity: 'Vendor',
    entityId: _id,
    kind: version === 1 ? 'registered' : 'changed',
    version,
    payload: { name, website },
    topics: [],
    actor: { role: 'vendor' },
  };
}
