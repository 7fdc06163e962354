import type { OperationPlan } from './plan-nodes.ts';

export interface PlanCache {
  get(key: string): OperationPlan | undefined;
  set(key: string, plan: OperationPlan): void;
  size(): { readonly entries: number; readonly bytes: number };
}

interface Entry {
  readonly plan: OperationPlan;
  readonly bytes: number;
}

/**
 * Plans by key, bounded in entries and in bytes (characters of the key and of the plan as JSON); when full the plan
 * that was asked for longest ago goes. A plan larger than an eighth of the whole is not kept.
 */
export function createPlanCache(bounds: {
  readonly maxEntries: number;
  readonly maxBytes: number;
}): PlanCache {
  const entries = new Map<string, Entry>();
  let total = 0;
  const remove = (key: string, entry: Entry): void => {
    entries.delete(key);
    total -= entry.bytes;
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.plan;
    },
    set(key, plan) {
      const existing = entries.get(key);
      if (existing) remove(key, existing);
      const bytes = weigh(key, plan);
      if (bytes > bounds.maxBytes / 8) return;
      entries.set(key, { plan, bytes });
      total += bytes;
      for (const [oldKey, old] of entries) {
        if (entries.size <= bounds.maxEntries && total <= bounds.maxBytes) break;
        remove(oldKey, old);
      }
    },
    size: () => ({ entries: entries.size, bytes: total }),
  };
}

/** The planned document is a syntax tree, about twenty times its text; the nodes are little more than theirs. */
function weigh(key: string, plan: OperationPlan): number {
  const nodes = plan.kind === 'operation' ? plan.node : [plan.trigger, plan.rest];
  return key.length * 20 + (JSON.stringify(nodes)?.length ?? 0) * 2;
}
