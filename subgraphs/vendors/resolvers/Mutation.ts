import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { AppInput, AppStep } from '../app.rules.ts';
import { registerApp, setListedOnly, setPlan, stepApp, updateApp } from '../app.store.ts';
import { finishRun, startRun } from '../conformance.store.ts';
import { removeDocuments } from '../document.store.ts';
import type { KeyInput } from '../key.rules.ts';
import { createKey, revokeKey, rotateKey } from '../key.store.ts';
import type { PlanCode } from '../plan.rules.ts';
import type { VendorInput } from '../vendor.rules.ts';
import { registerVendor, updateVendor } from '../vendor.store.ts';
import type { ById, Context, Keyed } from './context.ts';
import { callOf } from './context.ts';

interface StepArgs extends Keyed, ById {
  readonly reason?: string | null;
  readonly expectedVersion?: number | null;
}

interface UpdateArgs<Input> extends Keyed, ById {
  readonly input: Input;
  readonly expectedVersion: number;
}

const appStep =
  (operation: string, step: Exclude<AppStep, 'PASS'>) => (_: unknown, args: StepArgs, context: Context) => {
    const { reason: words, id, expectedVersion } = args;
    return stepApp(context.store, { ...callOf(operation, args, context), id, expectedVersion, step, words });
  };

export const Mutation: TypeResolvers<Context> = {
  registerVendor: (_: unknown, args: Keyed & { input: VendorInput }, context) =>
    registerVendor(context.store, { ...callOf('registerVendor', args, context), input: args.input }),
  updateVendor: (_: unknown, args: UpdateArgs<VendorInput>, context) =>
    updateVendor(context.store, { ...args, ...callOf('updateVendor', args, context) }),
  registerVendorApp: (_: unknown, args: Keyed & { vendorId: string; input: AppInput }, context) =>
    registerApp(context.store, { ...args, ...callOf('registerVendorApp', args, context) }),
  updateVendorApp: (_: unknown, args: UpdateArgs<AppInput>, context) =>
    updateApp(context.store, { ...args, ...callOf('updateVendorApp', args, context) }),
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
  startConformanceRun: (_: unknown, args: Keyed & { appId: string }, context) =>
    startRun(context.store, { ...args, ...callOf('startConformanceRun', args, context) }),
  finishConformanceRun: (_: unknown, args: Keyed & ById, context) =>
    finishRun(context.store, { ...args, ...callOf('finishConformanceRun', args, context) }),
};
