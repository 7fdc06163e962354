import type { ExecutionResult } from 'graphql';

type Path = readonly (string | number)[];

/**
 * What is wrong with an answer, where another is known to be true; undefined when nothing is. The data has to be equal,
 * byte for byte in the client's order. Errors have to explain the same nulls: where the specification leaves open which
 * of several reasons for one null is told, one of them is enough.
 */
export function compareAnswers(truth: ExecutionResult, answer: ExecutionResult): string | undefined {
  const [expected, given] = [JSON.stringify(truth.data ?? null), JSON.stringify(answer.data ?? null)];
  if (expected !== given) return `data\n  true  ${expected}\n  given ${given}${tell(answer)}`;
  const [reasons, said] = [nullsExplained(truth), nullsExplained(answer)];
  if (reasons === said) return undefined;
  return `errors\n  true  ${reasons}\n  given ${said}${tell(answer)}`;
}

function tell({ errors }: ExecutionResult): string {
  return errors
    ? `\n  ${errors.map(({ path, message }) => `${path?.join('.')}: ${message}`).join('\n  ')}`
    : '';
}

/** The places of nulls that errors stand for, each once. */
function nullsExplained({ data, errors = [] }: ExecutionResult): string {
  const places = errors.map(({ path }) => (path ? nullAt(data, path).join('.') : '(nowhere)'));
  return [...new Set(places)].sort().join(' ');
}

/** Where the null stands that an error led to; the whole path where there is none on it. */
function nullAt(data: unknown, path: Path): Path {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return path;
}
