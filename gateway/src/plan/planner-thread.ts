import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';

export interface PlanJob {
  /** As text: a syntax tree costs more to hand over than to parse. */
  readonly document: string;
  readonly overrides: ReadonlyMap<string, boolean>;
}

/** What the thread says: that it can be asked, then one reply for each job. */
export type ThreadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'planned'; readonly plan: QueryPlan }
  | { readonly kind: 'refused' | 'failed'; readonly reason: string };

/** One thread with a planner of its own for one supergraph. It is asked one thing at a time. */
export interface PlannerThread {
  readonly sdl: string;
  /** Half a second on a free machine. Rejects when it ends before. */
  readonly ready: Promise<unknown>;
  /** False once it has ended, by itself or not. */
  isAlive(): boolean;
  /** Rejects when the thread ends before it has replied. */
  plan(job: PlanJob): Promise<ThreadReply>;
  /** Whatever it is doing. */
  end(): Promise<void>;
}

/** What outgrows it ends its thread only. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

export function startPlannerThread(sdl: string): PlannerThread {
  // An empty environment: it needs none, and the hub's has secrets.
  const worker = startWorker(import.meta.url, { workerData: sdl, execArgv: [], env: {}, resourceLimits });
  let isAlive = true;
  const ended = new Promise<never>((_, fail) => {
    worker.on('error', fail);
    worker.once('exit', (code) => {
      isAlive = false;
      fail(new Error(`the planner's thread ended with ${code}`));
    });
  });
  ended.catch(() => undefined);
  const nextReply = async (): Promise<ThreadReply> =>
    Promise.race([once(worker, 'message').then(([message]) => parseThreadReply(message)), ended]);
  const ready = nextReply();
  ready.catch(() => undefined);
  return {
    sdl,
    ready,
    isAlive: () => isAlive,
    plan: (job) => {
      const reply = nextReply();
      worker.postMessage(job);
      return reply;
    },
    end: async () => void (await worker.terminate()),
  };
}

/**
 * A Worker of the file beside this one. From source it needs what runs TypeScript, which a thread has of its own or not at all: there it
 * begins with a line that brings that along.
 */
function startWorker(here: string, options: WorkerOptions): Worker {
  if (!here.endsWith('.ts')) return new Worker(new URL('./plan-worker.js', here), options);
  const tsx = createRequire(here).resolve('tsx/cjs/api');
  const entry = fileURLToPath(new URL('./plan-worker.ts', here));
  const first = `require(${JSON.stringify(tsx)}).register(); require(${JSON.stringify(entry)});`;
  return new Worker(first, { ...options, eval: true });
}

/** What comes from the other side of our own thread has the shape that the sender's type says. */
export function parsePlanJob(message: unknown): PlanJob {
  return message as PlanJob;
}

function parseThreadReply(message: unknown): ThreadReply {
  return message as ThreadReply;
}
