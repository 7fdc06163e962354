export type OperationKind = 'query' | 'mutation' | 'subscription';

/** What the text of a document says of its operation, without a parser of GraphQL. */
export interface OperationText {
  /** Of its first operation. */
  readonly kind: OperationKind;
  /** It takes a `$clientMutationId`, by which the hub knows a repeat. */
  readonly takesKey: boolean;
}

const maxKnown = 500;
const known = new Map<string, OperationText>();

/** Kept for a text that was looked at before: an app has few documents and sends them often. */
export function operationOf(text: string): OperationText {
  const before = known.get(text);
  if (before) return before;
  const found = read(text);
  if (known.size >= maxKnown) known.clear();
  known.set(text, found);
  return found;
}

/** Strings and comments may hold anything; the rest is looked at word by word. */
const tokens = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#.*|[{}()]|\$?[A-Za-z_]\w*/g;

function read(text: string): OperationText {
  let depth = 0;
  let isNext = true;
  let kind: string | undefined;
  let takesKey = false;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '(') {
      // Braces alone are a query.
      if (isNext) kind ??= 'query';
      isNext = false;
      depth += 1;
    } else if (token === '}' || token === ')') {
      depth -= 1;
      isNext = depth === 0 && token === '}';
    } else if (token.startsWith('"') || token.startsWith('#')) {
      continue;
    } else if (isNext) {
      isNext = false;
      if (token !== 'fragment') kind ??= token;
    } else if (depth === 1 && token === '$clientMutationId') takesKey = true;
  }
  return { kind: kind === 'mutation' || kind === 'subscription' ? kind : 'query', takesKey };
}
