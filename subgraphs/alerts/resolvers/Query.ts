import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { Whereabouts, WhereInput } from '../area.rules.ts';
import { readWhere } from '../area.rules.ts';
import type { DraftState } from '../draft.rules.ts';
import { noSuchDraft, orThrow, requireCentre } from '../errors.ts';
import { listDrafts } from '../message.store.ts';
import { showMessage } from './CapAlert.ts';
import { showThread } from './AlertThread.ts';
import type { Context } from './context.ts';

/** @throws GraphQLError BAD_USER_INPUT rule=exactly_one, outside_city; NOT_FOUND for an unknown ward */
export async function findWhere(where: WhereInput, { store }: Context): Promise<Whereabouts> {
  const given = orThrow(readWhere(where, 'where'));
  if ('point' in given) return { ...given.point, ward: await store.places.wardAt(given.point) };
  await store.places.requireWard(given.ward);
  return given;
}

export const Query: TypeResolvers<Context> = {
  alert: (_: unknown, { id }: ById, context) => showMessage(id, context),
  alertThread: (_: unknown, { id }: ById, context) => showThread(id, context),
  activeAlerts: async (_: unknown, { where, at, ...args }: ActiveArgs, context) => {
    const { store, now } = context;
    const found = where ? await findWhere(where, context) : null;
    return at ? store.periods.heldAt(at, found, args) : store.threads.active({ where: found, now }, args);
  },
  alertHistory: async (_: unknown, { ward = null, ...args }: HistoryArgs, { store }) => {
    if (ward !== null) await store.places.requireWard(ward);
    return store.threads.history(ward, args);
  },
  alertDrafts: (_: unknown, { state = null, ...args }: DraftArgs, { store, viewer }) => {
    requireCentre(viewer);
    return listDrafts(store, state, args);
  },
  alertFeed: (_: unknown, args: PageArgs, { store, now }) => store.threads.feed(now, args),
  alertFeedUpdatedAt: (_: unknown, __: unknown, { store, now }) => store.threads.feedChangedAt(now),
  alertSources: (_: unknown, args: PageArgs, { store, viewer }) => {
    requireCentre(viewer);
    return store.sources.list(args);
  },
  alertDraft: async (_: unknown, { id }: ById, { loaders, viewer }) => {
    requireCentre(viewer);
    const draft = await loaders.messages.load(id);
    if (!draft) throw noSuchDraft();
    return draft;
  },
};

interface ById {
  readonly id: string;
}

interface ActiveArgs extends PageArgs {
  readonly where?: WhereInput | null;
  readonly at?: Date | null;
}

interface HistoryArgs extends PageArgs {
  readonly ward?: string | null;
}

interface DraftArgs extends PageArgs {
  readonly state?: DraftState | null;
}
