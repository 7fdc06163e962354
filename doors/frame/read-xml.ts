import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { badInput } from './errors.ts';

/** One element of a document that was read; nothing else of it is kept. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** By their names without prefix; those of `xmlns` are not among them. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** What stands directly in it, white space and CDATA included. */
  readonly text: string;
}

export const xmlLimits = Object.freeze({ depth: 32, elements: 10_000, attributes: 32 });

/**
 * Reads a document in memory. It may declare no types and no entities, so nothing in it can grow or be fetched; the five
 * entities of XML itself and character references are known.
 * @throws BAD_USER_INPUT, field `body`, rule `xml`, `xml_doctype`, `xml_depth`, `xml_elements` or `xml_attributes`
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Growing[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  parser.on('doctype', () => refuse('xml_doctype', 'The document may not have a document type declaration.'));
  parser.on('error', ({ message }) =>
    refuse('xml', `The body is not well-formed XML: ${message.slice(0, 200)}`),
  );
  parser.on('opentag', (tag: SaxesTagNS) => {
    count += 1;
    if (count > xmlLimits.elements)
      refuse('xml_elements', `The document may have at most ${xmlLimits.elements} elements.`);
    if (open.length >= xmlLimits.depth)
      refuse('xml_depth', `The document may be at most ${xmlLimits.depth} elements deep.`);
    open.push(grow(tag));
  });
  const write = (part: string): void => void open.at(-1)?.texts.push(part);
  parser.on('text', write);
  parser.on('cdata', write);
  parser.on('closetag', () => {
    const ended = open.pop();
    if (!ended) return;
    const { texts, ...element } = ended;
    const whole = { ...element, text: texts.join('') };
    const parent = open.at(-1);
    if (parent) parent.children.push(whole);
    else root = whole;
  });
  parser.write(text).close();
  return root ?? refuse('xml', 'The body has no element.');
}

interface Growing extends Omit<XmlElement, 'text' | 'children'> {
  readonly children: XmlElement[];
  readonly texts: string[];
}

function grow({ local, uri, attributes }: SaxesTagNS): Growing {
  const own = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
  if (own.length > xmlLimits.attributes)
    refuse('xml_attributes', `An element may have at most ${xmlLimits.attributes} attributes.`);
  const named = own.map((each): [string, string] => [each.local, each.value]);
  return { name: local, namespace: uri, attributes: new Map(named), children: [], texts: [] };
}

function refuse(rule: string, message: string): never {
  throw badInput({ field: 'body', rule }, message);
}
