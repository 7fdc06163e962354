/** What an element may hold; null and undefined are left out. */
export type XmlContent = string | number | XmlNode | null | undefined | readonly XmlContent[];

/** An element to be written. Made by `xml`. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: XmlContent;
}

/** One element. Names are of the door's own making, never of a client's. */
export function xml(
  name: string,
  content: XmlContent,
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlNode {
  return { name, attributes, content };
}

/** A whole document, with its declaration, in UTF-8. Text is escaped; what XML has no character for is dropped. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${write(root)}\n`;
}

function write(content: XmlContent): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escape(String(content));
  if (!isNode(content)) return content.map(write).join('');
  const { name, attributes } = content;
  const own = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escape(value)}"`))
    .join('');
  const inner = write(content.content);
  return inner === '' ? `<${name}${own}/>` : `<${name}${own}>${inner}</${name}>`;
}

function isNode(content: XmlNode | readonly XmlContent[]): content is XmlNode {
  return 'name' in content;
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Outside of `Char` in XML 1.0, lone surrogates among them. */
// oxlint-disable-next-line no-control-regex
const noCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function escape(text: string): string {
  return text.replace(noCharacter, '').replace(/[&<>"\r]/g, (mark) => marks[mark] ?? '');
}
