import { isCompositeType } from 'graphql';
import type { GraphQLError } from 'graphql';
import type { DataObject } from '../execute/data-object.ts';
import type { LocatedError } from '../execute/locate-errors.ts';
import { partKey, readPartKey } from '../execute/part-key.ts';
import { clientPaths, followSelections } from './client-paths.ts';
import type { Step } from './client-paths.ts';
import { writeElements } from './compile-later.ts';
import type { PartsShape } from './compile-later.ts';
import { DeliveredAnswer } from './delivered-answer.ts';
import { createErrorPaths } from './error-paths.ts';
import type { FreshObject, Revealed, Shaping } from './shaping.ts';

/** What there is of an answer so far, and what has gone wrong in each of its parts. */
export interface UnshapedParts {
  readonly data: DataObject;
  /** The parts whose fetches a part may need, itself among them. */
  neededFor(part: string): readonly string[];
  errorsOf(part: string): readonly LocatedError[];
}

export interface FirstPart {
  /** JSON: an object, or null. */
  readonly data: string;
  readonly errors: readonly GraphQLError[];
  /** What is to come. */
  readonly revealed: readonly Revealed[];
}

export interface LaterPart {
  readonly part: Revealed;
  /** Of a list: where its elements go on. */
  readonly from?: number | undefined;
  /** More of it is to come: of a list this is a piece. */
  readonly goesOn?: boolean | undefined;
  /** Absent when a null has found no place in it: then nothing of it comes. */
  readonly content?: LaterContent | undefined;
  readonly errors: readonly GraphQLError[];
  /** What is to come within it. */
  readonly revealed: readonly Revealed[];
}
export type LaterContent =
  | { readonly kind: 'objects'; readonly objects: readonly FreshObject[] }
  /** JSON of the list of them. */
  | { readonly kind: 'items'; readonly items: string };

/** Of a fragment all its fields, or those only that have not been delivered with what it stands in. */
export type Repeating = 'whole' | 'fresh';

export interface PartsWriting {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly repeating: Repeating;
  /** `IncrementalParts.overlap` */
  readonly overlap: boolean;
}

/** Writes one answer part by part. A null that finds no place in a part takes that part only. */
export class PartsShaping {
  readonly #shape: PartsShape;
  readonly #writing: PartsWriting;
  readonly #unshaped: UnshapedParts;
  /** Present where a part may bring what another has brought. */
  #delivered: DeliveredAnswer | undefined;
  readonly #nulled = new Set<string>();
  /** Every streamed list that has been revealed, and how much of it is delivered: errors of its rest wait for the rest. */
  readonly #lists = new Map<Revealed, number>();
  /** Errors of parts that are there which no part has told yet. */
  #untold: PartError[] = [];
  /** How many errors of each part have been heard of. */
  readonly #heard = new Map<string, number>();

  constructor(shape: PartsShape, writing: PartsWriting, unshaped: UnshapedParts) {
    this.#shape = shape;
    this.#writing = writing;
    this.#unshaped = unshaped;
  }

  /** What comes first; its fetches must have ended. */
  first(): FirstPart {
    const { schema, planned } = this.#shape;
    const type = schema.getRootType(planned.operation.operation);
    const { data } = this.#unshaped;
    const key = partKey(undefined, []);
    const start = { type: type ?? undefined, nodes: [planned.operation], value: data };
    const errors = this.#errorsAt({ key, path: [], start });
    const shaping = this.#begin(key, [], errors);
    const written = this.#shape.write(data, shaping, 0);
    const { overlap, repeating } = this.#writing;
    if (overlap && repeating === 'fresh') this.#delivered = new DeliveredAnswer(written ?? 'null');
    return { data: written ?? 'null', ...this.#end(shaping, written === undefined ? 'failed' : 'written') };
  }

  /**
   * A part that has been revealed.
   * @param until of a list: up to which element its fetches have ended; of all else they all must have
   */
  later(part: Revealed, until = Number.POSITIVE_INFINITY): LaterPart {
    const { path, raw, writing } = part;
    const type = isCompositeType(writing.type) ? writing.type : undefined;
    const start = { type, nodes: writing.nodes, value: raw };
    const from = this.deliveredOf(part);
    const place: PartPlace = { key: part.part, path, start, from, until };
    const shaping = this.#begin(part.part, path, this.#errorsAt(place));
    if (from !== undefined) this.#lists.set(part, until);
    const { repeating } = this.#writing;
    const content = write(part, shaping, { repeating, from, until });
    const goesOn = content !== undefined && Array.isArray(raw) && until < raw.length;
    const { errors, revealed } = this.#end(shaping, content ? 'written' : 'failed');
    return { part, from, goesOn, ...this.#onlyNew(path, content, errors), revealed };
  }

  /** What another part has brought is not told again, nor what is wrong with it. */
  #onlyNew(
    path: Revealed['path'],
    content: LaterPart['content'],
    errors: readonly GraphQLError[],
  ): Pick<LaterPart, 'content' | 'errors'> {
    const delivered = this.#delivered;
    if (!delivered || !content) return { content, errors };
    if (content.kind === 'items') {
      delivered.addItems(path, content.items);
      return { content, errors };
    }
    const untold = errors.filter((error) => !delivered.has(error.path ?? []));
    return { content: { kind: 'objects', objects: delivered.add(content.objects) }, errors: untold };
  }

  /** How many elements of a list have been delivered; undefined of what is none. */
  deliveredOf(part: Revealed): number | undefined {
    return this.#lists.get(part) ?? part.from;
  }

  #begin(key: string, path: readonly (string | number)[], errors: readonly GraphQLError[]): Shaping {
    const onlyNew = this.#writing.repeating === 'fresh';
    const later = { ...readPartKey(key), onlyNew, revealed: [], nulled: this.#nulled };
    const explained = errors.length > 0 ? createErrorPaths(errors) : undefined;
    return { variables: this.#writing.variables, path: [...path], explained, errors: [...errors], later };
  }

  /** Errors of elements that are to come go back. */
  #end(
    { errors, later }: Shaping,
    outcome: 'written' | 'failed',
  ): { errors: readonly GraphQLError[]; revealed: readonly Revealed[] } {
    const revealed = outcome === 'failed' ? [] : (later?.revealed ?? []);
    const lists = revealed.flatMap((list) => (list.from === undefined ? [] : [[list, list.from] as const]));
    for (const [list, from] of lists) this.#lists.set(list, from);
    const early = errors.filter(({ path = [] }) => lists.some((list) => isOfRest(path, list)));
    this.#untold.push(...early.map((error) => ({ error, key: '' })));
    return { errors: errors.filter((error) => !early.includes(error)), revealed };
  }

  /** Takes the errors that belong to a part: those of its fetches, and those of earlier ones within what it selects. */
  #errorsAt(place: PartPlace): GraphQLError[] {
    this.#hear(place.key);
    const taken = this.#untold.filter((each) => this.#belongs(each, place));
    this.#untold = this.#untold.filter((each) => !taken.includes(each));
    return taken.map(({ error }) => error);
  }

  #hear(key: string): void {
    const { data } = this.#unshaped;
    const errors = this.#unshaped.neededFor(key).flatMap((each) => {
      const all = this.#unshaped.errorsOf(each);
      const before = this.#heard.get(each) ?? 0;
      this.#heard.set(each, all.length);
      return all.slice(before);
    });
    if (errors.length === 0) return;
    const shape = { ...this.#shape, fields: this.#shape.everything };
    this.#untold.push(...clientPaths({ shape, data, errors }).map((error) => ({ error, key })));
  }

  #belongs({ error, key }: PartError, place: PartPlace): boolean {
    const { path = [] } = error;
    if (!place.path.every((step, index) => path[index] === step)) return false;
    const within = path.slice(place.path.length);
    const [first] = within;
    if (first === undefined) return key === place.key;
    const { from, until = Number.POSITIVE_INFINITY } = place;
    if (from !== undefined && !(typeof first === 'number' && first >= from && first < until)) return false;
    const leastDeep = place.path.length + (from === undefined ? 0 : 1);
    const rest = [...this.#lists].filter(([list]) => list.path.length >= leastDeep);
    if (rest.some((list) => isOfRest(path, list))) return false;
    const { schema, fields } = this.#shape;
    return followSelections(within, place.start, { schema, fields, by: 'key' }).path.length === within.length;
  }
}

interface PartError {
  readonly error: GraphQLError;
  /** The part whose fetch it is of. */
  readonly key: string;
}

interface PartPlace {
  readonly key: string;
  readonly path: readonly (string | number)[];
  readonly start: Step;
  /** Of a list: the first of the elements, and the first that is not among them. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

function isOfRest(
  path: readonly (string | number)[],
  [list, from]: readonly [list: Revealed, from: number],
): boolean {
  const index = path[list.path.length];
  return typeof index === 'number' && index >= from && list.path.every((step, at) => path[at] === step);
}

interface Writing {
  readonly repeating: Repeating;
  readonly from: number | undefined;
  readonly until: number;
}

function write(
  { path, raw, writing }: Revealed,
  shaping: Shaping,
  { repeating, from = 0, until }: Writing,
): LaterPart['content'] {
  const depth = path.length;
  if (writing.kind === 'items') {
    const elements: readonly unknown[] = Array.isArray(raw) ? raw.slice(from, until) : [];
    const items = writeElements(elements, writing.item, { shaping, depth, from });
    return items === undefined ? undefined : { kind: 'items', items };
  }
  if (repeating === 'fresh') {
    const found: FreshObject[] = [];
    return writing.fresh(raw, { shaping, found }, depth) ? { kind: 'objects', objects: found } : undefined;
  }
  const text = writing.whole(raw, shaping, depth);
  return text === undefined ? undefined : { kind: 'objects', objects: [{ path, text }] };
}
