import { useEffect, useRef, useState } from 'react';
import type { ResultOf, TypedDocument, VariablesOf } from '../document.ts';
import type { LiveEvent } from '../live-event.ts';
import type { LiveOptions } from '../live.ts';
import { useHeld } from './hub-context.ts';
import type { Happening, LiveView } from './live-view.ts';
import { firstView, nextView } from './live-view.ts';
import { keyOf } from './operation-key.ts';

export type LiveHookOptions = Pick<LiveOptions, 'after' | 'keep'>;

export interface ReducingOptions<TEvent, TState> extends LiveHookOptions {
  readonly initial: TState;
  /** Puts an event to what there was, as a new value. Sees every event, also those that no render shows. */
  readonly reduce: (state: TState, event: LiveEvent<TEvent>) => TState;
}

interface Shown<TEvent, TState> {
  readonly key: string;
  readonly view: LiveView<TEvent, TState>;
}

/**
 * A subscription for as long as the component is shown. It begins anew when the variables change or somebody else
 * signs in; with null for the variables there is none. On a server there is none either.
 */
export function useLive<D extends TypedDocument, TState>(
  document: D,
  variables: VariablesOf<D> | null,
  options: ReducingOptions<ResultOf<D>, TState>,
): LiveView<ResultOf<D>, TState>;
export function useLive<D extends TypedDocument>(
  document: D,
  variables: VariablesOf<D> | null,
  options?: LiveHookOptions,
): LiveView<ResultOf<D>, ResultOf<D> | undefined>;
export function useLive<D extends TypedDocument>(
  document: D,
  variables: VariablesOf<D> | null,
  options: LiveHookOptions | ReducingOptions<ResultOf<D>, unknown> = {},
): LiveView<ResultOf<D>, unknown> {
  const { hub, owner } = useHeld();
  const key = variables === null ? null : owner + keyOf(document, variables);
  const asked = useRef({ document, variables, options });
  asked.current = { document, variables, options };
  const first = (): LiveView<ResultOf<D>, unknown> =>
    firstView(key === null ? 'idle' : 'connecting', 'initial' in options ? options.initial : undefined);
  const [shown, show] = useState<Shown<ResultOf<D>, unknown>>();
  useEffect(() => {
    const { document: followed, variables: given, options: opened } = asked.current;
    if (key === null || given === null) return undefined;
    const left = new AbortController();
    const reduce = (state: unknown, event: LiveEvent<ResultOf<D>>): unknown => {
      const { options: now } = asked.current;
      return 'reduce' in now ? now.reduce(state, event) : event.data;
    };
    let view = firstView<ResultOf<D>, unknown>(
      'connecting',
      'initial' in opened ? opened.initial : undefined,
    );
    const tell = (happening: Happening<ResultOf<D>>): void => {
      if (left.signal.aborted) return;
      view = nextView(view, happening, reduce);
      show({ key, view });
    };
    const { after, keep } = opened;
    const onBreak = (attempt: number, cause: unknown): void => tell({ kind: 'broke', attempt, cause });
    const onOpen = (): void => tell({ kind: 'mended' });
    const events = hub.subscribe(followed, given, { after, keep, signal: left.signal, onBreak, onOpen });
    void readInto(events, tell);
    return () => left.abort();
  }, [hub, key]);
  // Of what was followed before nothing is shown, not even once.
  return key !== null && shown?.key === key ? shown.view : first();
}

async function readInto<TEvent>(
  events: AsyncIterable<LiveEvent<TEvent>>,
  tell: (happening: Happening<TEvent>) => void,
): Promise<void> {
  try {
    for await (const event of events) tell({ kind: 'event', event });
    tell({ kind: 'ended' });
  } catch (error) {
    tell({ kind: 'failed', error });
  }
}
