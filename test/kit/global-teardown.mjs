import { rm } from 'node:fs/promises';

/** Stops what global-setup.mjs started and removes its data. */
// oxlint-disable-next-line import/no-default-export -- jest asks for one
export default async function globalTeardown() {
  const { replicaSet, folder } = globalThis.hubTestWorld ?? {};
  await replicaSet?.stop({ doCleanup: false });
  if (folder) await rm(folder, { recursive: true, force: true });
}
