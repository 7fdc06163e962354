import { Kind, parse, print, visit } from 'graphql';
import type { DocumentNode, FieldDefinitionNode, TypeNode } from 'graphql';
import { parseFieldSet } from '../../gateway/src/plan/field-set.ts';

/** Takes out of an SDL what hangs in the air after something else was taken out, so that it may compose again. */
export function tidySdl(sdl: string): string {
  let [before, after] = ['', print(parse(sdl, { noLocation: true }))];
  while (before !== after) {
    before = after;
    after = print(tidy(parse(before, { noLocation: true })));
  }
  return after;
}

const builtIn = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

function tidy(document: DocumentNode): DocumentNode {
  const known = new Set(builtIn);
  const fields = new Set<string>();
  for (const node of document.definitions) {
    if ('name' in node && node.name) known.add(node.name.value);
    for (const field of 'fields' in node ? (node.fields ?? []) : []) fields.add(field.name.value);
  }
  const used = usedNames(document);
  const isKnown = ({ name }: { readonly name: { readonly value: string } }): boolean => known.has(name.value);
  return visit(document, {
    FieldDefinition: (node) => {
      const isIdle = has(node, 'external') && !used.has(node.name.value);
      return !known.has(namedType(node.type)) || isIdle || lacks(node, fields) ? null : undefined;
    },
    InputValueDefinition: (node) => (known.has(namedType(node.type)) ? undefined : null),
    ObjectTypeDefinition: {
      leave: (node) =>
        node.fields?.length ? { ...node, interfaces: node.interfaces?.filter(isKnown) } : null,
    },
    InterfaceTypeDefinition: { leave: (node) => (node.fields?.length ? undefined : null) },
    InputObjectTypeDefinition: { leave: (node) => (node.fields?.length ? undefined : null) },
    UnionTypeDefinition: (node) => {
      const types = node.types?.filter(isKnown);
      return types?.length ? { ...node, types } : null;
    },
  });
}

/** A required or provided field is nowhere any more. */
function lacks(node: FieldDefinitionNode, fields: ReadonlySet<string>): boolean {
  return fieldSets(node).some((text) => {
    let missing = false;
    visit(parseFieldSet(text), {
      Field: ({ name }) => {
        if (name.value !== '__typename' && !fields.has(name.value)) missing = true;
      },
    });
    return missing;
  });
}

function fieldSets(node: FieldDefinitionNode): string[] {
  return (node.directives ?? []).flatMap(({ name, arguments: args }) => {
    const value = args?.find((argument) => argument.name.value === 'fields')?.value;
    return /^(?:requires|provides)$/.test(name.value) && value?.kind === Kind.STRING ? [value.value] : [];
  });
}

/** Every name in a field set, and of fields of interfaces: what may be external. */
function usedNames(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value !== 'fields' || value.kind !== Kind.STRING) return;
      for (const match of value.value.matchAll(/\w+/g)) names.add(match[0]);
    },
    InterfaceTypeDefinition: ({ fields }) => fields?.forEach(({ name }) => names.add(name.value)),
  });
  return names;
}

function has(node: FieldDefinitionNode, directive: string): boolean {
  return node.directives?.some(({ name }) => name.value === directive) ?? false;
}

function namedType(node: TypeNode): string {
  return node.kind === Kind.NAMED_TYPE ? node.name.value : namedType(node.type);
}
