import type { FreshObject } from './shaping.ts';

type Path = readonly (string | number)[];
type JsonObject = Record<string, unknown>;

/**
 * What the client has of one answer so far, as it puts it together. Kept where fragments beside each other select the
 * same, and the first of them that is there brings it for all: which that is nobody knows before.
 */
export class DeliveredAnswer {
  readonly #data: unknown;

  /** @param first JSON of the `data` that came first */
  constructor(first: string) {
    this.#data = parseJson(first);
  }

  /** Whether there is a value at a path, null included. */
  has(path: Path): boolean {
    const parent = this.#at(path.slice(0, -1));
    const key = path.at(-1);
    return key !== undefined && isComposite(parent) && Object.hasOwn(parent, key);
  }

  /** Takes what a fragment brings, and gives back what of it the client does not have, as objects at their paths. */
  add(objects: readonly FreshObject[]): FreshObject[] {
    const fresh: FreshObject[] = [];
    for (const { path, text } of objects) {
      const target = this.#at(path);
      const source = parseJson(text);
      if (isObject(target) && isObject(source)) addNew(target, source, { path, fresh });
    }
    return fresh;
  }

  /** Takes further elements of a list. */
  addItems(path: Path, items: string): void {
    const list = this.#at(path);
    const more = parseJson(items);
    if (Array.isArray(list) && Array.isArray(more)) for (const item of more) list.push(item);
  }

  #at(path: Path): unknown {
    let value = this.#data;
    for (const key of path) {
      if (!isComposite(value) || !Object.hasOwn(value, key)) return undefined;
      value = Reflect.get(value, key);
    }
    return value;
  }
}

interface Adding {
  readonly path: Path;
  readonly fresh: FreshObject[];
}

function addNew(target: JsonObject, source: JsonObject, { path, fresh }: Adding): void {
  const members: string[] = [];
  const deeper: (() => void)[] = [];
  for (const [key, value] of Object.entries(source)) {
    if (Object.hasOwn(target, key)) {
      deeper.push(() => addWithin(target[key], value, { path: [...path, key], fresh }));
      continue;
    }
    members.push(`${JSON.stringify(key)}:${JSON.stringify(value)}`);
    // Not by assignment, which a key of "__proto__" would turn into something else.
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  }
  if (members.length > 0) fresh.push({ path, text: `{${members.join()}}` });
  for (const add of deeper) add();
}

/** Of lists the elements are the same ones; a null that stands there stays. */
function addWithin(target: unknown, source: unknown, { path, fresh }: Adding): void {
  if (Array.isArray(target) && Array.isArray(source)) {
    for (const [index, element] of source.entries())
      addWithin(target[index], element, { path: [...path, index], fresh });
  } else if (isObject(target) && isObject(source)) addNew(target, source, { path, fresh });
}

function isComposite(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is JsonObject {
  return isComposite(value) && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}
