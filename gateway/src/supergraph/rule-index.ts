import { baseType, isInterfaceType, isObjectType, isUnionType } from '@apollo/federation-internals';
import type { InterfaceType, NamedType, Schema } from '@apollo/federation-internals';

/** What a field or a type demands of who asks. `anyOf` is an OR of ANDs, as the directives write it. */
export interface AccessRequirement {
  /** Its number in this generation; equal demands are one requirement, wherever they stand. */
  readonly id: number;
  readonly kind: 'authenticated' | 'requiresScopes' | 'policy';
  readonly anyOf: readonly (readonly string[])[];
}

/** The rules by `Type` and `Type.field`, and what of the schema is needed to follow a selection. */
export interface RuleIndex {
  readonly rules: ReadonlyMap<string, readonly AccessRequirement[]>;
  /** The concrete types that an object of this type may have. */
  runtimeTypes(type: string): readonly string[];
  /** The named type that a field returns; undefined where there is no such field. */
  returned(type: string, field: string): string | undefined;
  rootType(operation: 'query' | 'mutation' | 'subscription'): string | undefined;
}

const specs = [
  ['https://specs.apollo.dev/authenticated', 'authenticated'],
  ['https://specs.apollo.dev/requiresScopes', 'requiresScopes'],
  ['https://specs.apollo.dev/policy', 'policy'],
] as const;

/**
 * Reads the directives off a supergraph. What an interface demands of itself all that implement it demand as well: who
 * may not ask through the one way may not through the other (threats.md B06, B07).
 */
export function indexRules(schema: Schema): RuleIndex {
  const own = readOwnRules(schema);
  const rules = new Map<string, AccessRequirement[]>();
  const add = (coordinate: string, found: readonly AccessRequirement[] | undefined): void => {
    if (found?.length) rules.set(coordinate, [...(rules.get(coordinate) ?? []), ...found]);
  };
  for (const type of own.size > 0 ? schema.types() : []) {
    if (isInterfaceType(type)) {
      const to = [type.name, ...type.allImplementations().map(({ name }) => name)];
      for (const suffix of ['', ...type.fields().map(({ name }) => `.${name}`)]) {
        const found = demandedByItself(type, suffix, own);
        for (const name of to) add(`${name}${suffix}`, found);
      }
      continue;
    }
    add(type.name, own.get(type.name));
    if (!isObjectType(type)) continue;
    for (const { coordinate } of type.fields()) add(coordinate, own.get(coordinate));
  }
  return { rules, ...followSchema(schema) };
}

/**
 * Composition writes on an interface what any of its types demands, so that whoever knows no better asks for all of it.
 * We look at the type of each object, so what one of the types demands of itself is no demand of the interface.
 */
function demandedByItself(
  type: InterfaceType,
  suffix: string,
  own: ReadonlyMap<string, readonly AccessRequirement[]>,
): AccessRequirement[] {
  const kinds = type
    .possibleRuntimeTypes()
    .flatMap(({ name }) => own.get(`${name}${suffix}`)?.map(({ kind }) => kind) ?? []);
  return (own.get(`${type.name}${suffix}`) ?? []).filter(({ kind }) => !kinds.includes(kind));
}

function followSchema(schema: Schema): Omit<RuleIndex, 'rules'> {
  return {
    runtimeTypes: (name) => {
      const type = schema.type(name);
      return type ? concreteTypes(type) : [name];
    },
    returned: (name, fieldName) => {
      const type = schema.type(name);
      if (!type || (!isObjectType(type) && !isInterfaceType(type))) return undefined;
      const returned = type.field(fieldName)?.type;
      return returned && baseType(returned).name;
    },
    rootType: (operation) => schema.schemaDefinition.root(operation)?.type.name,
  };
}

/** The names of the object types that a type stands for; its own for any other type. */
export function concreteTypes(type: NamedType): string[] {
  if (isInterfaceType(type)) return type.possibleRuntimeTypes().map(({ name }) => name);
  return isUnionType(type) ? type.types().map(({ name }) => name) : [type.name];
}

function readOwnRules(schema: Schema): Map<string, AccessRequirement[]> {
  const own = new Map<string, AccessRequirement[]>();
  const distinct = new Map<string, AccessRequirement>();
  for (const [identity, kind] of specs) {
    const name = schema.coreFeatures?.getByIdentity(identity)?.directiveNameInSchema(kind);
    for (const application of (name && schema.directive(name)?.applications()) || []) {
      const { parent } = application;
      const coordinate = 'coordinate' in parent ? parent.coordinate : undefined;
      if (typeof coordinate !== 'string') continue;
      const anyOf = parseAnyOf(kind, application.arguments());
      const text = JSON.stringify([kind, anyOf]);
      const requirement = distinct.get(text) ?? Object.freeze({ id: distinct.size, kind, anyOf });
      distinct.set(text, requirement);
      own.set(coordinate, [...(own.get(coordinate) ?? []), requirement]);
    }
  }
  return own;
}

function parseAnyOf(kind: AccessRequirement['kind'], args: Record<string, unknown>): string[][] {
  const anyOf = (kind === 'requiresScopes' ? args['scopes'] : args['policies']) as string[][] | undefined;
  return anyOf ?? [];
}
