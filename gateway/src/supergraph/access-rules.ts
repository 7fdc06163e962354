import { baseType, isInterfaceType, isObjectType } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import type { DocumentNode } from 'graphql';
import type { Denied } from '../plan/denied.ts';
import type { SelectedField } from './operation-requirements.ts';
import { readOperationFields, readOperationRequirements } from './operation-requirements.ts';
import { concreteTypes, indexRules } from './rule-index.ts';
import type { AccessRequirement, RuleIndex } from './rule-index.ts';

/** The requirements of `@authenticated`, `@requiresScopes` and `@policy` in one supergraph. */
export interface AccessRules {
  /** False: nothing in the supergraph is protected, and no operation needs to be looked at. */
  readonly any: boolean;
  /**
   * All that can matter to the operations of a document, each once: what they select, and what a plan may fetch for
   * itself, as keys and required fields (threats.md B09). Remembered for as long as the document is.
   */
  ofDocument(document: DocumentNode): readonly AccessRequirement[];
  /** What a viewer may not have who does not meet these. */
  deny(unmet: readonly AccessRequirement[], viewerIsKnown: 'known' | 'stranger'): Denied;
  /** Which of the fields that a document selects are denied, as `Type.field`. */
  deniedFields(document: DocumentNode, denied: Denied): readonly string[];
}

/**
 * Reads the rules off a supergraph.
 * @param planFields names of the fields that plans fetch for themselves
 */
export function readAccessRules(schema: Schema, planFields: ReadonlySet<string>): AccessRules {
  const index = indexRules(schema);
  const ofPlans = planCoordinates(schema, planFields).flatMap((each) => index.rules.get(each) ?? []);
  const known = new WeakMap<DocumentNode, readonly AccessRequirement[]>();
  const selected = new WeakMap<DocumentNode, readonly SelectedField[]>();
  const fieldsOf = (document: DocumentNode): readonly SelectedField[] => {
    const fields = selected.get(document) ?? readOperationFields(document, index);
    selected.set(document, fields);
    return fields;
  };
  return {
    any: index.rules.size > 0,
    ofDocument: (document) => {
      const before = known.get(document);
      if (before) return before;
      const found = new Set([...ofPlans, ...readOperationRequirements(document, index)]);
      const requirements = [...found].sort((a, b) => a.id - b.id);
      known.set(document, requirements);
      return requirements;
    },
    deniedFields: (document, denied) =>
      fieldsOf(document)
        .filter(({ type, name }) => denied.field(type, name))
        .map(({ type, name }) => `${type}.${name}`),
    deny: (unmet, viewerIsKnown) => createDenied(new Set(unmet), { index, viewerIsKnown }),
  };
}

function planCoordinates(schema: Schema, planFields: ReadonlySet<string>): string[] {
  return schema.types().flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = type.fields().filter(({ name }) => planFields.has(name));
    return fields.flatMap((field) => {
      const returned = field.type && baseType(field.type);
      return [field.coordinate, ...(returned ? [returned.name, ...concreteTypes(returned)] : [])];
    });
  });
}

function createDenied(
  unmet: ReadonlySet<AccessRequirement>,
  { index, viewerIsKnown }: { readonly index: RuleIndex; readonly viewerIsKnown: 'known' | 'stranger' },
): Denied {
  const isUnmet = (coordinate: string): boolean =>
    index.rules.get(coordinate)?.some((requirement) => unmet.has(requirement)) === true;
  const type = remember((name) => isUnmet(name) || everyType(name));
  const everyType = (name: string): boolean => {
    const types = index.runtimeTypes(name);
    return types.length > 0 && types.every(isUnmet);
  };
  const someType = remember((name) => [name, ...index.runtimeTypes(name)].some(isUnmet));
  const fieldItself = remember((coordinate) => {
    const [owner = '', name = ''] = coordinate.split('.');
    if ([owner, ...index.runtimeTypes(owner)].some((each) => isUnmet(`${each}.${name}`))) return true;
    const returned = index.returned(owner, name);
    return returned !== undefined && type(returned);
  });
  const denial =
    viewerIsKnown === 'known'
      ? ({ code: 'FORBIDDEN', message: 'You may not ask for this.' } as const)
      : ({ code: 'UNAUTHENTICATED', message: 'Sign in to ask for this.' } as const);
  const ids = [...unmet].map(({ id }) => id).sort((a, b) => a - b);
  return {
    ...denial,
    key: `${denial.code} ${ids.join()}`,
    type,
    field: (owner, name) => someType(owner) || fieldItself(`${owner}.${name}`),
    fieldItself: (owner, name) => fieldItself(`${owner}.${name}`),
  };
}

/** There are as many answers as the schema has fields: nothing that a client sends adds to them, as it was validated. */
function remember(answer: (key: string) => boolean): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = answer(key);
    known.set(key, value);
    return value;
  };
}
