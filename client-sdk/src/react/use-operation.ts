import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { ResultOf, TypedDocument, VariablesOf } from '../document.ts';
import { useHeld } from './hub-context.ts';
import type { Ask, OperationState } from './operation-cache.ts';
import { keyOf, nameOf } from './operation-key.ts';
import { suspended } from './suspended.ts';

export interface OperationOptions {
  /** Shows the nearest Suspense in place of a pending answer, and the nearest error boundary in place of a failed one. */
  readonly suspense?: boolean | undefined;
  /** An answer older than that when a component is first shown is asked for anew, and shown until then; 30 s unless given. */
  readonly freshMs?: number | undefined;
}

export interface OperationResult<TData> {
  /** `idle` as long as the variables are null. */
  readonly status: 'idle' | 'pending' | 'ready' | 'failed';
  /** The last good answer, also while a newer one is asked for and when that failed. */
  readonly data: TData;
  readonly error: unknown;
  readonly isRefreshing: boolean;
  /** Asks again. */
  readonly refetch: () => void;
}

const idle = { status: 'idle', data: undefined, error: undefined, isRefreshing: false } as const;
const onServer: OperationState = {
  status: 'pending',
  data: undefined,
  error: undefined,
  isRefreshing: false,
};
const freshByDefaultMs = 30_000;

/**
 * The answer to a query, asked for once by whichever components want it with equal variables, and kept while it is
 * shown. With null in place of the variables nothing is asked. On a server nothing is asked either: there it is
 * pending, and with suspense what is around it shows its fallback.
 */
export function useOperation<D extends TypedDocument>(
  document: D,
  variables: VariablesOf<D>,
  options: OperationOptions & { readonly suspense: true },
): OperationResult<ResultOf<D>>;
export function useOperation<D extends TypedDocument>(
  document: D,
  variables: VariablesOf<D> | null,
  options?: OperationOptions,
): OperationResult<ResultOf<D> | undefined>;
export function useOperation<D extends TypedDocument>(
  document: D,
  variables: VariablesOf<D> | null,
  { suspense = false, freshMs = freshByDefaultMs }: OperationOptions = {},
): OperationResult<ResultOf<D> | undefined> {
  const { hub, cache, owner } = useHeld();
  const key = variables === null ? null : owner + keyOf(document, variables);
  const ask: Ask = (signal) =>
    variables === null ? Promise.resolve() : hub.request(document, variables, { signal });
  const watch = useCallback(
    (listener: () => void) => (key === null ? () => undefined : cache.watch(key, listener)),
    [cache, key],
  );
  const read = (): OperationState | typeof idle => (key === null ? idle : cache.read(key, ask));
  const state = useSyncExternalStore(watch, read, key === null ? read : () => onServer);
  useEffect(() => {
    if (key !== null) cache.refreshIfOlder(key, freshMs);
  }, [cache, key, freshMs]);
  const refetch = useCallback(() => cache.refresh((each) => each === key), [cache, key]);
  if (suspense && key !== null) {
    if (state.status === 'failed' && state.data === undefined) throw state.error;
    if (state.status === 'pending') throw suspended(() => cache.settled(key, ask));
  }
  return { ...parseState<ResultOf<D>>(state), refetch };
}

/** Asks again for what is shown, and forgets what is not (failures with it): of one document, or of all. */
export function useRefresh(): (document?: TypedDocument) => void {
  const { cache, starts, owner } = useHeld();
  return useCallback(
    (document) => {
      const picks = (key: string): boolean => !document || key.startsWith(`${owner + nameOf(document)}\n`);
      starts.drop(picks);
      cache.refresh(picks);
    },
    [cache, starts, owner],
  );
}

/** The hub checks its answers against its schema, from which the generator made the types. */
function parseState<TData>(state: OperationState | typeof idle) {
  return state as Omit<OperationResult<TData | undefined>, 'refetch'>;
}
