import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { listApps } from '../app.store.ts';
import { requireRun } from '../conformance.store.ts';
import { requireVendor } from '../errors.ts';
import { vendorPlans } from '../plan.rules.ts';
import { listVendors } from '../vendor.store.ts';
import type { ById, Context } from './context.ts';
import { findLoadedApp, findVendor } from './context.ts';

export const Query: TypeResolvers<Context> = {
  vendorPlans: () => vendorPlans,
  vendors: (_: unknown, args: PageArgs, { store }) => listVendors(store, args),
  vendor: async (_: unknown, { id }: ById, { loaders }) => findVendor(id, loaders),
  vendorApps: (_: unknown, args: PageArgs, { store }) => listApps(store, args),
  vendorApp: (_: unknown, { id }: ById, { loaders }) => findLoadedApp(id, loaders),
  myVendors: (_: unknown, args: PageArgs, { store, viewer }) =>
    listVendors(store, args, requireVendor(viewer)),
  thisApp: (_: unknown, _args: unknown, { loaders, viewer }) => findLoadedApp(viewer.id ?? '', loaders),
  conformanceRun: (_: unknown, { id }: ById, { store }) => requireRun(store, id),
};
