import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { doors, serveDoor } from '../../doors/doors.ts';
import { closeInOrder } from '../../subgraphs/kit/process/shutdown.ts';
import { momentScalars } from '../../subgraphs/kit/process/moment-scalars.ts';
import { grantedPolicies } from '../../subgraphs/kit/process/policies.ts';
import type { GatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import type { GatewayInside, RunningGateway } from './gateway.ts';
import { identifyOutside } from './sandbox/identify-in-sandbox.ts';
import { identifyClosed } from './identity/fail-closed.ts';
import type { Rights } from './identity/rights.ts';
import { openSharedParts } from './open-shared-parts.ts';
import type { SharedPartsConfig } from './open-shared-parts.ts';
import { cityContracts } from './supergraph/contract.ts';
import { explorerRoutes } from './server/explorer.ts';
import { filesRoute } from './server/files.ts';
import type { Route } from './server/http.ts';
import { openFileSubgraphs } from './transport/file-subgraph.ts';
import { defaultSubgraphSettings } from './transport/subgraph-settings.ts';

export type { RunningGateway } from './gateway.ts';

const explorer = new URL('../explorer/', import.meta.url);

export type HubConfig = GatewayConfig & SharedPartsConfig;

/**
 * This city's gateway: the bare engine, the city's scalars, commands to open streams, the files beside the graph, the doors of other
 * standards, the offline explorer and the city's example operations. The explorer is built beside the running hub when it is not there yet; that it cannot be built takes nothing else down.
 */
export async function startHub(config: HubConfig): Promise<RunningGateway> {
  const folder = fileURLToPath(new URL('dist/', explorer));
  const built = existsSync(folder) ? Promise.resolve() : build();
  built.catch((error: unknown) => config.log.warn({ reason: String(error) }, 'there is no explorer'));
  const scalars = { DateTime: momentScalars.DateTime.parseValue, Date: momentScalars.Date.parseValue };
  const shared = await openSharedParts(config);
  try {
    const gateway = await startGateway(
      { grantPolicies: grantedPolicies, contracts: cityContracts, ...config, scalars },
      {
        ...shared,
        routes: (inside) => [
          ...explorerRoutes(folder, built),
          filesRoutes(config, inside),
          ...doorRoutes(config, inside),
        ],
        exampleOperation: readFileSync(new URL('examples/1-place.graphql', explorer), 'utf8'),
      },
    );
    await untilHeard(shared.rights);
    return { ...gateway, close: closeInOrder([gateway, shared]) };
  } catch (error) {
    await shared.close();
    throw error;
  }
}

const heardWithinMs = 3_000;

/** Whoever asks as soon as the hub is there is not sent away: rights are known by then, where what tells of them answers at all. */
async function untilHeard(rights: Rights | undefined): Promise<void> {
  if (!rights || rights.isFresh) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, heardWithinMs);
    const stop = rights.onChange(() => {
      if (!rights.isFresh) return;
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}

function doorRoutes({ sandboxes }: SharedPartsConfig, { besideGraph }: GatewayInside): [string, Route][] {
  const host = { ...besideGraph, hasSandboxes: sandboxes !== undefined };
  return doors.map((door) => [door.base, serveDoor(door, host)]);
}

function filesRoutes({ transport }: GatewayConfig, inside: GatewayInside): [string, Route] {
  const { call } = inside.hold(openFileSubgraphs({ ...defaultSubgraphSettings, ...transport }));
  const identify = identifyOutside(identifyClosed(inside.identify, inside.rights));
  return ['/files/', filesRoute({ ...inside, identify, call })];
}

async function build(): Promise<void> {
  const { buildExplorer } = await import('../explorer/build-explorer.ts');
  await buildExplorer();
}
