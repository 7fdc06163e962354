import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import type { RunningSubgraph, SeedTools } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Ask } from './signed-client.ts';
import { signedClient, testSecret } from './signed-client.ts';

export const seedTools: SeedTools = {
  log: silentLogger,
  now: () => new Date(),
  progress: () => undefined,
  given: {},
};

/** The subgraph in this process on databases of its own, with the city's data in it. */
export async function startAgencies(
  world: string,
): Promise<{ readonly running: RunningSubgraph<AgenciesStore>; readonly ask: Ask }> {
  const running = await agencies.start({
    mongoUri: process.env['TEST_MONGODB_URI'] ?? '',
    dbPrefix: `${world}_${process.pid}_`,
    port: 0,
    secret: testSecret,
    peers: {},
    log: silentLogger,
  });
  await running.seed(seedTools);
  return { running, ask: signedClient(running.url) };
}

/** What a client may act on in each error. */
export function causesOf(errors: readonly { readonly extensions: Record<string, unknown> }[]): unknown[] {
  return errors.map(({ extensions: { code, field, rule, hint } }) =>
    Object.fromEntries(
      Object.entries({ code, field, rule, hint }).filter(([, value]) => value !== undefined),
    ),
  );
}
