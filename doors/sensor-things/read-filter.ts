import { badInput, parseMoment } from '../frame/index.ts';
import { readMemberPath } from './read-path.ts';

/** What a `$filter` says (OGC 18-088, 9.3.3.5), as far as clients use it on what is here: no arithmetic, no geometry. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'compare'; readonly by: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'text'; readonly by: TextTest; readonly text: Operand; readonly part: Operand };

export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];
export type TextTest = 'contains' | 'startswith' | 'endswith';

export type Operand =
  | { readonly kind: 'member'; readonly path: readonly string[] }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'moment'; readonly at: Date }
  | { readonly kind: 'letters'; readonly to: 'lower' | 'upper'; readonly of: Operand };

const maxDepth = 16;
const tokenForm =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<moment>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d))|(?<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[@A-Za-z_][\w.@/]*)|(?<mark>[(),]))/y;

interface Token {
  readonly kind: 'text' | 'moment' | 'number' | 'name' | 'mark';
  readonly text: string;
}

/** @throws BAD_USER_INPUT rule `filter`, saying near what it could not be read */
export function readFilter(source: string): Filter {
  const reader = createReader(readTokens(source));
  const filter = readOr(reader, 0);
  if (reader.peek()) throw wrong(`"${reader.peek()?.text}" is one too many`);
  return filter;
}

function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < source.trimEnd().length) {
    const from = tokenForm.lastIndex;
    const groups = tokenForm.exec(source)?.groups;
    const [kind, text] = Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind === undefined || text === undefined) throw wrong(`near "${source.slice(from, from + 30)}"`);
    tokens.push({ kind: parseKind(kind), text });
  }
  return tokens;
}

function parseKind(kind: string): Token['kind'] {
  return kind as Token['kind'];
}

interface Reader {
  peek(): Token | undefined;
  next(): Token;
  /** Takes the word or mark, if it is the next. */
  take(text: string): boolean;
}

function createReader(tokens: readonly Token[]): Reader {
  let at = 0;
  return {
    peek: () => tokens[at],
    next: () => {
      const token = tokens[at];
      if (!token) throw wrong('it ends too early');
      at += 1;
      return token;
    },
    take: (text) => {
      const token = tokens[at];
      const isIt = token?.text === text && (token.kind === 'name' || token.kind === 'mark');
      if (isIt) at += 1;
      return isIt;
    },
  };
}

function readOr(reader: Reader, depth: number): Filter {
  const parts = [readAnd(reader, depth)];
  while (reader.take('or')) parts.push(readAnd(reader, depth));
  return joined('or', parts);
}

function readAnd(reader: Reader, depth: number): Filter {
  const parts = [readNot(reader, depth)];
  while (reader.take('and')) parts.push(readNot(reader, depth));
  return joined('and', parts);
}

function joined(kind: 'and' | 'or', parts: readonly Filter[]): Filter {
  const [first] = parts;
  return first && parts.length === 1 ? first : { kind, parts };
}

function readNot(reader: Reader, depth: number): Filter {
  if (depth > maxDepth) throw wrong(`it is more than ${maxDepth} levels deep`);
  if (reader.take('not')) return { kind: 'not', part: readNot(reader, depth + 1) };
  if (reader.take('(')) {
    const inner = readOr(reader, depth + 1);
    expect(reader, ')');
    return inner;
  }
  return readTest(reader);
}

const textTests: Readonly<Record<string, { readonly by: TextTest; readonly partFirst: boolean }>> = {
  substringof: { by: 'contains', partFirst: true },
  contains: { by: 'contains', partFirst: false },
  startswith: { by: 'startswith', partFirst: false },
  endswith: { by: 'endswith', partFirst: false },
};

function readTest(reader: Reader): Filter {
  const name = reader.peek()?.text ?? '';
  if (Object.hasOwn(textTests, name)) return readTextTest(reader);
  const left = readOperand(reader);
  const by = comparisons.find((word) => reader.take(word));
  if (!by) throw wrong(`one of ${comparisons.join(', ')} is missing after "${name}"`);
  return { kind: 'compare', by, left, right: readRight(reader) };
}

/** A value in brackets is a value too. */
function readRight(reader: Reader): Operand {
  if (!reader.take('(')) return readOperand(reader);
  const inner = readOperand(reader);
  expect(reader, ')');
  return inner;
}

function readTextTest(reader: Reader): Filter {
  const test = textTests[reader.next().text];
  expect(reader, '(');
  const first = readOperand(reader);
  expect(reader, ',');
  const second = readOperand(reader);
  expect(reader, ')');
  // `startswith(name,'a') eq true` is how some write it.
  if (reader.take('eq') && !reader.take('true')) throw wrong('a function is compared with true only');
  const { by, partFirst } = test ?? { by: 'contains', partFirst: false };
  return { kind: 'text', by, text: partFirst ? second : first, part: partFirst ? first : second };
}

function readOperand(reader: Reader): Operand {
  const token = reader.next();
  if (token.kind !== 'name' || (token.text !== 'tolower' && token.text !== 'toupper')) return plain(token);
  expect(reader, '(');
  const of = plain(reader.next());
  expect(reader, ')');
  return { kind: 'letters', to: token.text === 'tolower' ? 'lower' : 'upper', of };
}

function plain({ kind, text }: Token): Operand {
  if (kind === 'text') return { kind: 'literal', value: text.slice(1, -1).replaceAll("''", "'") };
  if (kind === 'number') return { kind: 'literal', value: Number(text) };
  if (kind === 'moment') {
    const at = parseMoment(text);
    if (!at) throw wrong(`"${text}" is no moment`);
    return { kind: 'moment', at };
  }
  if (kind === 'mark') throw wrong(`"${text}" stands where a value is needed`);
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' };
  if (text === 'null') return { kind: 'literal', value: null };
  return { kind: 'member', path: readMemberPath(text, '$filter') };
}

function expect(reader: Reader, mark: string): void {
  if (!reader.take(mark)) throw wrong(`"${mark}" is missing`);
}

function wrong(what: string): Error {
  return badInput({ field: '$filter', rule: 'filter' }, `$filter cannot be read: ${what}.`);
}
