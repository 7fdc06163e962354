import { declareValue, refer, valueTypes } from './graph-draft.ts';
import type { EntityDraft, FieldPlan, GraphDraft, Meaning } from './graph-draft.ts';
import { draftField, draftType } from './sdl-draft.ts';
import type { SubgraphDraft, TypeDraft } from './sdl-draft.ts';

const leafNames = ['name', 'title', 'area', 'count', 'level', 'open', 'tags', 'grid', 'meta', 'load'];
const linkNames = ['owner', 'parts', 'near', 'span', 'any', 'links'];

/** Gives an entity fields that lead nowhere and some that lead to other things, each with one owner or several. */
export function draftFields(graph: GraphDraft, entity: EntityDraft): void {
  const { choices } = graph;
  const names = new Set(Array.from({ length: 2 + choices.below(3) }, () => choices.pick(leafNames)));
  const links = new Set(Array.from({ length: choices.below(3) }, () => choices.pick(linkNames)));
  for (const name of [...names, ...links]) {
    const homes = [...entity.homes.keys()];
    const owner = choices.pick(homes);
    const others = homes.filter((home) => home !== owner && choices.chance(1, 5));
    const plan: FieldPlan = {
      name,
      owners: [owner, ...others],
      ...(links.has(name) ? linkMeaning(graph, name) : leafMeaning(graph, name)),
    };
    if (plan.owners.some((home) => home.types.get(entity.name)?.fields.has(name))) continue;
    entity.fields.push(plan);
    for (const home of plan.owners) {
      const directives = plan.owners.length > 1 ? ['@shareable'] : [];
      declarePlanned(graph, { subgraph: home, type: draftType(home, entity.name) }, { plan, directives });
    }
  }
}

/** Declares a planned field in a subgraph, with all the types that it needs there. */
export function declarePlanned(
  graph: GraphDraft,
  at: { readonly subgraph: SubgraphDraft; readonly type: TypeDraft },
  { plan, directives }: { readonly plan: FieldPlan; readonly directives: readonly string[] },
): void {
  const { subgraph, type } = at;
  draftField(type, plan.name, { type: plan.type, args: plan.args, directives });
  if (plan.args.includes('Filter')) declareFilter(graph, subgraph);
  if (plan.type.includes('Level')) declareLevel(graph, subgraph);
  if (plan.type.includes('Meta')) subgraph.others.set('Meta', 'scalar Meta');
  if (plan.to) declareTarget(graph, subgraph, plan.to);
}

function declareTarget(
  graph: GraphDraft,
  subgraph: SubgraphDraft,
  { kind, name }: NonNullable<FieldPlan['to']>,
): void {
  if (kind === 'value') declareValue(subgraph, name);
  else if (kind === 'entity') refer(graph, subgraph, name);
  else declareUnion(graph, subgraph, name);
}

/** A union of an entity and a value, or of two entities; in another subgraph of this name it may have other members. */
function declareUnion(graph: GraphDraft, subgraph: SubgraphDraft, name: string): void {
  if (subgraph.others.has(name)) return;
  const all = graph.entities.map((entity) => entity.name);
  const [first = 'Agency', ...rest] = all;
  const members = [first, ...rest.filter(() => graph.choices.chance(1, 2))];
  if (graph.choices.chance(1, 2)) members.push('Place');
  for (const member of members) {
    if (member in valueTypes) declareValue(subgraph, member);
    else refer(graph, subgraph, member);
  }
  subgraph.others.set(name, `union ${name} = ${members.join(' | ')}`);
}

/** What only one subgraph has of an input no client can give. */
function declareFilter({ choices }: GraphDraft, subgraph: SubgraphDraft): void {
  if (subgraph.others.has('Filter')) return;
  const own = choices.chance(1, 4) ? ` only${subgraph.name}: Int = 3` : '';
  const hidden = choices.chance(1, 4) ? ' secret: Int = 3 @inaccessible' : '';
  subgraph.others.set(
    'Filter',
    `input Filter { min: Int = 1 pick: Pick text: String! = "" sub: Filter picks: [[Pick!]] = [[LOW]]${own}${hidden} }`,
  );
  subgraph.others.set('Pick', `enum Pick { LOW MID${choices.chance(1, 4) ? ' ONLY' : ''} }`);
}

/** Values that only one subgraph may give all clients can read. */
function declareLevel({ choices }: GraphDraft, subgraph: SubgraphDraft): void {
  if (subgraph.others.has('Level')) return;
  subgraph.others.set('Level', `enum Level { LOW MID${choices.chance(1, 3) ? ' HIGH' : ''} }`);
}

function leafMeaning(graph: GraphDraft, name: string): Meaning {
  const { meanings, choices } = graph;
  const base: Readonly<Record<string, string>> = {
    area: 'Float',
    count: 'Int',
    level: 'Level',
    open: 'Boolean',
    tags: '[String]',
    grid: '[[Int!]]',
    meta: 'Meta',
    load: 'Float',
  };
  const known = meanings.get(name);
  if (known) return known;
  const args = [
    '(of: Filter)',
    '(per: Int! = 7)',
    '(per: Int)',
    '(lang: String!)',
    '(per: Int, inner: Int = 4 @inaccessible)',
  ];
  const takes = name === 'load' || choices.chance(1, 5);
  const made = {
    type: `${base[name] ?? 'String'}${choices.chance(1, 3) ? '!' : ''}`,
    args: takes ? choices.pick(args) : '',
  };
  meanings.set(name, made);
  return made;
}

/** Leads to an entity, a value or one of several types; alone or in lists. */
export function linkMeaning(graph: GraphDraft, name: string): Meaning & Pick<FieldPlan, 'to'> {
  const { meanings, choices } = graph;
  const known = meanings.get(name);
  if (known) return { ...known, to: targetOf(known.type) };
  const target =
    name === 'span'
      ? choices.pick(Object.keys(valueTypes))
      : name === 'any'
        ? 'Any'
        : choices.pick(graph.entities).name;
  const shape = choices.pick(['T', 'T!', '[T]', '[T!]!', '[T!]', '[[T]!]']);
  const made = { type: shape.replace('T', target), args: choices.chance(1, 6) ? '(first: Int = 2)' : '' };
  meanings.set(name, made);
  return { ...made, to: targetOf(made.type) };
}

function targetOf(type: string): NonNullable<FieldPlan['to']> {
  const name = type.replaceAll(/[[\]!]/g, '');
  if (name in valueTypes) return { kind: 'value', name };
  return { kind: name === 'Any' ? 'union' : 'entity', name };
}
