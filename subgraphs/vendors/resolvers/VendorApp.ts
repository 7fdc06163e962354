import { forbidden } from '../../kit/index.ts';
import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { CivilDate } from '../../kit/working-days.ts';
import { civilDateOf } from '../../kit/working-days.ts';
import type { AppRow } from '../app.model.ts';
import { lastRun } from '../conformance.store.ts';
import { listDocuments } from '../document.store.ts';
import { listKeys } from '../key.store.ts';
import { planOf } from '../plan.rules.ts';
import { seesUsage } from '../usage.rules.ts';
import { readUsage } from '../usage.store.ts';
import { actsFor } from '../vendor.rules.ts';
import type { Context } from './context.ts';
import { findLoadedApp, readKey } from './context.ts';

export const VendorApp: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { id: unknown }, { loaders }) => findLoadedApp(readKey(id), loaders),
  id: ({ _id }: AppRow) => _id,
  vendor: ({ vendorId }: AppRow, _: unknown, { loaders }) => loaders.vendors.load(vendorId),
  suspendedFor: ({ reason }: AppRow) => reason,
  plan: ({ plan }: AppRow) => planOf(plan),
  keys: async ({ _id, vendorId }: AppRow, args: PageArgs, { store, viewer, loaders }) => {
    if (!actsFor(viewer, await loaders.vendors.load(vendorId))) throw forbidden();
    return listKeys(store, _id, args);
  },
  listedOnly: ({ listedOnly = false }: AppRow) => listedOnly,
  documents: async ({ _id, vendorId }: AppRow, args: PageArgs, { store, viewer, loaders }) => {
    if (viewer.id !== _id && !actsFor(viewer, await loaders.vendors.load(vendorId))) throw forbidden();
    return listDocuments(store, _id, args);
  },
  usage: async ({ _id, vendorId, plan }: AppRow, args: { day?: CivilDate | null }, context) => {
    const { store, viewer, loaders } = context;
    if (!seesUsage(viewer, _id, await loaders.vendors.load(vendorId))) throw forbidden();
    const day = args.day ?? civilDateOf(new Date());
    const { unitsPerDay } = planOf(plan);
    return (await readUsage(store, { appId: _id, day })) ?? { day, used: 0, unitsPerDay };
  },
  conformance: ({ _id }: AppRow, _: unknown, { store }) => lastRun(store, _id),
};
