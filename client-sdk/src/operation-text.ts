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

/** Strings and comments are taken whole, since they may hold anything; the rest is looked at word by word. */
const tokens = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#.*|[{}()]|\$?[A-Za-z_]\w*/g;

function read(text: string): OperationText {
  const scan = new Scan();
  for (const [token] of text.matchAll(tokens)) scan.take(token);
  const { kind, takesKey } = scan;
  return { kind: kind === 'mutation' || kind === 'subscription' ? kind : 'query', takesKey };
}

class Scan {
  kind: string | undefined;
  takesKey = false;
  #depth = 0;
  /** Between two definitions. */
  #isBetween = true;

  take(token: string): void {
    const [first] = token;
    if (first === '"' || first === '#') return;
    if (first === '{' || first === '(') this.#open();
    else if (first === '}' || first === ')') this.#close(first);
    else this.#word(token);
  }

  #open(): void {
    // Braces alone are a query.
    if (this.#isBetween) this.kind ??= 'query';
    this.#isBetween = false;
    this.#depth += 1;
  }

  #close(token: string): void {
    this.#depth -= 1;
    this.#isBetween = this.#depth === 0 && token === '}';
  }

  #word(token: string): void {
    if (this.#isBetween && token !== 'fragment') this.kind ??= token;
    this.#isBetween = false;
    if (this.#depth === 1 && token === '$clientMutationId') this.takesKey = true;
  }
}
