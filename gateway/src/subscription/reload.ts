import { clientError } from '../errors.ts';
import { knowOperation } from '../request/know-operation.ts';
import { generationFor, viewOf } from '../supergraph/snapshot.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { endedBy } from './ended.ts';
import { prepareStream } from './prepare-stream.ts';
import type { PreparedStream } from './prepare-stream.ts';
import type { StreamTools } from './stream-tools.ts';
import type { Subscriber } from './subscriber.ts';

/** What becomes of a topic's subscribers in a new generation: the same stream prepared anew, or undefined for its end. */
export type Fates = ReadonlyMap<Subscriber, PreparedStream | undefined>;

/** Prepares a topic's operation against a new generation for each of its subscribers, with all checks of a new stream. */
export async function prepareAgain(
  tools: StreamTools,
  { parsed }: PreparedStream,
  renewal: { readonly subscribers: readonly Subscriber[]; readonly next: Snapshot },
): Promise<Fates> {
  const fates = new Map<Subscriber, PreparedStream | undefined>();
  const { subscribers, next } = renewal;
  // By contract.
  const forAll = new Map<string | undefined, PreparedStream>();
  for (const subscriber of subscribers) {
    const fate: PreparedStream | undefined =
      forAll.get(subscriber.contract) ?? (await prepareOne(tools, parsed, { subscriber, next }));
    fates.set(subscriber, fate);
    // Where nothing depends on who asks, one answer is everybody's.
    if (fate?.isPublic) forAll.set(subscriber.contract, fate);
  }
  return fates;
}

async function prepareOne(
  tools: StreamTools,
  parsed: PreparedStream['parsed'],
  { subscriber, next }: { readonly subscriber: Subscriber; readonly next: Snapshot },
): Promise<PreparedStream | undefined> {
  const { viewer, requestId } = subscriber;
  const { engine } = tools;
  const { source, operation } = parsed.known;
  try {
    const snapshot = generationFor(next, subscriber.sandbox);
    const known = knowOperation(
      { source, operationName: operation.name?.value },
      engine,
      viewOf(snapshot, subscriber.contract),
    );
    return await prepareStream(tools, {
      snapshot,
      parsed: { ...parsed, known },
      after: undefined,
      shaping: undefined,
      context: { requestId, viewer, signal: new AbortController().signal, log: engine.log },
    });
  } catch (error) {
    engine.log.info({ requestId, reason: String(error) }, 'a stream does not fit what is there now');
    return undefined;
  }
}

/**
 * Ends those whose operation the new schema does not allow, each at some moment within the time that the settings give,
 * so that their clients do not come back together. Until then their stream goes on as it was.
 */
export function endSpread(tools: StreamTools, subscribers: readonly Subscriber[]): void {
  const { engine, upstreamLimits } = tools;
  const message = 'The schema has changed and no longer has what this stream asks for.';
  for (const subscriber of subscribers) {
    const responding = { requestId: subscriber.requestId, log: engine.log };
    const end = (): void =>
      subscriber.end(endedBy(clientError('SUBSCRIPTION_SCHEMA_RELOAD', message), responding));
    setTimeout(end, Math.random() * upstreamLimits.reloadSpreadMs).unref();
  }
}
