import { executeParts } from '../execute/execute-parts.ts';
import { partKey } from '../execute/part-key.ts';
import { PartsShaping } from '../shape/shape-parts.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import { deliverParts } from './deliver-parts.ts';
import type { Running } from './engine.ts';
import { executeShared } from './execute-shared.ts';
import { repeatingIn } from './incremental-wire.ts';
import type { IncrementalFormat } from './incremental-wire.ts';
import type { AnswerInParts } from './deliver-parts.ts';
import type { IncrementalParts } from '../plan/resolve-incremental.ts';
import type { ParsedRequest } from './parsed-request.ts';
import { prepareOperation } from './prepare-operation.ts';

/**
 * The way of a request, from a validated document to the response. Rejects only before anything is fetched, with errors
 * of the table; what goes wrong later is an error at its path beside `data`.
 */
export async function runOperation(request: ParsedRequest, running: Running): Promise<ShapedResponse> {
  const prepared = await prepareOperation(request, running);
  return executeShared(prepared, running);
}

/** The same, and whether all that it fetched is public: then the answer is the same for whoever asks. */
export async function runAndTell(
  request: ParsedRequest,
  running: Running,
): Promise<{ readonly response: ShapedResponse; readonly isPublic: boolean }> {
  const prepared = await prepareOperation(request, running);
  const isPublic = prepared.compiled.privateSubgraphs.length === 0;
  return { response: await executeShared(prepared, running), isPublic };
}

/**
 * The same way, for whoever takes the answer in parts: what is needed first, and then what `@defer` and `@stream` hold
 * back as it comes. Whole where nothing is held back.
 */
export async function runInParts(
  request: ParsedRequest,
  running: Running,
  format: IncrementalFormat,
): Promise<ShapedResponse | AnswerInParts> {
  const prepared = await prepareOperation(request, running, 'in parts');
  const { variables, compiled } = prepared;
  const { program, inParts, plan } = compiled;
  if (!inParts) return executeShared(prepared, running);
  const { engine, snapshot, context } = running;
  const { labels, within, overlap } = plan.planned.incremental ?? noParts;
  const { call, together } = engine;
  const run = executeParts({ program, variables, call, together, context, snapshot }, within);
  const repeating = repeatingIn(format);
  const shaping = new PartsShaping(inParts, { variables, repeating, overlap }, run);
  await run.ready(partKey(undefined, []));
  if (plan.planned.operation.operation === 'mutation') engine.sharing?.cut();
  const first = shaping.first();
  if (first.revealed.length === 0) return first;
  return { first, labels, rest: deliverParts(first.revealed, { run, shaping }) };
}

const noParts: IncrementalParts = { labels: new Map(), within: new Map(), overlap: false };
