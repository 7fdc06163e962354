import { forbidden } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { RunRow } from '../conformance.model.ts';
import type { Evidence, JudgedCheck } from '../conformance.rules.ts';
import { judge, seesRequests } from '../conformance.rules.ts';
import type { Context } from './context.ts';
import { findLoadedApp } from './context.ts';

/** One check of a run, and whose app it is of. */
interface ItemOf extends JudgedCheck {
  readonly appId: string;
}

export const ConformanceRun: TypeResolvers<Context> = {
  id: ({ _id }: RunRow) => _id,
  app: ({ appId }: RunRow, _: unknown, { loaders }) => findLoadedApp(appId, loaders),
  items: ({ appId, plants, progress }: RunRow) =>
    judge(plants, progress).map((item): ItemOf => ({ ...item, appId })),
};

export const ConformanceItem: TypeResolvers<Context> = {
  requests: async ({ requests, appId }: ItemOf, _: unknown, { viewer, loaders }) => {
    const { vendorId } = await findLoadedApp(appId, loaders);
    if (!seesRequests(viewer, appId, await loaders.vendors.load(vendorId))) throw forbidden();
    return requests;
  },
};

export const ConformanceRequest: TypeResolvers<Context> = {
  at: ({ atMs }: Evidence) => new Date(atMs),
  operationName: ({ name }: Evidence) => name,
};
