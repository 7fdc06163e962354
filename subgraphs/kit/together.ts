import { GraphQLError } from 'graphql';
import { createBatches } from './batches.ts';
import { withDeadline } from './deadline.ts';
import type { KeyedRequest, OnceRequest, OnceSteps } from './idempotency.ts';
import type { JournalEntry } from './journal.ts';
import type { Transact, Tx } from './transact.ts';

/** What one request of several came to. */
export interface Written<Made> {
  readonly entry: JournalEntry;
  readonly made: Made;
}

/**
 * Writes some requests in the transaction `tx`, in as many commands as one of them would take; gives one answer for each, in
 * order. May run again, like the body of any transaction, and with fewer or one of them. What it throws is meant for one:
 * each of them is then run by itself.
 */
export type WriteMany<Item, Made> = (items: readonly Item[], tx: Tx) => Promise<readonly Written<Made>[]>;

/** `made` is missing when the request is a repeat: what was made then is for the entry to tell. */
export type Answered<Made> = Omit<Written<Made>, 'made'> & Partial<Written<Made>>;

/**
 * As `Once` for requests that do not touch each other (each makes something new): those that come while others are being
 * written share one transaction and its commands, so that the work for each falls as they grow in number. Every
 * promise of `Once` holds for each request by itself: it is stored whole or not at all, once for its key, and refused
 * for nothing that another one did. All of a batch have one moment (`tx.now`) and follow each other in the journal. A request that
 * has a queue or a moment of its own is written by itself.
 * @throws GraphQLError what `Once` throws
 */
export type Together = <Item, Made>(
  write: WriteMany<Item, Made>,
) => (request: OnceRequest, item: Item) => Promise<Answered<Made>>;

export interface TogetherParts {
  readonly transact: Transact;
  readonly steps: OnceSteps;
}

/** Two transactions at a time, of so many requests: beyond that a batch takes longer without costing less. */
const bounds = { size: 32, atOnce: 2, maxWaiting: 1_000 } as const;
const waitMs = 10_000;

interface Job<Item> {
  readonly request: OnceRequest;
  readonly keyed: KeyedRequest | null;
  readonly item: Item;
}

export function createTogether({ transact, steps }: TogetherParts): Together {
  return <Item, Made>(write: WriteMany<Item, Made>) => {
    const alone = async ({ request, keyed, item }: Job<Item>): Promise<Answered<Made>> => {
      let last: Written<Made> | undefined;
      const entry = await steps.alone(request, keyed, async (tx) => {
        [last] = await write([item], tx);
        if (!last) throw new Error('expected an answer to the one request, got none');
        return last.entry;
      });
      return last?.entry._id === entry._id ? last : { entry };
    };
    const writeAll = (jobs: readonly Job<Item>[]): Promise<readonly Written<Made>[]> =>
      transact({}, async (tx) => {
        const written = await write(
          jobs.map(({ item }) => item),
          tx,
        );
        const answered = jobs.flatMap(({ keyed }, i) => {
          const entryId = written[i]?.entry._id;
          return keyed && entryId !== undefined ? [{ keyed, entryId }] : [];
        });
        await steps.keep(answered, tx.session);
        return written;
      });
    const batches = createBatches<Job<Item>, Answered<Made>>(bounds, async (jobs) => {
      if (jobs.length === 1) return Promise.allSettled(jobs.map(alone));
      try {
        const written = await writeAll(jobs);
        return written.map((value) => ({ status: 'fulfilled', value }) as const);
      } catch (error) {
        // Whether it is stored is not known, or nothing can be: trying each would only make it worse.
        if (isUnanswered(error)) return jobs.map(() => ({ status: 'rejected', reason: error }) as const);
        return Promise.allSettled(jobs.map(alone));
      }
    });
    return async (request: OnceRequest, item: Item) => {
      const job = { request, keyed: steps.keyed(request), item };
      const isOwn = request.now !== undefined || request.queue !== undefined;
      const run = (signal: AbortSignal) => (isOwn ? alone(job) : batches(job, signal));
      return job.keyed ? steps.inLine(job.keyed, run) : withDeadline(waitMs, run);
    };
  };
}

function isUnanswered(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return error.extensions['code'] === 'UNAVAILABLE' || error.extensions['code'] === 'OVERLOADED';
}
