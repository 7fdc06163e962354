import { defaultFieldResolver, isObjectType, Kind, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { LogAccess } from './access-log.ts';
import { forbidden, unauthenticated } from './errors.ts';
import { isPolicy, meets } from './process/policies.ts';
import type { Viewer } from './process/viewer.ts';

interface Guarded {
  readonly viewer: Viewer;
  readonly access?: Pick<LogAccess, 'wrote'>;
}

/** What one directive demands of who asks; `anyOf` is an OR of ANDs. */
type Demand = (viewer: Viewer) => boolean;

/**
 * Has the schema's own `@authenticated`, `@requiresScopes` and `@policy` hold here as they do in a gateway, whoever asks and whichever way
 * an object was reached: what a type demands, each of its fields does, so `_entities` is no way round it (threats.md B04, B09). Nothing
 * is resolved for who may not: UNAUTHENTICATED for strangers, FORBIDDEN for others, at the field.
 * @throws Error naming the field that demands a policy which nobody knows
 */
export function guardFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const nodes = [type.astNode, ...type.extensionASTNodes];
    const ofType = nodes.flatMap((node) => demandsIn(node?.directives, type.name));
    for (const field of Object.values(type.getFields())) {
      const demands = [...ofType, ...demandsIn(field.astNode?.directives, `${type.name}.${field.name}`)];
      if (demands.length > 0) guard(field, demands, type === schema.getSubscriptionType());
      if (field.astNode?.directives?.some(({ name }) => name.value === 'audited')) watch(field, type.name);
    }
  }
  return schema;
}

function guard(field: GraphQLField<unknown, Guarded>, demands: readonly Demand[], isStream: boolean): void {
  const checked =
    (resolve: GraphQLFieldResolver<unknown, Guarded>): GraphQLFieldResolver<unknown, Guarded> =>
    (...call) => {
      const { viewer } = call[2];
      if (demands.some((demand) => !demand(viewer)))
        throw viewer.kind === 'anonymous'
          ? unauthenticated('Sign in to ask for this.')
          : forbidden('You may not ask for this.');
      return resolve(...call);
    };
  if (isStream) field.subscribe &&= checked(field.subscribe);
  else field.resolve = checked(field.resolve ?? defaultFieldResolver);
}

/**
 * A field marked `@audited` (sensitive, P4) gives no value of which no look was written down before: a resolver that forgets to is a
 * fault, and its value stays here.
 */
function watch(field: GraphQLField<unknown, Guarded>, type: string): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (...call) => {
    const value: unknown = await resolve(...call);
    if (value === null || value === undefined || call[2].access?.wrote(type, field.name)) return value;
    throw new Error(`${type}.${field.name} is audited, and no look at it was written down`);
  };
}

function demandsIn(directives: readonly ConstDirectiveNode[] | undefined, where: string): Demand[] {
  return (directives ?? []).flatMap((directive) => {
    switch (directive.name.value.replace(/^federation__/, '')) {
      case 'authenticated':
        return [(viewer: Viewer) => viewer.kind !== 'anonymous'];
      case 'requiresScopes': {
        const scopes = anyOfIn(directive, 'scopes');
        return [
          (viewer: Viewer) => scopes.some((all) => all.every((scope) => viewer.scopes.includes(scope))),
        ];
      }
      case 'policy': {
        const policies = anyOfIn(directive, 'policies').map((all) =>
          all.map((name) => knownPolicy(name, where)),
        );
        return [(viewer: Viewer) => policies.some((all) => all.every((policy) => meets(viewer, policy)))];
      }
      default:
        return [];
    }
  });
}

function knownPolicy(name: string, where: string) {
  if (isPolicy(name)) return name;
  throw new Error(`schema: ${where} demands the policy "${name}", which nobody knows`);
}

/** The directive's list of lists; a value alone stands for a list of one, as everywhere in GraphQL. */
function anyOfIn(
  { arguments: given = [] }: ConstDirectiveNode,
  name: string,
): readonly (readonly string[])[] {
  const node = given.find((argument) => argument.name.value === name)?.value;
  if (node?.kind !== Kind.LIST) return [];
  return node.values.map((each) => {
    const all: unknown = valueFromASTUntyped(each);
    return Array.isArray(all) ? all.map(String) : [String(all)];
  });
}
