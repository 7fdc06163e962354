import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';

/** Of one app at a time. */
export const maxDocuments = 1_000;
/** In one call. */
export const maxTaken = 100;

/** Which documents are to be taken off a list, each once. */
export function checkHashes(ids: readonly string[]): Verdict<readonly string[]> {
  if (ids.length < 1 || ids.length > maxTaken)
    return refuseInput(
      { field: 'ids', rule: 'range', min: 1, max: maxTaken },
      `ids: from 1 to ${maxTaken} at a time.`,
    );
  const odd = ids.findIndex((id) => !/^[0-9a-f]{64}$/.test(id));
  if (odd >= 0)
    return refuseInput(
      { field: `ids[${odd}]`, rule: 'sha256' },
      'An id is the SHA-256 of a document in small hex digits.',
    );
  return { value: [...new Set(ids)] };
}
