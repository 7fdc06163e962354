/** JSON as a client holds it. */
type Json = Record<string, unknown>;

interface Payload {
  readonly data?: Json | null;
  readonly errors?: readonly WireError[];
  readonly pending?: readonly { id: string; path: Path; label?: string }[];
  readonly incremental?: readonly {
    readonly id?: string;
    readonly path?: Path;
    readonly subPath?: Path;
    readonly label?: string;
    readonly data?: Json | null;
    readonly items?: readonly unknown[] | null;
    readonly errors?: readonly WireError[];
  }[];
  readonly completed?: readonly { id: string; errors?: readonly WireError[] }[];
  readonly hasNext?: boolean;
}
type Path = readonly (string | number)[];

export interface WireError {
  readonly message: string;
  readonly path?: Path;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Merged {
  readonly data: unknown;
  readonly errors: readonly WireError[];
  /** Parts that failed as a whole. */
  readonly failed: number;
}

/**
 * Puts an answer in parts by ids together as the strictest client would: every id is announced before it is used and
 * completed once, what it adds stands where there is an object or a list and nothing stands there yet.
 * @throws Error naming the rule that a payload broke
 */
export function mergeById(payloads: readonly string[]): Merged {
  const [first, ...rest] = payloads.map(parse);
  const state = { data: first?.data ?? null, errors: [...(first?.errors ?? [])], failed: 0 };
  const open = new Map<string, Path>();
  const seen = new Set<string>();
  const announce = (payload: Payload | undefined): void => {
    for (const { id, path } of payload?.pending ?? []) {
      demand(!seen.has(id), `id ${id} is announced twice`);
      seen.add(id);
      open.set(id, path);
    }
  };
  announce(first);
  for (const path of open.values())
    demand(isComposite(at(state.data, path)), `pending at ${path.join()}, where nothing is`);
  demand(first?.hasNext === open.size > 0 || payloads.length === 1, 'hasNext of the first payload');
  rest.forEach((payload, index) => {
    announce(payload);
    for (const { id = '', subPath = [], data, items, errors = [] } of payload.incremental ?? []) {
      const path = open.get(id);
      if (!path) throw new Error(`id ${id} is not pending`);
      const target = at(state.data, [...path, ...subPath]);
      if (items) {
        demand(Array.isArray(target), `items for what is no list at ${path.join()}`);
        (target as unknown[]).push(...items);
      } else {
        demand(isComposite(target) && !Array.isArray(target), `data for what is no object at ${path.join()}`);
        addTo(target as Json, data ?? {}, [...path, ...subPath]);
      }
      state.errors.push(...errors);
    }
    for (const { id, errors } of payload.completed ?? []) {
      demand(open.delete(id), `id ${id} is completed but not pending`);
      if (errors) state.errors.push(...errors);
      if (errors && !(payload.incremental ?? []).some((each) => each.id === id)) state.failed += 1;
    }
    demand(payload.hasNext === index < rest.length - 1, 'hasNext is false in the last payload only');
  });
  demand(open.size === 0, `${[...open.keys()].join()} was never completed`);
  return state;
}

/** The same for the form by path and label: objects are merged, since a fragment repeats what was there before it. */
export function mergeByPath(payloads: readonly string[]): Merged {
  const [first, ...rest] = payloads.map(parse);
  const state = { data: first?.data ?? null, errors: [...(first?.errors ?? [])], failed: 0 };
  rest.forEach((payload, index) => {
    for (const { path = [], data, items, errors = [] } of payload.incremental ?? []) {
      state.errors.push(...errors);
      if (data === null || items === null) {
        state.failed += 1;
      } else if (items) {
        const target = at(state.data, path.slice(0, -1));
        demand(Array.isArray(target) && target.length === path.at(-1), `items at ${path.join()}`);
        (target as unknown[]).push(...items);
      } else {
        const target = at(state.data, path);
        demand(isComposite(target), `data for what is not there at ${path.join()}`);
        mergeInto(target, data);
      }
    }
    demand(payload.hasNext === index < rest.length - 1, 'hasNext is false in the last payload only');
  });
  return state;
}

/** Nothing comes twice, be it of fragments beside each other. */
function addTo(target: Json, source: Json, path: Path): void {
  for (const [key, value] of Object.entries(source)) {
    demand(!Object.hasOwn(target, key), `${key} at ${path.join()} has been delivered before`);
    target[key] = value;
  }
}

function mergeInto(target: unknown, source: unknown): void {
  for (const [key, value] of Object.entries(source as Json)) {
    const known = (target as Json)[key];
    if (isComposite(known) && isComposite(value)) mergeInto(known, value);
    else (target as Json)[key] = value;
  }
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isComposite(value) ? (value as Json)[key] : undefined), data);
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function demand(holds: boolean, rule: string): void {
  if (!holds) throw new Error(rule);
}

function parse(text: string): Payload {
  return JSON.parse(text) as Payload;
}
