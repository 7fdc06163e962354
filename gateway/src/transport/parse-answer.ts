import { parseSafely } from '../safe-json.ts';
import { isNestedTooDeep } from './nesting.ts';
import type { RawError, SubgraphAnswer } from './subgraph-call.ts';

/** Errors of one answer that are read at all. */
const maxErrors = 1_000;

/**
 * Reads a GraphQL response. Members named `__proto__`, and `constructor` with a `prototype`, are dropped: no response
 * key of ours is called so.
 * @returns undefined when it is none, or is nested deeper than any answer to what we ask
 */
export function parseAnswer(text: string): SubgraphAnswer | undefined {
  const value: unknown = isNestedTooDeep(text) ? undefined : parseJson(text);
  if (!isRecord(value)) return undefined;
  const data = value['data'] ?? null;
  const errors = parseErrors(value['errors'] ?? []);
  if (!errors || (data !== null && !isRecord(data))) return undefined;
  if (data === null && errors.length === 0) return undefined;
  const extensions = value['extensions'];
  return { data, errors, extensions: isRecord(extensions) ? extensions : undefined };
}

function parseJson(text: string): unknown {
  try {
    return parseSafely(text, 'remove');
  } catch {
    return undefined;
  }
}

function parseErrors(value: unknown): RawError[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, maxErrors).map(parseError);
}

function parseError(value: unknown): RawError {
  const { message, path, extensions } = isRecord(value) ? value : {};
  return {
    message: typeof message === 'string' ? message : 'An error without a message.',
    path: Array.isArray(path) && path.every(isPathKey) ? path : undefined,
    extensions: isRecord(extensions) ? extensions : undefined,
  };
}

function isPathKey(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
