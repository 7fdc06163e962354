import { forbidden } from '../../kit/index.ts';
import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { listApps } from '../app.store.ts';
import type { VendorRow } from '../vendor.model.ts';
import { contactSight } from '../vendor.rules.ts';
import { readContact } from '../vendor.store.ts';
import type { Context } from './context.ts';
import { findVendor, readKey } from './context.ts';

export const Vendor: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { id: unknown }, { loaders }) => findVendor(readKey(id), loaders),
  id: ({ _id }: VendorRow) => _id,
  contact: async (vendor: VendorRow, _: unknown, { store, viewer, access }) => {
    const sight = contactSight(viewer, vendor);
    if (sight === 'none') throw forbidden();
    const { _id: entityId, ownerId } = vendor;
    const look = { entity: 'Vendor', entityId, fields: ['contact'], purpose: `organisation ${entityId}` };
    if (sight === 'office' && ownerId !== null) await access({ whose: ownerId, ...look });
    return readContact(store, vendor);
  },
  apps: ({ _id }: VendorRow, args: PageArgs, { store }) => listApps(store, args, _id),
};
