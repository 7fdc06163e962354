/** An endpoint under trial, and what can be done to it. */
export interface Target {
  readonly name: string;
  /** Of the graph, http or https. */
  readonly url: string;
  readonly token: string | undefined;
  readonly subscription: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Path in `data` of a number that grows by one with each event, such as `tick.n`. */
  readonly order: readonly string[];
  /** Kills it and starts it again at the same address. */
  readonly restartGateway?: (() => Promise<void>) | undefined;
  /** Tells it to go (SIGTERM) and starts it again at the same address. */
  readonly drainGateway?: (() => Promise<void>) | undefined;
  /** Takes the subgraph of the events away for a moment. */
  readonly restartSubgraph?: (() => Promise<void>) | undefined;
}

/** The event's number. @throws Error when `--order` names none */
export function orderOf(data: unknown, path: readonly string[]): number {
  const value = path.reduce<unknown>((parent, member) => parseMembers(parent)[member], data);
  if (typeof value === 'number') return value;
  throw new Error(`expected a number at ${path.join('.')} of ${JSON.stringify(data)}`);
}

export function parseMembers(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What became of the numbers between the first and the last. */
export interface Sequence {
  readonly events: number;
  readonly missing: number;
  readonly repeated: number;
  readonly misplaced: number;
}

export function sequenceOf(numbers: readonly number[]): Sequence {
  const distinct = new Set(numbers);
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  const misplaced = numbers.filter((n, index) => index > 0 && n < (numbers[index - 1] ?? 0)).length;
  return {
    events: numbers.length,
    missing: numbers.length === 0 ? 0 : last - first + 1 - distinct.size,
    repeated: numbers.length - distinct.size,
    misplaced,
  };
}

export function isWhole({ missing, repeated, misplaced }: Sequence): boolean {
  return missing === 0 && repeated === 0 && misplaced === 0;
}

export function sayOf({ events, missing, repeated, misplaced }: Sequence): string {
  return `${events} events, ${missing} missing, ${repeated} twice${misplaced > 0 ? `, ${misplaced} out of order` : ''}`;
}
