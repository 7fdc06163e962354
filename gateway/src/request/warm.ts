import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KnownDocument } from '../program/known-documents.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { compileRequest } from './compile-request.ts';
import type { Engine } from './engine.ts';
import { validateDocument } from './validate.ts';

/** So many documents, those asked for last, and no longer than this: a new supergraph is not to wait for rare ones. */
const maxDocuments = 200;
const maxMs = 10_000;

/**
 * Works out for a new generation what the last one was asked for, before it is swapped in, so that nobody waits for
 * plans at that moment. One document at a time, with turns of the loop between. What is not valid any more is left out.
 */
export async function warm(
  next: Snapshot,
  previous: Snapshot,
  engine: Pick<Engine, 'limits' | 'introspection' | 'metrics' | 'log'>,
): Promise<void> {
  // One that cannot be made of it any more refuses the whole.
  for (const contract of previous.viewed()) next.view(contract);
  const endMs = performance.now() + maxMs;
  for (const known of previous.documents.all().slice(-maxDocuments)) {
    if (performance.now() > endMs) return;
    await nextTurn();
    await warmDocument(known, next, engine).catch(() => undefined);
  }
}

/** The variant of an operation that nearly every request has: no condition, nothing denied. */
async function warmDocument(
  { source, document, operations }: KnownDocument,
  next: Snapshot,
  engine: Pick<Engine, 'limits' | 'introspection' | 'metrics' | 'log'>,
): Promise<void> {
  validateDocument(next.apiSchema, document, engine);
  const known = next.documents.add(source, document);
  for (const [name, { programs }] of operations) {
    const operation = known.operations.get(name);
    const before = programs.get('');
    // What is still being planned is perhaps expensive: this is no time to wait for it.
    if (operation && before && 'program' in before)
      await compileRequest({ known: operation, variables: {}, denied: undefined }, engine, next);
  }
}
