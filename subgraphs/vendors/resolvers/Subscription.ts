import type { Change } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { civilDateOf } from '../../kit/working-days.ts';
import { appAsOf, appTopic } from '../app.events.ts';
import type { AppRow } from '../app.model.ts';
import { findApp, requireApp } from '../app.store.ts';
import { noSuchApp } from '../errors.ts';
import type { QuotaWarning } from '../usage.events.ts';
import { parseWarning, usageTopic } from '../usage.events.ts';
import { seesUsage } from '../usage.rules.ts';
import { readUsage, standingWarning } from '../usage.store.ts';
import type { ById, Context } from './context.ts';
import { findLoadedApp } from './context.ts';

export const Subscription: TypeResolvers<Context> = {
  vendorAppChanged: {
    subscribe: async (_: unknown, { id }: ById, { store, live }) => {
      await requireApp(store, id);
      return live.stream<AppRow>({
        topics: [appTopic(id)],
        snapshot: (session) => findApp(store, id, session),
        event: async ({ entry }: Change) => appAsOf(await requireApp(store, id), entry),
      });
    },
  },
  quotaWarning: {
    subscribe: async (_: unknown, { appId }: { appId: string }, { store, live, viewer, loaders, now }) => {
      const app = await findLoadedApp(appId, loaders);
      if (!seesUsage(viewer, appId, await loaders.vendors.load(app.vendorId))) throw noSuchApp();
      return live.stream<QuotaWarning>({
        topics: [usageTopic(appId)],
        snapshot: async (session) => {
          const usage = await readUsage(store, { appId, day: civilDateOf(now) }, session);
          return usage && standingWarning(usage);
        },
        event: async ({ entry }: Change) => parseWarning(entry),
      });
    },
  },
};
