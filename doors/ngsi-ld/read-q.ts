import { badInput, parseMoment } from '../frame/index.ts';
import type { AirEntity } from './entity.ts';

/** What `q` says (ETSI GS CIM 009, 4.9): attributes compared with values, `;` for and, `|` for or, brackets. No patterns. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'has'; readonly path: AttributePath }
  | {
      readonly kind: 'compare';
      readonly path: AttributePath;
      readonly by: Comparison;
      readonly values: Values;
    };

interface AttributePath {
  readonly name: string;
  /** A sub-attribute: `pm25.observedAt`. */
  readonly part: string | undefined;
}

const comparisons = ['==', '!=', '>=', '<=', '>', '<'] as const;
type Comparison = (typeof comparisons)[number];
type Value = string | number | boolean;
type Values =
  | { readonly kind: 'list'; readonly list: readonly Value[] }
  | { readonly kind: 'range'; readonly from: Value; readonly to: Value };

const maxDepth = 8;

/** @throws BAD_USER_INPUT rule `q` */
export function readQ(source: string): Query {
  const reader = new Reader(source);
  const query = readOr(reader, 0);
  if (!reader.isAtEnd) throw wrong(reader.rest);
  return query;
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get rest(): string {
    return this.#source.slice(this.#at, this.#at + 30);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  /** The match of a sticky pattern here, which is then behind us. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#source) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function readOr(reader: Reader, depth: number): Query {
  if (depth > maxDepth) throw wrong(reader.rest);
  const parts = [readAnd(reader, depth)];
  while (reader.take(/\|/y)) parts.push(readAnd(reader, depth));
  return joined('or', parts);
}

function readAnd(reader: Reader, depth: number): Query {
  const parts = [readTerm(reader, depth)];
  while (reader.take(/;/y)) parts.push(readTerm(reader, depth));
  return joined('and', parts);
}

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [first] = parts;
  return first && parts.length === 1 ? first : { kind, parts };
}

function readTerm(reader: Reader, depth: number): Query {
  if (reader.take(/\(/y)) {
    const inner = readOr(reader, depth + 1);
    if (!reader.take(/\)/y)) throw wrong(reader.rest);
    return inner;
  }
  const name = reader.take(/[A-Za-z_]\w*/y);
  if (name === undefined) throw wrong(reader.rest);
  const part = reader.take(/\.[A-Za-z_]\w*/y)?.slice(1);
  const path = { name, part };
  const by = comparisons.find((each) => each === reader.take(new RegExp(each, 'y')));
  return by ? { kind: 'compare', path, by, values: readValues(reader, by) } : { kind: 'has', path };
}

function readValues(reader: Reader, by: Comparison): Values {
  const first = readValue(reader);
  const isEquality = by === '==' || by === '!=';
  if (isEquality && reader.take(/\.\./y)) return { kind: 'range', from: first, to: readValue(reader) };
  const list = [first];
  while (isEquality && reader.take(/,/y)) list.push(readValue(reader));
  return { kind: 'list', list };
}

function readValue(reader: Reader): Value {
  const text = reader.take(/"(?:[^"\\]|\\.)*"/y);
  if (text !== undefined) return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  const moment = reader.take(/\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/y);
  if (moment !== undefined) return moment;
  const number = reader.take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return Number(number);
  const word = reader.take(/true|false/y);
  if (word === undefined) throw wrong(reader.rest);
  return word === 'true';
}

function wrong(near: string): Error {
  return badInput(
    { field: 'q', rule: 'q' },
    `q cannot be read${near === '' ? ': it ends too early' : ` near "${near}"`}.`,
  );
}

/** Whether a query holds for an entity. */
export function fits(query: Query, entity: AirEntity): boolean {
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => fits(part, entity));
    case 'or':
      return query.parts.some((part) => fits(part, entity));
    case 'has':
      return valueOf(query.path, entity) !== undefined;
    case 'compare':
      return compare(query, valueOf(query.path, entity));
  }
}

function valueOf({ name, part }: AttributePath, { attributes }: AirEntity): unknown {
  const attribute = attributes.get(name);
  if (!attribute) return undefined;
  const shown: Readonly<Record<string, unknown>> = { ...attribute };
  const value = part === undefined ? attribute.value : shown[part];
  return typeof value === 'object' && value !== null && '@value' in value ? value['@value'] : value;
}

function compare({ by, values }: Extract<Query, { readonly kind: 'compare' }>, value: unknown): boolean {
  // Of what an entity does not have nothing is true, nor that it is another value.
  if (value === undefined) return false;
  if (by === '==') return isAmong(value, values);
  if (by === '!=') return !isAmong(value, values);
  const [wanted] = values.kind === 'list' ? values.list : [values.from];
  const order = orderOf(value, wanted);
  if (order === undefined) return false;
  if (by === '>') return order > 0;
  if (by === '>=') return order >= 0;
  return by === '<' ? order < 0 : order <= 0;
}

function isAmong(value: unknown, values: Values): boolean {
  if (values.kind === 'list') return values.list.some((wanted) => orderOf(value, wanted) === 0);
  const [low, high] = [orderOf(value, values.from), orderOf(value, values.to)];
  return low !== undefined && high !== undefined && low >= 0 && high <= 0;
}

/** Undefined for what cannot be put in order: two kinds of values. Moments are in the order of time. */
function orderOf(value: unknown, wanted: Value | undefined): number | undefined {
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted;
  if (typeof value === 'boolean' && typeof wanted === 'boolean') return Number(value) - Number(wanted);
  if (typeof value !== 'string' || typeof wanted !== 'string') return undefined;
  const [a, b] = [parseMoment(value), parseMoment(wanted)];
  if (a && b) return a.getTime() - b.getTime();
  return value < wanted ? -1 : Number(value > wanted);
}
