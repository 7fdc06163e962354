// A thread that plans for one supergraph, one operation at a time, until it is ended: see planner-thread.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { parsePlanJob } from './planner-thread.ts';
import type { PlanJob, ThreadReply } from './planner-thread.ts';
import { createPlannerCore, isTooComplex, runPlanner } from './run-planner.ts';

// What cannot be served was refused when it was loaded.
const loaded = Supergraph.build(String(workerData), { supportedFeatures: null, validateSupergraph: false });
const core = createPlannerCore(loaded);

parentPort?.on('message', (message: unknown) => parentPort?.postMessage(reply(parsePlanJob(message))));
parentPort?.postMessage({ kind: 'ready' } satisfies ThreadReply);

function reply({ document, overrides }: PlanJob): ThreadReply {
  try {
    return { kind: 'planned', plan: runPlanner(core, parse(document, { noLocation: true }), overrides) };
  } catch (error) {
    if (isTooComplex(error)) return { kind: 'refused', reason: error.originalError?.message ?? '' };
    return {
      kind: 'failed',
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
