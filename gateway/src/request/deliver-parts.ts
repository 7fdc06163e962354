import { errorsOf } from '../errors.ts';
import type { PartsRun } from '../execute/execute-parts.ts';
import type { FirstPart, LaterPart, PartsShaping } from '../shape/shape-parts.ts';
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
 * The rest of an answer, as it comes: what is there together is delivered together, each part after what it stands in. Of
 * the rest of a list those elements go out that have all they need, in their order. Never rejects: a fault of ours fails
 * the parts that are still to come.
 */
export async function* deliverParts(
  revealed: readonly Revealed[],
  answering: Answering,
): AsyncGenerator<Delivery, void> {
  let waiting = revealed;
  while (waiting.length > 0) {
    const parts = await nextParts(waiting, answering);
    const done = new Set(parts.filter(({ goesOn }) => !goesOn).map(({ part }) => part));
    waiting = [
      ...waiting.filter((part) => !done.has(part)),
      ...parts.flatMap(({ revealed: within }) => within),
    ];
    yield { parts, hasNext: waiting.length > 0 };
  }
}

interface Answering {
  readonly run: PartsRun;
  readonly shaping: PartsShaping;
}

async function nextParts(waiting: readonly Revealed[], answering: Answering): Promise<LaterPart[]> {
  try {
    for (;;) {
      const parts = waiting.flatMap((part) => deliverable(part, answering));
      if (parts.length > 0) return parts;
      await answering.run.progress();
      // What else comes in this turn goes with it.
      await new Promise(setImmediate);
    }
  } catch (error) {
    const errors = errorsOf(error);
    return waiting.map((part) => ({ part, from: answering.shaping.deliveredOf(part), errors, revealed: [] }));
  }
}

function deliverable(part: Revealed, { run, shaping }: Answering): LaterPart[] {
  if (run.isReady(part.part)) return [shaping.later(part)];
  const from = shaping.deliveredOf(part);
  if (from === undefined || !Array.isArray(part.raw)) return [];
  const indexes = part.path.filter((key) => typeof key === 'number');
  const until = run.readyUntil(part.part, { indexes, from, length: part.raw.length });
  return until > from ? [shaping.later(part, until)] : [];
}
