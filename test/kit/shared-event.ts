import type { SharedEvent } from '../../gateway/src/subscription/shared-event.ts';

/** Event number `n` of a topic: cursor `c<n>`, at place n. */
export function sharedEvent(n: number, more: Partial<SharedEvent> = {}): SharedEvent {
  return {
    payload: Buffer.from(JSON.stringify({ data: { n }, extensions: { cursor: `c${n}` } })),
    hasExtensions: true,
    refusal: undefined,
    cursor: `c${n}`,
    position: positionOf(n),
    entity: undefined,
    state: undefined,
    catchUp: false,
    committedAtMs: undefined,
    madeAtMs: Date.now(),
    ...more,
  };
}

export function positionOf(n: number): string {
  return n.toString(16).padStart(24, '0');
}
