import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type {
  CallContext,
  SubgraphAnswer,
  SubgraphCall,
  SubgraphRequest,
} from '../transport/subgraph-call.ts';

export interface BatchBounds {
  /** Of one request, unless one asker alone has more. */
  readonly maxEntities: number;
  readonly maxBytes: number;
}

const defaultBounds: BatchBounds = Object.freeze({ maxEntities: 200, maxBytes: 128 * 1024 });

interface Asker {
  readonly request: SubgraphRequest;
  readonly context: CallContext;
  readonly texts: readonly string[];
  readonly resolve: (answer: SubgraphAnswer | Promise<SubgraphAnswer>) => void;
}

/**
 * Puts what several topics ask for in one turn of the event loop into one request, where nothing but the
 * representations differs: the same query text, variables and, unless all that is selected is public, viewer. Each
 * entity is asked for once, and everyone gets back its own, with the errors at its own indexes. A request that several
 * share runs to its end, whoever leaves.
 */
export function batchJoins(call: SubgraphCall, bounds: BatchBounds = defaultBounds): SubgraphCall {
  const waiting = new Map<string, Asker[]>();
  const send = (): void => {
    const batches = [...waiting.values()].flatMap((askers) => split(askers, bounds));
    waiting.clear();
    for (const batch of batches) sendBatch(call, batch);
  };
  return (request, context) => {
    const { entities } = request;
    if (!entities || request.kind !== 'query') return call(request, context);
    return new Promise((resolve) => {
      if (waiting.size === 0) setImmediate(send);
      const key = keyOf(request, context, entities.before);
      const asker = { request, context, texts: entities.texts, resolve };
      const askers = waiting.get(key);
      if (askers) askers.push(asker);
      else waiting.set(key, [asker]);
    });
  };
}

function keyOf({ subgraph, identity }: SubgraphRequest, { viewer }: CallContext, before: string): string {
  const who = identity ? encodeViewer(viewer) : '';
  return [subgraph.name, subgraph.url, subgraph.signingKey ?? '', who, before].join('\n');
}

/** In pieces within the bounds; nobody's own entities are torn apart. */
function split(askers: readonly Asker[], { maxEntities, maxBytes }: BatchBounds): Asker[][] {
  const batches: Asker[][] = [];
  let entities = 0;
  let bytes = 0;
  for (const asker of askers) {
    const size = asker.texts.reduce((sum, text) => sum + text.length, 0);
    const last = batches.at(-1);
    if (last && entities + asker.texts.length <= maxEntities && bytes + size <= maxBytes) {
      last.push(asker);
      entities += asker.texts.length;
      bytes += size;
    } else {
      batches.push([asker]);
      entities = asker.texts.length;
      bytes = size;
    }
  }
  return batches;
}

function sendBatch(call: SubgraphCall, askers: readonly Asker[]): void {
  const [first, second] = askers;
  if (!first) return;
  if (!second) return first.resolve(call(first.request, first.context));
  const indexes = new Map<string, number>();
  for (const { texts } of askers)
    for (const text of texts) if (!indexes.has(text)) indexes.set(text, indexes.size);
  const { before = '' } = first.request.entities ?? {};
  const texts = [...indexes.keys()];
  const request = {
    ...first.request,
    body: `${before}${texts.join(',')}]}}`,
    entities: { before, texts },
  };
  const answered = call(request, { ...first.context, signal: new AbortController().signal });
  for (const { texts: own, resolve } of askers) {
    const places = own.map((text) => indexes.get(text) ?? -1);
    resolve(answered.then((answer) => part(answer, places, texts.length)));
  }
}

/** One asker's part of the answer. An error that names no entity is everybody's. */
function part({ data, errors }: SubgraphAnswer, places: readonly number[], all: number): SubgraphAnswer {
  const own = errors.flatMap((error) => {
    const [root, index, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof index !== 'number') return [error];
    return places.flatMap((place, to) => (place === index ? [{ ...error, path: [root, to, ...rest] }] : []));
  });
  if (data === null) return { data, errors: own };
  const entities = data['_entities'];
  // Of a wrong length nobody can say whose is whose: no list is a bad answer to each.
  const isWhole = Array.isArray(entities) && entities.length === all;
  const mine: unknown = isWhole ? places.map((place): unknown => entities[place]) : null;
  return { data: { _entities: mine }, errors: own, shared: true };
}
