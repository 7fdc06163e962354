import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveRun } from './live-run.ts';
import { ownerName, pick } from './live-run.ts';
import { Writers } from './writers.ts';

/** A fault and its end: when it settles, all parts are there again. */
export interface Fault {
  readonly name: string;
  readonly strike: (run: LiveRun) => Promise<void>;
}

/** Everything that happens to a hub, each in its turn. */
export const faults: readonly Fault[] = [
  {
    name: 'kill -9 of the reports subgraph',
    strike: async ({ city }) => {
      await city.kill('reports');
      await city.restart('reports');
    },
  },
  {
    name: 'kill -9 of a gateway',
    strike: async ({ city, random }) => {
      const gateway = pick(city.gateways, random);
      await gateway.kill();
      await gateway.restart();
    },
  },
  {
    name: 'SIGTERM to a gateway',
    strike: async ({ city, random }) => {
      const gateway = pick(city.gateways, random);
      const code = await gateway.drain();
      if (code !== 0) throw new Error(`expected the gateway to end with 0, got ${code}`);
      await gateway.restart();
    },
  },
  {
    name: 'kill -9 of the primary',
    strike: async ({ set }) => {
      const killed = await set.killPrimary();
      await set.untilPrimary(killed);
      await set.restart(killed);
    },
  },
  { name: 'step-down of the primary', strike: ({ set }) => set.stepDown() },
  { name: 'an owner ends all sessions', strike: (run) => new Writers(run).endSessions(ownerName(0)) },
];

export interface StrikeOptions {
  readonly pauseMs: number;
  readonly progress: (text: string) => void;
}

/** Strikes with each of these in turn, `pauseMs` apart, and logs when it began and when all was there again. */
export async function strikeAll(
  run: LiveRun,
  chosen: readonly Fault[],
  { pauseMs, progress }: StrikeOptions,
): Promise<void> {
  for (const { name, strike } of chosen) {
    await sleep(pauseMs);
    run.history.add({ op: 'nemesis', what: `${name}: begins` });
    const beganMs = performance.now();
    await strike(run);
    run.history.add({ op: 'nemesis', what: `${name}: over` });
    progress(`${name}: all is there again after ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`);
  }
}
