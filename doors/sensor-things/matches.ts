import { parseMoment } from '../frame/index.ts';
import type { Comparison, Filter, Operand, TextTest } from './read-filter.ts';

/** All values that a path of members leads to: several where it goes over many entities. */
export type ValuesAt = (path: readonly string[]) => readonly unknown[];

/** Whether a filter holds; over many entities, whether it does for any of them. */
export function matches(filter: Filter, valuesAt: ValuesAt): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(part, valuesAt));
    case 'or':
      return filter.parts.some((part) => matches(part, valuesAt));
    case 'not':
      return !matches(filter.part, valuesAt);
    case 'text':
      return anyPair(filter.text, filter.part, valuesAt, (text, part) => testText(filter.by, text, part));
    case 'compare':
      return anyPair(filter.left, filter.right, valuesAt, (a, b) => compare(filter.by, a, b));
  }
}

// Both sides of a test and what is tested: one thing in four parts, used in this file only.
// oxlint-disable-next-line max-params
function anyPair(
  left: Operand,
  right: Operand,
  valuesAt: ValuesAt,
  test: (left: unknown, right: unknown) => boolean,
): boolean {
  const rights = valuesOf(right, valuesAt);
  return valuesOf(left, valuesAt).some((a) => rights.some((b) => test(a, b)));
}

function valuesOf(operand: Operand, valuesAt: ValuesAt): readonly unknown[] {
  switch (operand.kind) {
    case 'literal':
      return [operand.value];
    case 'moment':
      return [operand.at];
    case 'member':
      return valuesAt(operand.path);
    case 'letters':
      return valuesOf(operand.of, valuesAt).map((value) => {
        if (typeof value !== 'string') return value;
        return operand.to === 'lower' ? value.toLowerCase() : value.toUpperCase();
      });
  }
}

function testText(by: TextTest, text: unknown, part: unknown): boolean {
  if (typeof text !== 'string' || typeof part !== 'string') return false;
  if (by === 'contains') return text.includes(part);
  return by === 'startswith' ? text.startsWith(part) : text.endsWith(part);
}

function compare(by: Comparison, left: unknown, right: unknown): boolean {
  const [a, b] = alike(left, right);
  if (by === 'eq') return a === b;
  if (by === 'ne') return a !== b;
  // What cannot be put in order (nothing, or two kinds of things) is neither less nor more.
  const isOrdered =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!isOrdered) return false;
  const order = a < b ? -1 : Number(a > b);
  if (by === 'gt') return order > 0;
  if (by === 'ge') return order >= 0;
  return by === 'lt' ? order < 0 : order <= 0;
}

/** A moment beside a text is a text that is a moment; of an interval, its beginning. */
function alike(left: unknown, right: unknown): readonly [unknown, unknown] {
  if (!(left instanceof Date) && !(right instanceof Date)) return [left, right];
  return [timeOf(left), timeOf(right)];
}

function timeOf(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' ? (parseMoment(value.split('/')[0] ?? '')?.getTime() ?? value) : value;
}

/** Two values for an order: numbers, texts in the order of their letters, what there is none of last. */
export function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return Number(a === undefined || a === null) - Number(b === undefined || b === null);
}
