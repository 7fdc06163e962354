import { errorsOf } from '../errors.ts';
import { MergedTexts } from './merged-text.ts';
import type { MergedPart, MergedText } from './merged-text.ts';
import type {
  AskedEntities,
  CallContext,
  RawError,
  SubgraphAnswer,
  SubgraphCall,
  SubgraphRequest,
} from './subgraph-call.ts';

/** A fetch of entities that waits for others to the same subgraph. */
export interface EntityAsker {
  readonly request: SubgraphRequest & { readonly entities: AskedEntities };
  readonly context: CallContext;
  readonly resolve: (answer: SubgraphAnswer | Promise<SubgraphAnswer>) => void;
}

/** Of one request, unless one asker alone has more. */
export interface TogetherBounds {
  readonly maxEntities: number;
  readonly maxBytes: number;
  /** So many askers of a request that has failed as a whole are each asked for again by themselves; more fail together. */
  readonly maxApart: number;
}

const defaultBounds: TogetherBounds = Object.freeze({
  maxEntities: 200,
  maxBytes: 64 * 1024,
  maxApart: 10,
});

/** Different fetches in one request. */
const maxLists = 10;
/** After which fetches that failed each other are tried together again. */
const apartTimes = 50;

/** The askers of one `_entities` in a request: they have the same text and variables. */
interface List {
  readonly first: EntityAsker;
  readonly askers: EntityAsker[];
  /** Where each representation stands in it, each once. */
  readonly indexes: Map<string, number>;
  /** Two askers ask for one entity. */
  overlaps: boolean;
}

/**
 * Sends fetches of entities in as few requests as the bounds allow: those with equal text and variables share one list of
 * representations, each entity once; the others stand beside each other under aliases. Everyone gets what it would have
 * got by itself, with the errors at its own indexes. Since `_entities` may not be null, one that fails would take the
 * others with it: then each is sent by itself, and so they go for a while.
 */
export class SendTogether {
  readonly #texts = new MergedTexts();
  readonly #bounds: TogetherBounds;

  constructor(bounds: TogetherBounds = defaultBounds) {
    this.#bounds = bounds;
  }

  /** Of the texts that were made, which are kept. */
  size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#texts.size, bytes: this.#texts.bytes };
  }

  /**
   * @param askers of one subgraph, all with its identity or all without, and then of one viewer
   * @param context what the requests are sent with that several wait for
   */
  send(call: SubgraphCall, askers: readonly EntityAsker[], context: CallContext): void {
    const [only, second] = askers;
    if (only && !second) return sendAlone(call, only);
    for (const lists of split(askers, this.#bounds)) this.#sendLists(call, lists, context);
  }

  #sendLists(call: SubgraphCall, lists: readonly List[], context: CallContext): void {
    const [list, second] = lists;
    if (!list) return;
    const { maxApart } = this.#bounds;
    if (!second) return sendList(call, list, { context, maxApart });
    const ordered = [...lists].sort(byText);
    const text = this.#texts.of(partsOf(ordered));
    if (!text || text.apart > 0) {
      if (text) text.apart -= 1;
      for (const each of lists) sendList(call, each, { context, maxApart });
    } else sendMerged(call, { lists: ordered, text }, { context, maxApart });
  }
}

/** Whoever comes first: the same fetches give the same bytes. */
function byText({ first: a }: List, { first: b }: List): number {
  const [left, right] = [a.request.entities.before, b.request.entities.before];
  return left < right ? -1 : Number(left > right);
}

/** In pieces within the bounds; nobody's own entities are torn apart. */
function split(askers: readonly EntityAsker[], { maxEntities, maxBytes }: TogetherBounds): List[][] {
  const batches: Map<string, List>[] = [];
  let entities = 0;
  let bytes = 0;
  for (const asker of askers) {
    const { before, texts } = asker.request.entities;
    const last = batches.at(-1);
    const isNew = last?.has(before) !== true;
    const size = texts.reduce((sum, text) => sum + text.length, isNew ? before.length : 0);
    const fits = entities + texts.length <= maxEntities && bytes + size <= maxBytes;
    let batch = last;
    if (!batch || !fits || (isNew && batch.size >= maxLists)) {
      batches.push((batch = new Map()));
      entities = 0;
      bytes = 0;
    }
    entities += texts.length;
    bytes += size;
    join(batch, asker);
  }
  return batches.map((batch) => [...batch.values()]);
}

function join(batch: Map<string, List>, asker: EntityAsker): void {
  const { before, texts } = asker.request.entities;
  const list = batch.get(before) ?? newList(asker);
  batch.set(before, list);
  list.askers.push(asker);
  for (const text of texts) {
    if (list.indexes.has(text)) list.overlaps = true;
    else list.indexes.set(text, list.indexes.size);
  }
}

function newList(first: EntityAsker): List {
  return { first, askers: [], indexes: new Map(), overlaps: false };
}

function sendAlone(call: SubgraphCall, { request, context, resolve }: EntityAsker): void {
  resolve(call(request, context));
}

interface Sending extends Pick<TogetherBounds, 'maxApart'> {
  readonly context: CallContext;
}

/** One list by itself needs no alias. */
function sendList(call: SubgraphCall, list: List, { context, maxApart }: Sending): void {
  const { first, askers, indexes } = list;
  if (askers.length === 1) return sendAlone(call, first);
  const { request } = first;
  const texts = [...indexes.keys()];
  const body = `${request.entities.before}${texts.join(',')}]}}`;
  const sent: SubgraphRequest = { ...request, body, entities: { ...request.entities, texts } };
  const answered = call(sent, context);
  answered.then(
    (answer) => {
      if (isOfNobody(answer) && askers.length <= maxApart) askers.forEach((each) => sendAlone(call, each));
      else for (const each of askers) each.resolve(partOf(answer, each, { list, alias: '_entities' }));
    },
    () => askers.forEach(({ resolve }) => resolve(answered)),
  );
}

/** The names that each list has for itself: what others before it call by the same name has another value. */
function partsOf(lists: readonly List[]): MergedPart[] {
  const values = new Map<string, string>();
  return lists.map(({ first }): MergedPart => {
    const { operation, variables } = first.request.entities;
    const own: string[] = [];
    for (const { name, json } of variables) {
      const before = values.get(name);
      if (before === undefined) values.set(name, json);
      else if (before !== json) own.push(name);
    }
    return { operation, ownNames: own.length > 0 ? new Set(own) : noNames };
  });
}

const noNames: ReadonlySet<string> = new Set();

interface Merged {
  readonly lists: readonly List[];
  readonly text: MergedText;
}

function sendMerged(call: SubgraphCall, { lists, text }: Merged, sending: Sending): void {
  const [list] = lists;
  if (!list) return;
  const { subgraph, identity } = list.first.request;
  const body = bodyOf(lists, text);
  const answered = call({ subgraph, identity, kind: 'query', body }, sending.context);
  const goApart = (): void => {
    text.apart = apartTimes;
    for (const each of lists) {
      if (each.askers.length > sending.maxApart) sendList(call, each, sending);
      else each.askers.forEach((asker) => sendAlone(call, asker));
    }
  };
  answered.then(
    (answer) => {
      if (isOfNobody(answer)) return goApart();
      for (const [index, each] of lists.entries()) {
        const alias = text.lists[index]?.alias ?? '';
        for (const asker of each.askers) asker.resolve(partOf(answer, asker, { list: each, alias }));
      }
    },
    (error: unknown) => {
      if (isOfTheWhole(error)) return goApart();
      for (const { askers } of lists) askers.forEach(({ resolve }) => resolve(answered));
    },
  );
}

/** Nobody can say whose fetch has failed. */
function isOfNobody({ data, errors }: SubgraphAnswer): boolean {
  return data === null || errors.some(({ path }) => !isList(path?.[0]));
}

/** What may be wrong with the request as a whole and with none of its parts. */
function isOfTheWhole(error: unknown): boolean {
  const code = errorsOf(error)[0]?.extensions['code'];
  return code === 'SUBGRAPH_RESPONSE_TOO_LARGE' || code === 'SUBGRAPH_BAD_RESPONSE';
}

function bodyOf(lists: readonly List[], text: MergedText): string {
  const members = new Map<string, string>();
  for (const [index, { first, indexes }] of lists.entries()) {
    const place = text.lists[index];
    if (!place) continue;
    for (const { name, json } of first.request.entities.variables)
      members.set(place.renamed.get(name) ?? name, json);
    members.set(place.representations, `[${[...indexes.keys()].join(',')}]`);
  }
  const written = [...members].map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return `${text.bodyHead}${written.join(',')}}}`;
}

interface Place {
  readonly list: List;
  readonly alias: string;
}

/** One asker's part of an answer. An error that names no list is everybody's. */
function partOf(answer: SubgraphAnswer, asker: EntityAsker, place: Place): SubgraphAnswer {
  const { list, alias } = place;
  const isAlone = list.askers.length === 1;
  const places = isAlone
    ? undefined
    : asker.request.entities.texts.map((text) => list.indexes.get(text) ?? -1);
  const errors = answer.errors.length === 0 ? answer.errors : ownErrors(answer.errors, { alias, places });
  if (answer.data === null) return { data: null, errors };
  const entities = answer.data[alias];
  if (!places) return { data: { _entities: entities }, errors, shared: answer.shared };
  // Of a wrong length nobody can say whose is whose: no list is a bad answer to each.
  const isWhole = Array.isArray(entities) && entities.length === list.indexes.size;
  const mine: unknown = isWhole ? places.map((at): unknown => entities[at]) : null;
  return { data: { _entities: mine }, errors, shared: list.overlaps || answer.shared };
}

function ownErrors(
  errors: readonly RawError[],
  { alias, places }: { readonly alias: string; readonly places: readonly number[] | undefined },
): RawError[] {
  return errors.flatMap((error) => {
    const [root, index, ...rest] = error.path ?? [];
    if (root !== alias) return isList(root) ? [] : [error];
    if (typeof index !== 'number' || !places)
      return [{ ...error, path: ['_entities', ...(error.path ?? []).slice(1)] }];
    return places.flatMap((place, to) =>
      place === index ? [{ ...error, path: ['_entities', to, ...rest] }] : [],
    );
  });
}

function isList(root: string | number | undefined): boolean {
  return typeof root === 'string' && /^_(?:entities|\d+)$/.test(root);
}
