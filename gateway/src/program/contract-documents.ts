import { BoundedMap } from '../bounded-map.ts';
import { asksForSchema, defaultDocumentBounds } from './known-documents.ts';
import type { KnownDocuments } from './known-documents.ts';

/**
 * The documents of a contract's view. One that the contract allows is the same as that of the whole graph, with its plans and
 * programs; only that it is allowed is remembered here. What asks for the schema itself is kept apart, in `own`.
 */
export function contractDocuments(whole: KnownDocuments, own: KnownDocuments): KnownDocuments {
  const allowed = new BoundedMap<true>({
    maxEntries: defaultDocumentBounds.maxEntries,
    maxBytes: 8 * 1024 * 1024,
    weigh: (_, source) => 100 + source.length * 2,
  });
  return {
    find: (source) => own.find(source) ?? (allowed.get(source) && whole.find(source)),
    add: (source, document) => {
      if (asksForSchema(document)) return own.add(source, document);
      allowed.set(source, true);
      return whole.find(source) ?? whole.add(source, document);
    },
    grew: (source) => (own.find(source) ? own : whole).grew(source),
    all: () => own.all(),
    counts: () => own.counts(),
  };
}
