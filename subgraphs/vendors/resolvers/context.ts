import type { SubgraphContext } from '../../kit/index.ts';
import type { AppRow } from '../app.model.ts';
import { badKey, noSuchApp, noSuchVendor } from '../errors.ts';
import type { VendorRow } from '../vendor.model.ts';
import type { VendorsLoaders, VendorsStore } from '../vendors.store.ts';

export type Context = SubgraphContext<VendorsStore, VendorsLoaders>;

export interface Keyed {
  readonly clientMutationId?: string | null;
}

export interface ById {
  readonly id: string;
}

/** Who calls what, under which key, and what the key stands for. */
export function callOf<Args extends Keyed>(operation: string, args: Args, { viewer }: Context) {
  const { clientMutationId, ...rest } = args;
  return { viewer, operation, clientMutationId, args: rest };
}

/** @throws GraphQLError NOT_FOUND */
export async function findVendor(id: string, loaders: VendorsLoaders): Promise<VendorRow> {
  const vendor = await loaders.vendors.load(id);
  if (!vendor) throw noSuchVendor();
  return vendor;
}

/** @throws GraphQLError NOT_FOUND */
export async function findLoadedApp(id: string, loaders: VendorsLoaders): Promise<AppRow> {
  const app = await loaders.apps.load(id);
  if (!app) throw noSuchApp();
  return app;
}

/** Of a hand-made representation. @throws GraphQLError BAD_USER_INPUT */
export function readKey(id: unknown): string {
  if (typeof id !== 'string') throw badKey('id');
  return id;
}
