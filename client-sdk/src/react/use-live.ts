import { useEffect, useRef, useState } from 'react';
import type { ResultOf, TypedDocument, VariablesOf } from '../document.ts';
import type { LiveEvent } from '../live-event.ts';
import type { LiveOptions } from '../live.ts';
import { useHeld } from './hub-context.ts';
import { endedBeforeFirst } from './live-starts.ts';
import type { LiveStart, LiveStarts, OpenStream } from './live-starts.ts';
import type { Happening, LiveView } from './live-view.ts';
import { firstView, nextView } from './live-view.ts';
import { keyOf } from './operation-key.ts';
import { suspended } from './suspended.ts';

export interface LiveHookOptions extends Pick<LiveOptions, 'after' | 'keep'> {
  /** Shows the nearest Suspense until the first event, and the nearest error boundary where none can come. */
  readonly suspense?: boolean | undefined;
}

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
 * signs in; with null for the variables there is none. On a server there is none either: with suspense, what is around it
 * shows its fallback there.
 */
export function useLive<D extends TypedDocument, TState>(
  document: D,
  variables: VariablesOf<D> | null,
  options: ReducingOptions<ResultOf<D>, TState>,
): LiveView<ResultOf<D>, TState>;
export function useLive<D extends TypedDocument>(
  document: D,
  variables: VariablesOf<D>,
  options: LiveHookOptions & { readonly suspense: true },
): LiveView<ResultOf<D>, ResultOf<D>>;
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
  const { hub, starts, owner } = useHeld();
  const key = variables === null ? null : owner + keyOf(document, variables);
  const asked = useRef({ document, variables, options });
  asked.current = { document, variables, options };
  const [shown, show] = useState<Shown<ResultOf<D>, unknown>>();
  useEffect(() => {
    const { document: followed, variables: given, options: opened } = asked.current;
    if (key === null || given === null) return undefined;
    const left = new AbortController();
    const reduce = (state: unknown, event: LiveEvent<ResultOf<D>>): unknown =>
      reduceWith(asked.current.options, state, event);
    let view = emptyView(opened, 'connecting');
    const tell = (happening: Happening<ResultOf<D>>): void => {
      if (left.signal.aborted) return;
      view = nextView(view, happening, reduce);
      // Where the first event is waited for, nothing is shown that has none: StrictMode begins a stream twice.
      if (view.event || !opened.suspense || isOver(view)) show({ key, view });
    };
    const onBreak = (attempt: number, cause: unknown): void => tell({ kind: 'broke', attempt, cause });
    const onOpen = (): void => tell({ kind: 'mended' });
    const begun = parseStart<ResultOf<D>>(starts.take(key));
    if (begun?.outcome && 'event' in begun.outcome) {
      tell({ kind: 'event', event: begun.outcome.event });
      left.signal.addEventListener('abort', () => begun.leave());
      void readInto(begun.rest({ onBreak, onOpen }), tell);
    } else {
      begun?.leave();
      const { after, keep } = opened;
      void readInto(
        hub.subscribe(followed, given, { after, keep, signal: left.signal, onBreak, onOpen }),
        tell,
      );
    }
    return () => left.abort();
  }, [hub, starts, key]);
  // Of what was followed before nothing is shown, not even once.
  if (key !== null && shown?.key === key) {
    if (options.suspense && !shown.view.event && isOver(shown.view)) throw whyOver(shown.view);
    return shown.view;
  }
  if (key === null || variables === null || !options.suspense)
    return emptyView(options, key === null ? 'idle' : 'connecting');
  const event = firstOf(starts, key, (more) => {
    const { after, keep } = options;
    return hub.subscribe(document, variables, { after, keep, ...more });
  });
  return nextView(emptyView(options, 'connecting'), { kind: 'event', event }, (state, first) =>
    reduceWith(options, state, first),
  );
}

function isOver({ status }: LiveView<unknown, unknown>): boolean {
  return status === 'failed' || status === 'ended';
}

function whyOver({ status, error }: LiveView<unknown, unknown>): unknown {
  return status === 'failed' ? error : endedBeforeFirst();
}

type HookOptions<TEvent> = LiveHookOptions | ReducingOptions<TEvent, unknown>;

function emptyView<TEvent>(
  options: HookOptions<TEvent>,
  status: 'idle' | 'connecting',
): LiveView<TEvent, unknown> {
  return firstView(status, 'initial' in options ? options.initial : undefined);
}

function reduceWith<TEvent>(options: HookOptions<TEvent>, state: unknown, event: LiveEvent<TEvent>): unknown {
  return 'reduce' in options ? options.reduce(state, event) : event.data;
}

/** The first event of the stream that waits for this component. @throws what React waits for, or why there is none */
function firstOf<TEvent>(starts: LiveStarts, key: string, open: OpenStream<TEvent>): LiveEvent<TEvent> {
  let start: LiveStart<TEvent> | undefined;
  const begin = (): LiveStart<TEvent> => (start ??= parseStart(starts.begin(key, open)));
  const thrown = suspended(() => begin().first);
  if (!start?.outcome) throw thrown;
  if ('error' in start.outcome) throw start.outcome.error;
  return start.outcome.event;
}

/** Its key holds the document, whose type says what its events are. */
function parseStart<TEvent>(start: LiveStart): LiveStart<TEvent>;
function parseStart<TEvent>(start: LiveStart | undefined): LiveStart<TEvent> | undefined;
function parseStart<TEvent>(start: LiveStart | undefined): LiveStart<TEvent> | undefined {
  return start as LiveStart<TEvent> | undefined;
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
