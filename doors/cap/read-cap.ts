import type { XmlElement } from '../frame/index.ts';
import { badInput } from '../frame/index.ts';
import { readInfos } from './read-info.ts';
import type { ReceivedInfo } from './read-info.ts';
import { child, oneOf, required, textOf } from './elements.ts';
import { capNamespace } from './words.ts';

const types = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
const statuses = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
const scopes = ['Public', 'Restricted', 'Private'] as const;

/** What the graph takes in as a message of another issuer. */
export interface ReceivedMessage extends Partial<ReceivedInfo> {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: string;
  readonly messageType: string;
  readonly status: string;
  readonly scope: string;
  readonly restriction: string | null;
  readonly addresses: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly note: string | null;
}

/**
 * A document of CAP 1.2 as a message; what it says is for the graph to judge. Parts that the city has no use for (audience, resources,
 * event codes, signatures) are left out.
 * @throws badInput naming the element, rule `cap_namespace`, `cap_element` or `cap_info`
 */
export function readCap(root: XmlElement): ReceivedMessage {
  if (root.name !== 'alert' || root.namespace !== capNamespace)
    throw badInput({ field: 'alert', rule: 'cap_namespace' }, `The document is an alert of ${capNamespace}.`);
  const references = listIn(child(root, 'references'));
  return {
    sender: required(root, 'sender'),
    identifier: required(root, 'identifier'),
    sent: required(root, 'sent'),
    messageType: oneOf(root, 'msgType', types),
    status: oneOf(root, 'status', statuses),
    scope: oneOf(root, 'scope', scopes),
    restriction: textOf(child(root, 'restriction')),
    addresses: addressesIn(textOf(child(root, 'addresses'))),
    references: references.length === 0 ? null : references,
    note: textOf(child(root, 'note')),
    ...readInfos(root),
  };
}

function listIn(element: XmlElement | undefined): readonly string[] {
  return (textOf(element) ?? '').split(/\s+/).filter((part) => part !== '');
}

/** Divided by spaces; one with a space in it stands in quotation marks. */
function addressesIn(text: string | null): readonly string[] | null {
  if (text === null) return null;
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
