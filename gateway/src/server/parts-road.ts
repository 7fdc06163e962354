import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { errorsOf } from '../errors.ts';
import type { AnswerInParts } from '../request/deliver-parts.ts';
import type { Engine } from '../request/engine.ts';
import { createIncrementalWriter } from '../request/incremental-wire.ts';
import type { IncrementalFormat } from '../request/incremental-wire.ts';
import { runInParts } from '../request/pipeline.ts';
import type { RequestParams } from '../request/read.ts';
import { wireCode } from '../request/respond.ts';
import type { ApolloContext } from './answer-plugin.ts';
import { findAny, refused, registrationOf, textOf, whole } from './known-road.ts';
import type { AskedKnown, AskingRoad, WholeAnswer } from './known-road.ts';

/**
 * Finds an operation whose answer may come in parts, for a client that takes it so. Apollo Server hands over one answer
 * only, so these never pass it, known or not. Undefined for all other operations. @throws errors of the table, HttpRefusal
 */
export function findInParts(
  params: RequestParams,
  road: AskingRoad,
  method: string | undefined,
): AskedKnown | undefined {
  const source = registrationOf(params)?.text ?? textOf(params, road.apollo);
  if (source === undefined || !/@\s*(?:defer|stream)\b/.test(source)) return undefined;
  const asked = findAny(params, road, method);
  return asked?.known.inParts && asked.known.operation.operation !== 'subscription' ? asked : undefined;
}

export interface PartsExchange {
  readonly response: ServerResponse;
  readonly format: IncrementalFormat;
  readonly context: ApolloContext;
}

/**
 * Runs it and sends what there is first, then the rest as it comes, as multipart/mixed. Returns an answer to be sent
 * whole where nothing is held back. Never rejects.
 */
export async function answerInParts(
  asked: AskedKnown,
  engine: Engine,
  exchange: PartsExchange,
): Promise<WholeAnswer | undefined> {
  const { format, context } = exchange;
  const beganMs = performance.now();
  const kind = asked.known.operation.operation;
  const count = (outcome: string): void =>
    engine.metrics.request(kind, outcome, (performance.now() - beganMs) / 1_000);
  if (kind === 'mutation') context.holdOn();
  try {
    const answer = await runInParts(asked, { engine, snapshot: asked.snapshot, context }, format);
    if ('first' in answer) {
      count(await sendParts(answer, exchange));
      return undefined;
    }
    count(answer.errors.length === 0 ? 'ok' : 'partial');
    return whole(answer, context);
  } catch (error) {
    count(wireCode(errorsOf(error)[0]));
    return refused(error, context);
  }
}

/** Each part is followed by its boundary at once: a client takes it for complete when it has read that. */
const boundary = '---';
const partHead = 'content-type: application/json; charset=utf-8\r\n\r\n';

async function sendParts(
  { first, labels, rest }: AnswerInParts,
  { response, format, context }: PartsExchange,
): Promise<'ok' | 'partial'> {
  const writer = createIncrementalWriter(format, { labels, responding: context });
  const type = `multipart/mixed; boundary="-"; ${format}`;
  response.writeHead(200, { 'cache-control': 'no-store', 'content-type': type });
  let hasErrors = first.errors.length > 0;
  await send(`\r\n${boundary}\r\n${partHead}${writer.first(first)}\r\n${boundary}`, response);
  for await (const delivery of rest) {
    // Who has left is sent nothing more; what was begun for them was told to end.
    if (response.destroyed) break;
    hasErrors ||= delivery.parts.some(({ errors }) => errors.length > 0);
    await send(`\r\n${partHead}${writer.later(delivery)}\r\n${boundary}`, response);
  }
  response.end('--\r\n');
  return hasErrors ? 'partial' : 'ok';
}

/** Resolves when there is room for more: at the pace of the reader. */
async function send(text: string, response: ServerResponse): Promise<void> {
  if (response.destroyed || response.write(text)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
