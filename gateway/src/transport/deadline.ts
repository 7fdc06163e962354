import { setMaxListeners } from 'node:events';

export interface Deadline {
  readonly signal: AbortSignal;
  /** True once the time is up; false when the parent was aborted first. */
  passed(): boolean;
  /** Stops the clock and lets go of the parent; call it when the work is over. */
  clear(): void;
}

/** A signal that aborts when `parent` does or after `ms`. Unlike AbortSignal.any it leaves nothing behind on `parent`. */
export function startDeadline(parent: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort(new DOMException('The deadline has passed.', 'TimeoutError'));
  }, ms);
  const onAbort = (): void => controller.abort(parent.reason);
  // As many as there are calls in flight for one request or stream: no leak.
  setMaxListeners(0, parent);
  if (parent.aborted) onAbort();
  else parent.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    passed: () => passed,
    clear: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', onAbort);
    },
  };
}
