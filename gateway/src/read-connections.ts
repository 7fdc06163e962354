import type { Env } from '../../subgraphs/kit/process/env.ts';
import { readInteger } from '../../subgraphs/kit/process/env.ts';
import { defaultSocketSettings } from './socket-settings.ts';
import type { SocketSettings } from './socket-settings.ts';

/** How many connections one address and one person may hold open, and what tells an address. @throws SettingError */
export function readConnections(
  env: Env,
): Pick<SocketSettings, 'maxPerAddress' | 'maxPerViewer' | 'proxies'> {
  const { maxPerAddress, maxPerViewer, proxies } = defaultSocketSettings;
  const count = (name: string, fallback: number, max = 1_000_000): number =>
    readInteger(env, name, { fallback, min: 0, max });
  return {
    maxPerAddress: count('HUB_CONNECTIONS_PER_ADDRESS', maxPerAddress),
    maxPerViewer: count('HUB_CONNECTIONS_PER_PERSON', maxPerViewer),
    proxies: count('HUB_PROXIES', proxies, 10),
  };
}
