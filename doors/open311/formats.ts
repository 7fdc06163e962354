import type { Format, Rendered, XmlContent } from '../frame/index.ts';
import { json, writeXml, xml } from '../frame/index.ts';

/** GeoReport v2, "Format Support": XML is `text/xml`. */
export const textXml: Format = Object.freeze({
  name: 'xml',
  mediaType: 'text/xml; charset=utf-8',
  alsoAs: ['application/xml'],
});

/** JSON for who says nothing, as nearly all clients of today mean. */
export const formats: readonly Format[] = [json, textXml];

type Value = string | number | boolean | null;

/** The members of one thing, in the order of the standard. */
export type Members = Readonly<Record<string, Value>>;

/** What a list is called in XML, and each thing in it. */
export interface ListNames {
  readonly list: string;
  readonly each: string;
}

/** A list in both forms: equal members, in JSON of their own types, in XML as text. */
export function renderList(
  things: readonly Members[],
  names: ListNames,
  format: Format,
): Pick<Rendered, 'body'> {
  if (format.name === 'json') return { body: `${JSON.stringify(things)}\n` };
  return {
    body: writeXml(
      xml(
        names.list,
        things.map((thing) => xml(names.each, elements(thing))),
      ),
    ),
  };
}

export function elements(members: Members): XmlContent {
  return Object.entries(members).map(([name, value]) =>
    xml(name, typeof value === 'boolean' ? String(value) : value),
  );
}
