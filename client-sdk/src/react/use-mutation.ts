import { useCallback, useRef, useState } from 'react';
import type { CallOptions } from '../call-options.ts';
import type { ResultOf, TypedDocument, VariablesOf } from '../document.ts';
import { useHeld } from './hub-context.ts';
import { useRefresh } from './use-operation.ts';

export interface MutationOptions {
  /** Queries that are asked again where they are shown, once it is done. */
  readonly refreshes?: readonly TypedDocument[] | undefined;
}

export interface MutationResult<TVariables, TData> {
  /** Does it. @throws HubError, HubUnreachableError */
  readonly run: (variables: TVariables, options?: CallOptions) => Promise<TData>;
  /** Of the last call. */
  readonly status: 'idle' | 'pending' | 'done' | 'failed';
  readonly data: TData | undefined;
  readonly error: unknown;
}

interface Shown<TData> {
  readonly owner: string;
  readonly status: 'idle' | 'pending' | 'done' | 'failed';
  readonly data?: TData;
  readonly error?: unknown;
}

/** A mutation and how its last call went; a second tap while one is pending is a second call. */
export function useMutation<D extends TypedDocument>(
  document: D,
  { refreshes = [] }: MutationOptions = {},
): MutationResult<VariablesOf<D>, ResultOf<D>> {
  const { hub, owner } = useHeld();
  const refresh = useRefresh();
  const last = useRef(0);
  const after = useRef(refreshes);
  after.current = refreshes;
  const [shown, show] = useState<Shown<ResultOf<D>>>({ owner, status: 'idle' });
  const run = useCallback(
    async (variables: VariablesOf<D>, options?: CallOptions): Promise<ResultOf<D>> => {
      const call = (last.current += 1);
      const tell = (now: Omit<Shown<ResultOf<D>>, 'owner'>): void => {
        if (call === last.current) show({ ...now, owner });
      };
      tell({ status: 'pending' });
      try {
        const data = await hub.request(document, variables, options);
        tell({ status: 'done', data });
        for (const each of after.current) refresh(each);
        return data;
      } catch (error) {
        tell({ status: 'failed', error });
        throw error;
      }
    },
    [hub, owner, document, refresh],
  );
  // What was answered to somebody else is not for whoever is signed in now.
  const { status, data, error } =
    shown.owner === owner ? shown : { status: 'idle' as const, data: undefined, error: undefined };
  return { run, status, data, error };
}
