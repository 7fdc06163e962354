import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import { Account } from './account.ts';
import type { Meter, MeterParts } from './metered.ts';

const idleMs = 60_000;

/** One account for each app that has asked within the last minute. Closing gives back what was not spent. */
export function createMeter(parts: MeterParts): Meter & Closable {
  const accounts = new Map<string, Account>();
  const { nowMs = Date.now } = parts;
  const sweep = setInterval(() => {
    for (const [app, account] of accounts) if (account.isIdle(idleMs)) accounts.delete(app);
  }, idleMs);
  sweep.unref();
  return {
    of: (viewer) => {
      if (viewer.kind !== 'app') return undefined;
      const allowance = parts.allowanceOf(viewer);
      if (!allowance) return undefined;
      const before = accounts.get(allowance.app);
      if (before?.isOf(allowance)) return before;
      void before?.close();
      const account = new Account({ ...parts, nowMs, allowance });
      accounts.set(allowance.app, account);
      return account;
    },
    close: async () => {
      clearInterval(sweep);
      await Promise.all([...accounts.values()].map((account) => account.close()));
      accounts.clear();
    },
  };
}
