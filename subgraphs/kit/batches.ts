import { hubError } from './errors.ts';

/** How what waits is taken together. */
export interface BatchBounds {
  /** Jobs of one batch. */
  readonly size: number;
  /** Batches under way. */
  readonly atOnce: number;
  /** Jobs that wait; one more is refused with OVERLOADED, and so is one whose signal ends while it waits. */
  readonly maxWaiting: number;
}

/** Does one job with whatever others wait beside it; settles with what became of it. */
export type Batches<Job, Result> = (job: Job, signal: AbortSignal) => Promise<Result>;

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly settle: (outcome: PromiseSettledResult<Result>) => void;
}

/**
 * Nobody waits for company: a job that comes alone is done alone, and jobs gather only while others are being done.
 * `work` gives an outcome for each job, in order; when it throws, all of them fail with that.
 */
export function createBatches<Job, Result>(
  { size, atOnce, maxWaiting }: BatchBounds,
  work: (jobs: readonly Job[]) => Promise<readonly PromiseSettledResult<Result>[]>,
): Batches<Job, Result> {
  const waiting: Waiting<Job, Result>[] = [];
  let running = 0;

  const doBatch = async (batch: readonly Waiting<Job, Result>[]): Promise<void> => {
    const failed = (reason: unknown) => batch.map(() => ({ status: 'rejected', reason }) as const);
    const outcomes = await work(batch.map(({ job }) => job)).catch(failed);
    const missing = { status: 'rejected', reason: new Error('expected an outcome, got none') } as const;
    batch.forEach(({ settle }, i) => settle(outcomes[i] ?? missing));
  };
  const turn = (): void => {
    while (running < atOnce && waiting.length > 0) {
      // What is free is shared out: two halves side by side keep both this process and the database at work.
      const share = Math.ceil(waiting.length / (atOnce - running));
      const batch = waiting.splice(0, Math.min(size, share));
      running += 1;
      void doBatch(batch).finally(() => {
        running -= 1;
        turn();
      });
    }
  };
  return (job, signal) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) return reject(overloaded());
      const settle = (outcome: PromiseSettledResult<Result>): void => {
        signal.removeEventListener('abort', give);
        if (outcome.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome.reason);
      };
      const mine = { job, settle };
      const give = (): void => {
        const at = waiting.indexOf(mine);
        // What is being done is not given up: its outcome tells.
        if (at >= 0) waiting.splice(at, 1);
        if (at >= 0) reject(overloaded());
      };
      waiting.push(mine);
      signal.addEventListener('abort', give, { once: true });
      // Those that come in the same moment go together.
      setImmediate(turn);
    });
}

function overloaded(): Error {
  return hubError('OVERLOADED', 'Too many writes are waiting here. Try again in a moment.');
}
