import { rm } from 'node:fs/promises';

/** Stops what global-setup.mjs started and removes its data. */
export default async function globalTeardown() {
  const { replicaSet, folder } = globalThis.hubTestWorld ?? {};
  await replicaSet?.stop({ doCleanup: false });
  if (folder) await rm(folder, { recursive: true, force: true });
}
