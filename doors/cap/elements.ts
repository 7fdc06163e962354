import type { XmlElement } from '../frame/index.ts';
import { badInput } from '../frame/index.ts';
import { capNamespace } from './words.ts';

/** Elements of CAP in another, by their name; those of other namespaces are not looked at. */
export function childrenOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((each) => each.name === name && each.namespace === capNamespace);
}

/** The only one of its name. @throws badInput rule `cap_element` for a second one */
export function child(parent: XmlElement, name: string): XmlElement | undefined {
  const [only, second] = childrenOf(parent, name);
  if (second)
    throw badInput({ field: name, rule: 'cap_element' }, `"${name}" comes once in "${parent.name}".`);
  return only;
}

/** What stands in it, trimmed; null for nothing. */
export function textOf(element: XmlElement | undefined): string | null {
  const text = element?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** @throws badInput rule `cap_element` when it is missing or empty */
export function required(parent: XmlElement, name: string): string {
  const text = textOf(child(parent, name));
  if (text === null)
    throw badInput({ field: name, rule: 'cap_element' }, `"${name}" is missing in "${parent.name}".`);
  return text;
}

/** A word of a list, as the graph has it: in capitals. @throws badInput rule `cap_element` */
export function oneOf(parent: XmlElement, name: string, words: readonly string[]): string {
  return wordOf(required(parent, name), name, words);
}

/** @throws badInput rule `cap_element` for a word that is not in the list */
export function wordOf(text: string, name: string, words: readonly string[]): string {
  if (!words.includes(text))
    throw badInput({ field: name, rule: 'cap_element' }, `"${name}" is one of ${words.join(', ')}.`);
  return text.toUpperCase();
}
