import { parse } from 'secure-json-parse';
import { badInput, StatusError } from './errors.ts';
import { Fields } from './fields.ts';
import { readXml } from './read-xml.ts';
import type { XmlElement } from './read-xml.ts';

export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly fields: Fields }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'xml'; readonly root: XmlElement };

export type BodyKind = Exclude<Body['kind'], 'none'>;

const kinds: readonly (readonly [BodyKind, RegExp])[] = [
  ['form', /^application\/x-www-form-urlencoded$/],
  ['json', /^application\/(?:[\w.-]+\+)?json$/],
  ['xml', /^(?:application\/(?:[\w.-]+\+)?|text\/)xml$/],
];

/**
 * Which of the kinds that a route takes the head announces.
 * @throws StatusError 415 for another one, for one that is not in UTF-8, and for none
 */
export function announcedKind(contentType: string | undefined, takes: readonly BodyKind[]): BodyKind {
  const [essence = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((each) => each.trim());
  const kind = kinds.find(([, form]) => form.test(essence))?.[0];
  if (kind === undefined || !takes.includes(kind))
    throw new StatusError(
      415,
      `The content-type must be of ${takes.map((each) => names[each]).join(' or ')}.`,
    );
  const charset = parameters.find((each) => each.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?(?:utf-?8|us-ascii)"?$/.test(charset))
    throw new StatusError(415, 'The charset must be utf-8.');
  return kind;
}

const names: Readonly<Record<BodyKind, string>> = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  xml: 'application/xml',
};

/** How deep JSON may be: as deep as the variables of an operation. */
const maxJsonDepth = 20;

/** @throws BAD_USER_INPUT for what is not what it says, or deeper or larger than it may be */
export function readBodyText(kind: BodyKind, text: string): Body {
  if (kind === 'form') return { kind, fields: Fields.of(new URLSearchParams(text)) };
  if (kind === 'xml') return { kind, root: readXml(text) };
  return { kind, value: readJson(text) };
}

function readJson(text: string): unknown {
  let value: unknown;
  try {
    value = parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw badInput({ field: 'body', rule: 'json' }, 'The body is not valid JSON.');
  }
  if (!isShallow(value, maxJsonDepth))
    throw badInput({ field: 'body', rule: 'json_depth' }, `JSON may be at most ${maxJsonDepth} levels deep.`);
  return value;
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1));
}
