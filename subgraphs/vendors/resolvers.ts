import { forbidden } from '../kit/index.ts';
import type { Change, PageArgs, Resolvers, SubgraphContext } from '../kit/index.ts';
import type { CivilDate } from '../kit/working-days.ts';
import { civilDateOf } from '../kit/working-days.ts';
import { appAsOf, appTopic } from './app.events.ts';
import type { AppRow } from './app.model.ts';
import type { AppInput, AppStep } from './app.rules.ts';
import {
  findApp,
  listApps,
  registerApp,
  requireApp,
  setListedOnly,
  setPlan,
  stepApp,
  updateApp,
} from './app.store.ts';
import type { DocumentRow } from './document.model.ts';
import { listDocuments, removeDocuments } from './document.store.ts';
import { badKey, noSuchApp, noSuchVendor, requireVendor } from './errors.ts';
import type { KeyRow } from './key.model.ts';
import type { KeyInput } from './key.rules.ts';
import { keyState } from './key.rules.ts';
import { createKey, listKeys, revokeKey, rotateKey } from './key.store.ts';
import type { PlanCode } from './plan.rules.ts';
import { planOf, vendorPlans } from './plan.rules.ts';
import type { QuotaWarning } from './usage.events.ts';
import { parseWarning, usageTopic } from './usage.events.ts';
import { seesUsage } from './usage.rules.ts';
import { readUsage, standingWarning } from './usage.store.ts';
import type { VendorRow } from './vendor.model.ts';
import type { VendorInput } from './vendor.rules.ts';
import { actsFor, contactSight } from './vendor.rules.ts';
import { listVendors, readContact, registerVendor, updateVendor } from './vendor.store.ts';
import type { VendorsLoaders, VendorsStore } from './vendors.store.ts';

type Context = SubgraphContext<VendorsStore, VendorsLoaders>;

const appStep = (operation: string, step: AppStep) => (_: unknown, args: StepArgs, context: Context) => {
  const { basis, reason, id, expectedVersion } = args;
  const words = basis ?? reason;
  return stepApp(context.store, { ...callOf(operation, args, context), id, expectedVersion, step, words });
};

export const resolvers: Resolvers<Context> = {
  Query: {
    vendorPlans: () => vendorPlans,
    vendors: (_: unknown, args: PageArgs, { store }) => listVendors(store, args),
    vendor: async (_: unknown, { id }: ById, { loaders }) => findVendor(id, loaders),
    vendorApps: (_: unknown, args: PageArgs, { store }) => listApps(store, args),
    vendorApp: (_: unknown, { id }: ById, { loaders }) => findLoadedApp(id, loaders),
    myVendors: (_: unknown, args: PageArgs, { store, viewer }) =>
      listVendors(store, args, requireVendor(viewer)),
    thisApp: (_: unknown, _args: unknown, { loaders, viewer }) => findLoadedApp(viewer.id ?? '', loaders),
  },
  Mutation: {
    registerVendor: (_: unknown, args: Keyed & { input: VendorInput }, context) =>
      registerVendor(context.store, { ...callOf('registerVendor', args, context), input: args.input }),
    updateVendor: (_: unknown, args: UpdateArgs<VendorInput>, context) =>
      updateVendor(context.store, { ...args, ...callOf('updateVendor', args, context) }),
    registerVendorApp: (_: unknown, args: Keyed & { vendorId: string; input: AppInput }, context) =>
      registerApp(context.store, { ...args, ...callOf('registerVendorApp', args, context) }),
    updateVendorApp: (_: unknown, args: UpdateArgs<AppInput>, context) =>
      updateApp(context.store, { ...args, ...callOf('updateVendorApp', args, context) }),
    approveVendorApp: appStep('approveVendorApp', 'APPROVE'),
    launchVendorApp: appStep('launchVendorApp', 'LAUNCH'),
    suspendVendorApp: appStep('suspendVendorApp', 'SUSPEND'),
    restoreVendorApp: appStep('restoreVendorApp', 'RESTORE'),
    setVendorAppPlan: (_: unknown, args: StepArgs & { plan: PlanCode }, context) =>
      setPlan(context.store, { ...args, ...callOf('setVendorAppPlan', args, context) }),
    setVendorAppDocuments: (_: unknown, args: StepArgs & { listedOnly: boolean }, context) =>
      setListedOnly(context.store, { ...args, ...callOf('setVendorAppDocuments', args, context) }),
    removeAppDocuments: (_: unknown, args: Keyed & { appId: string; ids: readonly string[] }, context) =>
      removeDocuments(context.store, { ...args, ...callOf('removeAppDocuments', args, context) }),
    createApiKey: (_: unknown, args: Keyed & { appId: string; input: KeyInput }, context) =>
      createKey(context.store, { ...args, ...callOf('createApiKey', args, context) }),
    rotateApiKey: (_: unknown, args: Keyed & { id: string; overlapHours: number }, context) =>
      rotateKey(context.store, { ...args, ...callOf('rotateApiKey', args, context) }),
    revokeApiKey: (_: unknown, args: Keyed & ById, context) =>
      revokeKey(context.store, { ...args, ...callOf('revokeApiKey', args, context) }),
  },
  Subscription: {
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
  },
  Vendor: {
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
  },
  VendorApp: {
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
  },
  AppDocument: {
    id: ({ hash }: DocumentRow) => hash,
  },
  QuotaWarning: {
    app: ({ appId }: QuotaWarning, _: unknown, { loaders }) => loaders.apps.load(appId),
    at: ({ at }: QuotaWarning) => new Date(at),
  },
  ApiKey: {
    id: ({ _id }: KeyRow) => _id,
    state: (key: KeyRow) => keyState(key, new Date()),
    sandbox: ({ sandbox = false }: KeyRow) => sandbox,
  },
};

interface Keyed {
  readonly clientMutationId?: string | null;
}

/** Who calls what, under which key, and what the key stands for. */
function callOf<Args extends Keyed>(operation: string, args: Args, { viewer }: Context) {
  const { clientMutationId, ...rest } = args;
  return { viewer, operation, clientMutationId, args: rest };
}

async function findVendor(id: string, loaders: VendorsLoaders): Promise<VendorRow> {
  const vendor = await loaders.vendors.load(id);
  if (!vendor) throw noSuchVendor();
  return vendor;
}

async function findLoadedApp(id: string, loaders: VendorsLoaders): Promise<AppRow> {
  const app = await loaders.apps.load(id);
  if (!app) throw noSuchApp();
  return app;
}

function readKey(id: unknown): string {
  if (typeof id !== 'string') throw badKey('id');
  return id;
}

interface ById {
  readonly id: string;
}

interface StepArgs extends Keyed, ById {
  readonly basis?: string | null;
  readonly reason?: string | null;
  readonly expectedVersion?: number | null;
}

interface UpdateArgs<Input> extends Keyed, ById {
  readonly input: Input;
  readonly expectedVersion: number;
}
