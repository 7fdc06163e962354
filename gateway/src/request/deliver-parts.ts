import { errorsOf } from '../errors.ts';
import type { PartsRun } from '../execute/execute-parts.ts';
import type { FirstPart, LaterPart, PartsShaping, Repeating } from '../shape/shape-parts.ts';
import type { Revealed } from '../shape/shaping.ts';

/** Parts that have come, in the order in which they were revealed. */
export interface Delivery {
  readonly parts: readonly LaterPart[];
  /** False in the last one. */
  readonly hasNext: boolean;
}

/** An answer of which something comes later. */
export interface AnswerInParts {
  readonly first: FirstPart;
  /** The client's labels by the ids of parts. */
  readonly labels: ReadonlyMap<string, string | undefined>;
  readonly rest: AsyncGenerator<Delivery, void>;
}

/**
 * The rest of an answer, as it comes: parts that are there together are delivered together, each after what it stands
 * in. Never rejects: a fault of ours fails the parts that are still to come.
 */
export async function* deliverParts(
  revealed: readonly Revealed[],
  { run, shaping }: { readonly run: PartsRun; readonly shaping: PartsShaping },
  repeating: Repeating,
): AsyncGenerator<Delivery, void> {
  let waiting = revealed;
  while (waiting.length > 0) {
    const parts = await nextParts(waiting, { run, shaping }, repeating);
    const delivered = new Set(parts.map(({ part }) => part));
    waiting = [
      ...waiting.filter((part) => !delivered.has(part)),
      ...parts.flatMap(({ revealed: within }) => within),
    ];
    yield { parts, hasNext: waiting.length > 0 };
  }
}

async function nextParts(
  waiting: readonly Revealed[],
  { run, shaping }: { readonly run: PartsRun; readonly shaping: PartsShaping },
  repeating: Repeating,
): Promise<LaterPart[]> {
  try {
    await Promise.race([...new Set(waiting.map(({ part }) => part))].map((part) => run.ready(part)));
    return waiting.filter(({ part }) => run.isReady(part)).map((part) => shaping.later(part, repeating));
  } catch (error) {
    return waiting.map((part) => ({ part, errors: errorsOf(error), revealed: [] }));
  }
}
