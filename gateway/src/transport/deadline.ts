export interface Deadline {
  /**
   * Calls `end` once, when the time is up or the caller has given up; at once when that is so already. A later call
   * takes the place of an earlier one.
   */
  onEnd(end: (reason: Error) => void): void;
  /** True once the time is up; false when the caller gave up before. */
  passed(): boolean;
  /** True in either case. */
  ended(): boolean;
  /** Stops the clock and lets go of the caller; call it when the work is over. */
  clear(): void;
}

/** Begins deadlines. However many there are for one signal, it has one listener. */
export type StartDeadline = (caller: AbortSignal, ms: number) => Deadline;

export function createDeadlines(): StartDeadline {
  const callers = new WeakMap<AbortSignal, Set<() => void>>();
  const waitersOf = (signal: AbortSignal): Set<() => void> => {
    const known = callers.get(signal);
    if (known) return known;
    const waiters = new Set<() => void>();
    callers.set(signal, waiters);
    const tellAll = (): void => waiters.forEach((tell) => tell());
    signal.addEventListener('abort', tellAll, { once: true });
    return waiters;
  };
  return (caller, ms) => startDeadline(caller, ms, waitersOf(caller));
}

function startDeadline(caller: AbortSignal, ms: number, waiters: Set<() => void>): Deadline {
  let reason: Error | undefined;
  let passed = false;
  let tell: (reason: Error) => void = () => undefined;
  const clear = (): void => {
    clearTimeout(timer);
    waiters.delete(onAbort);
  };
  const end = (why: Error): void => {
    clear();
    reason = why;
    tell(why);
  };
  const timer = setTimeout(() => {
    passed = true;
    end(new DOMException('The deadline has passed.', 'TimeoutError'));
  }, ms);
  const onAbort = (): void => end(new DOMException('The caller has given up.', 'AbortError'));
  if (caller.aborted) onAbort();
  else waiters.add(onAbort);
  return {
    onEnd: (then) => {
      tell = then;
      if (reason) tell(reason);
    },
    passed: () => passed,
    ended: () => reason !== undefined,
    clear,
  };
}
