import { createContext, createElement, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { HubCore } from '../client.ts';
import { LiveStarts } from './live-starts.ts';
import { OperationCache } from './operation-cache.ts';

interface Kept {
  readonly cache: OperationCache;
  readonly starts: LiveStarts;
  /** Counts whom the hub's token was of, one after the other. */
  owners: number;
}

interface Held {
  readonly hub: HubCore;
  readonly cache: OperationCache;
  readonly starts: LiveStarts;
  /** What the keys of everything begin with that is of whoever is signed in now. */
  readonly owner: string;
}

export interface HubProviderProps {
  /** Made once, outside of components. */
  readonly hub: HubCore;
  /**
   * Who is signed in: anything that differs from person to person, as an account's id; null for nobody. When it
   * changes, nothing of the one before is shown or held any more. Where it is left out, that happens when the hub's
   * `token` first gives another person's token, which may be a moment after they signed in.
   */
  readonly identity?: string | null | undefined;
  readonly children?: ReactNode;
}

const HubContext = createContext<Held | undefined>(undefined);

/**
 * One for each hub. Not in a component's state: React forgets that of what suspended before it was shown, and would
 * ask for ever. Lives as long as its hub.
 */
const keptOf = new WeakMap<HubCore, Kept>();

/** Gives a hub to the hooks below it. All providers of one hub have one cache. */
export function HubProvider({ hub, identity, children }: HubProviderProps): ReactElement {
  const kept = keptFor(hub);
  const owners = useSyncExternalStore(
    hub.onIdentityChange,
    () => kept.owners,
    () => 0,
  );
  const owner = `${JSON.stringify([owners, identity ?? null])}\n`;
  useEffect(() => {
    kept.cache.keepOnly((key) => key.startsWith(owner));
    kept.starts.drop((key) => !key.startsWith(owner));
  }, [kept, owner]);
  const held = useMemo(() => ({ hub, cache: kept.cache, starts: kept.starts, owner }), [hub, kept, owner]);
  return createElement(HubContext.Provider, { value: held }, children);
}

/** @throws Error outside of a HubProvider */
export function useHeld(): Held {
  const held = useContext(HubContext);
  if (!held) throw new Error('expected a <HubProvider hub={hub}> above, got none');
  return held;
}

/** The hub of the provider above; `createHub` knows more exactly which areas it has. @throws Error without one */
export function useHub(): HubCore {
  return useHeld().hub;
}

function keptFor(hub: HubCore): Kept {
  const found = keptOf.get(hub);
  if (found) return found;
  const kept: Kept = { cache: new OperationCache(), starts: new LiveStarts(), owners: 0 };
  keptOf.set(hub, kept);
  // Before any provider hears of it: each then reads the new count.
  hub.onIdentityChange(() => void (kept.owners += 1));
  return kept;
}
