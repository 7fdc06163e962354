import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '../errors.ts';
import type { ExecutedPlan } from '../execute/execute-plan.ts';
import { backOffMs } from './back-off.ts';
import type { BackOff } from './back-off.ts';
import type { RawError } from '../transport/subgraph-call.ts';
import type { UpstreamEvent } from './upstream-event.ts';

export interface JoinPatienceParts {
  /** How long all joins of one outage are waited for, together. */
  readonly patienceMs: number;
  readonly backOff: BackOff;
  /** Aborted when nobody is to be given what waits: it is the next one's to join. */
  readonly leaving: AbortSignal;
  /** The rights by which the event was read still hold; false: likewise nobody is to be given it. */
  readonly isGranted: () => Promise<boolean>;
}

const passing: ReadonlySet<unknown> = new Set<ErrorCode>([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'UNAVAILABLE',
  'OVERLOADED',
  'SERVER_DRAINING',
]);

/** Something could not be had just now, and may be had soon. */
export function lacksForNow(errors: readonly Pick<RawError, 'extensions'>[]): boolean {
  return errors.some(({ extensions }) => passing.has(extensions?.['code']));
}

/**
 * The joins of one lane across an outage of a subgraph that they need: the event whose turn it is waits until it can be
 * joined whole, and those behind it wait with it. An outage is waited for once: when the patience is over, events are
 * given at once, with what is missing null and an error, until a join succeeds or none was needed for as long. Of a
 * present state nothing is waited for, as nothing is for a query; nor for an event without a cursor, whose stream could
 * not be taken up again if it fell behind.
 */
export class JoinPatience {
  readonly #parts: JoinPatienceParts;
  #outageSinceMs: number | undefined;
  #lastFailedMs = 0;

  constructor(parts: JoinPatienceParts) {
    this.#parts = parts;
  }

  /** What came of the last try. Undefined: it is not to be given here, and nothing behind it. */
  async outlast(
    event: UpstreamEvent,
    executed: ExecutedPlan,
    again: () => Promise<ExecutedPlan>,
  ): Promise<ExecutedPlan | undefined> {
    if (!lacksForNow(executed.errors)) {
      this.#outageSinceMs = undefined;
      return executed;
    }
    const nowMs = performance.now();
    if (nowMs - this.#lastFailedMs > this.#parts.patienceMs) this.#outageSinceMs = undefined;
    this.#outageSinceMs ??= nowMs;
    const last = isWaitedFor(event) ? await this.#tryAgain(this.#outageSinceMs, executed, again) : executed;
    this.#lastFailedMs = performance.now();
    if (last && !lacksForNow(last.errors)) this.#outageSinceMs = undefined;
    return last;
  }

  async #tryAgain(
    sinceMs: number,
    executed: ExecutedPlan,
    again: () => Promise<ExecutedPlan>,
  ): Promise<ExecutedPlan | undefined> {
    const { patienceMs, backOff, leaving, isGranted } = this.#parts;
    let last = executed;
    for (let attempt = 1; lacksForNow(last.errors); attempt += 1) {
      if (performance.now() - sinceMs >= patienceMs) return last;
      await sleep(backOffMs(backOff, attempt), undefined, { signal: leaving }).catch(() => undefined);
      if (leaving.aborted || !(await isGranted())) return undefined;
      last = await again();
    }
    return last;
  }
}

/** What the trigger itself said is said: no other try of the joins changes it. */
function isWaitedFor({ cursor, start, resync, errors }: UpstreamEvent): boolean {
  return cursor !== undefined && !start && !resync && !lacksForNow(errors);
}
