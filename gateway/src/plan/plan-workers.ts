import { createHash } from 'node:crypto';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { BoundedMap } from '../bounded-map.ts';
import { clientError } from '../errors.ts';
import { startPlannerThread } from './planner-thread.ts';
import type { PlanJob, PlannerThread, ThreadReply } from './planner-thread.ts';
import { isTooComplex, isWithoutEnd, planTooComplex } from './run-planner.ts';

/** Plans for one generation on another thread, so that other requests are served meanwhile. */
export interface PlanElsewhere {
  /** To be called once for each operation: all that is then planned for it has one deadline. */
  begin(): PlanOnThread;
}

/**
 * The same plan as here.
 * @param document text of one operation with its fragments
 * @throws PLAN_TOO_COMPLEX at the deadline, and at once for what was refused of late; OVERLOADED
 */
export type PlanOnThread = (document: string, overrides: ReadonlyMap<string, boolean>) => Promise<QueryPlan>;

export type PlanOutcome = 'planned' | 'refused' | 'late' | 'overloaded' | 'ended' | 'failed';

export interface PlanWorkersOptions {
  /** For one operation, counted while the thread is at work on it. */
  readonly deadlineMs: number;
  readonly maxWaiting?: number | undefined;
  /** Who has waited longer than this when its turn comes is refused: it comes only behind many that are slow. */
  readonly maxWaitMs?: number | undefined;
  /** Told how each went. */
  readonly observe?: ((outcome: PlanOutcome) => void) | undefined;
  /** For tests; the real one otherwise. */
  readonly startThread?: ((sdl: string) => PlannerThread) | undefined;
}

/** A thread that has not built its planner by then never will in time for anybody. */
const startMs = 15_000;
const maxRefused = 1_000;
/** A refusal under load must not last as long as the supergraph. */
const refusedForMs = 5 * 60_000;

interface Waiting {
  readonly sdl: string;
  readonly job: PlanJob;
  readonly budget: Budget;
  readonly sinceMs: number;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: unknown) => void;
}

interface Budget {
  leftMs: number;
}

/**
 * The threads of one gateway that plan what is expensive: one at work, on one operation at a time, and after the first
 * that had to be ended at a deadline a spare one that stands ready. None is started before it is needed.
 */
export class PlanWorkers {
  readonly #options: Required<PlanWorkersOptions>;
  readonly #waiting: Waiting[] = [];
  readonly #threads = new Set<PlannerThread>();
  #current: PlannerThread | undefined;
  #spare: PlannerThread | undefined;
  #work: Promise<void> | undefined;
  #retired: string | undefined;
  #closed = false;

  constructor(options: PlanWorkersOptions) {
    const {
      maxWaiting = 16,
      maxWaitMs = 5_000,
      observe = () => undefined,
      startThread = startPlannerThread,
    } = options;
    this.#options = { ...options, maxWaiting, maxWaitMs, observe, startThread };
  }

  /** For one generation, with a memory of its own of what was refused. */
  of(sdl: string): PlanElsewhere {
    const refused = new BoundedMap<number>({
      maxEntries: maxRefused,
      maxBytes: maxRefused * 100,
      weigh: () => 100,
    });
    return {
      begin: () => {
        const budget = { leftMs: this.#options.deadlineMs };
        return (document, overrides) =>
          this.#remember(refused, { sdl, budget, job: { document, overrides } });
      },
    };
  }

  /** No thread is kept for this generation any more; what still comes for it is planned. */
  retire(sdl: string): void {
    this.#retired = sdl;
    if (!this.#work) this.#dropRetired();
  }

  /** Ends all threads; what waits is refused with SERVER_DRAINING. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(draining());
    await Promise.all([...this.#threads].map((thread) => this.#end(thread)));
    await this.#work;
  }

  async #remember(
    refused: BoundedMap<number>,
    asked: Pick<Waiting, 'sdl' | 'budget' | 'job'>,
  ): Promise<QueryPlan> {
    const key = keyOf(asked.job);
    const refusedAtMs = refused.get(key);
    const isRefused = refusedAtMs !== undefined && performance.now() - refusedAtMs < refusedForMs;
    try {
      if (isRefused) throw planTooComplex();
      const plan = await this.#enqueue(asked);
      this.#options.observe('planned');
      return plan;
    } catch (error) {
      // What has no end may be asked for in another form.
      if (isTooComplex(error) && !isRefused && !isWithoutEnd(error)) refused.set(key, performance.now());
      this.#options.observe(outcomeOf(error));
      throw error;
    }
  }

  #enqueue(asked: Pick<Waiting, 'sdl' | 'budget' | 'job'>): Promise<QueryPlan> {
    if (this.#closed) throw draining();
    if (this.#waiting.length >= this.#options.maxWaiting) throw overloaded();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...asked, sinceMs: performance.now(), resolve, reject });
      this.#work ??= this.#workOff();
    });
  }

  async #workOff(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await this.#plan(next).then(next.resolve, next.reject);
    }
    this.#work = undefined;
    this.#dropRetired();
  }

  async #plan({ sdl, job, budget, sinceMs }: Waiting): Promise<QueryPlan> {
    if (performance.now() - sinceMs > this.#options.maxWaitMs) throw overloaded();
    const reply = await this.#ask(this.#threadFor(sdl), job, budget);
    if (reply.kind === 'planned') return reply.plan;
    if (reply.kind === 'refused') throw planTooComplex(new Error(reply.reason));
    throw new Error(reply.kind === 'failed' ? reply.reason : 'expected a plan, got none');
  }

  async #ask(thread: PlannerThread, job: PlanJob, budget: Budget): Promise<ThreadReply> {
    try {
      await within(startMs, thread.ready, overloaded);
      const beganMs = performance.now();
      // A thread that dies of an operation, of its memory say, is no reason to try that again.
      const reply = thread.plan(job).catch((error: unknown) => Promise.reject(planTooComplex(error)));
      const made = await within(budget.leftMs, reply, () => planTooComplex(late));
      budget.leftMs -= performance.now() - beganMs;
      return made;
    } catch (error) {
      if (this.#closed) throw draining();
      await this.#replace(thread, { prepare: isTooComplex(error) });
      throw error;
    }
  }

  /** Of a thread that never stood ready nothing is prepared: the next would not either. */
  async #replace(thread: PlannerThread, { prepare }: { readonly prepare: boolean }): Promise<void> {
    const spare = this.#spare;
    this.#current = undefined;
    this.#spare = undefined;
    await this.#end(thread);
    if (this.#closed) return;
    this.#current = spare ?? (prepare ? this.#start(thread.sdl) : undefined);
    if (prepare) this.#spare = this.#start(thread.sdl);
  }

  #threadFor(sdl: string): PlannerThread {
    if (this.#current && (this.#current.sdl !== sdl || !this.#current.isAlive())) this.#drop();
    this.#current ??= this.#start(sdl);
    return this.#current;
  }

  #start(sdl: string): PlannerThread {
    const thread = this.#options.startThread(sdl);
    this.#threads.add(thread);
    return thread;
  }

  async #end(thread: PlannerThread): Promise<void> {
    await thread.end();
    this.#threads.delete(thread);
  }

  #dropRetired(): void {
    if (this.#retired !== undefined && this.#current?.sdl === this.#retired) this.#drop();
  }

  /** The spare one is always of the same generation. */
  #drop(): void {
    for (const thread of [this.#current, this.#spare]) if (thread) void this.#end(thread);
    this.#current = undefined;
    this.#spare = undefined;
  }
}

async function within<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function keyOf({ document, overrides }: PlanJob): string {
  const hash = createHash('sha256').update(document);
  return hash.update(JSON.stringify([...overrides])).digest('base64');
}

const late = new Error('the deadline for planning passed');

function outcomeOf(error: unknown): PlanOutcome {
  if (isTooComplex(error)) return error.originalError === late ? 'late' : 'refused';
  if (!(error instanceof GraphQLError)) return 'failed';
  return error.extensions['code'] === 'OVERLOADED' ? 'overloaded' : 'ended';
}

function overloaded(): Error {
  return clientError('OVERLOADED', 'Too much waits to be planned. Try again later.');
}

function draining(): Error {
  return clientError('SERVER_DRAINING', 'The server is being stopped.');
}
