import { bare, declareValue, entityNamed, refer, valueTypes } from './graph-draft.ts';
import type { EntityDraft, FieldPlan, GraphDraft } from './graph-draft.ts';
import { declarePlanned } from './draft-fields.ts';
import { draftField, draftType } from './sdl-draft.ts';
import type { SubgraphDraft } from './sdl-draft.ts';

/** Fields that are computed of fields of other subgraphs; what is required may itself be computed so. */
export function draftRequirements(graph: GraphDraft, entity: EntityDraft): void {
  const { choices } = graph;
  const homes = [...entity.homes.keys()];
  for (let n = choices.below(4); n > 0; n -= 1) {
    const home = choices.pick(homes);
    const foreign = entity.fields.filter(({ owners }) => !owners.includes(home));
    if (foreign.length === 0) continue;
    const required = [...new Set(Array.from({ length: 1 + choices.below(2) }, () => choices.pick(foreign)))];
    const set = required.map((plan) => require(graph, { entity, home }, plan)).join(' ');
    const name = `made${entity.fields.length}`;
    const type = choices.pick(['String', 'String', 'String!', 'Int', 'Boolean', '[String]']);
    const args = choices.chance(1, 5) ? '(per: Int = 0)' : '';
    const text = set.replaceAll('"', '\\"');
    entity.fields.push({ name, type, args, owners: [home], settled: true });
    draftField(draftType(home, entity.name), name, {
      type,
      args,
      directives: [`@requires(fields: "${text}")`],
    });
  }
}

interface Requiring {
  readonly entity: EntityDraft;
  readonly home: SubgraphDraft;
}

/** Declares a required field as external and gives its part of the field set. */
function require(graph: GraphDraft, { entity, home }: Requiring, plan: FieldPlan): string {
  const type = draftType(home, entity.name);
  const known = type.fields.has(plan.name);
  if (!known) declarePlanned(graph, { subgraph: home, type }, { plan, directives: ['@external'] });
  const field = `${plan.name}${argumentsFor(graph, plan.args)}`;
  if (!plan.to) return field;
  const { kind, name } = plan.to;
  if (kind === 'value') return `${field} { ${valueSelection(graph, name)} }`;
  if (kind === 'entity') return `${field} { ${entitySelection(graph, home, name)} }`;
  return `${field} { ${unionSelection(graph, home)} }`;
}

function argumentsFor({ choices }: GraphDraft, args: string): string {
  if (args === '') return '';
  if (args.includes('lang')) return `(lang: ${choices.pick(['"vi"', '"en"'])})`;
  if (args.includes('Filter')) return choices.pick(['(of: { pick: LOW })', '(of: null)', '']);
  if (args.includes('first')) return choices.pick(['(first: 1)', '']);
  return choices.pick(['(per: 1)', '(per: 2)', '']);
}

function valueSelection({ choices }: GraphDraft, name: string): string {
  const members = Object.entries(valueTypes[name] ?? {}).filter(([, of]) => !(of in valueTypes));
  return choices
    .some(members, 1, 2)
    .map(([field]) => field)
    .join(' ');
}

/** The id, or a field of the entity that is another subgraph's. */
function entitySelection(graph: GraphDraft, home: SubgraphDraft, name: string): string {
  const { choices } = graph;
  const type = refer(graph, home, name);
  const foreign = entityNamed(graph, name).fields.filter(
    (plan) => !plan.to && plan.args === '' && !plan.owners.includes(home),
  );
  if (foreign.length === 0 || choices.chance(1, 3)) return type.fields.has('id') ? 'id' : '__typename';
  const plan = choices.pick(foreign);
  if (!type.fields.has(plan.name))
    declarePlanned(graph, { subgraph: home, type }, { plan, directives: ['@external'] });
  return choices.chance(1, 3) && type.fields.has('id') ? `id ${plan.name}` : plan.name;
}

function unionSelection(graph: GraphDraft, home: SubgraphDraft): string {
  const members = /= (.*)$/.exec(home.others.get('Any') ?? '')?.[1]?.split(' | ') ?? [];
  const fragments = members.map((member) =>
    member in valueTypes
      ? `... on ${member} { ${valueSelection(graph, member)} }`
      : `... on ${member} { ${entitySelection(graph, home, member)} }`,
  );
  return ['__typename', ...graph.choices.some(fragments, 1, 2)].join(' ');
}

/** On some ways to an entity a subgraph knows a field that is another's. */
export function draftProvisions(graph: GraphDraft, entity: EntityDraft): void {
  const { choices } = graph;
  for (const plan of entity.fields) {
    if (plan.to?.kind !== 'entity' || plan.settled || !choices.chance(1, 3)) continue;
    const target = entityNamed(graph, plan.to.name);
    const candidates = target.fields.filter(
      (of) => of.args === '' && !of.settled && of.to?.kind !== 'entity' && of.to?.kind !== 'union',
    );
    const [home] = plan.owners;
    const provided = candidates.find(
      ({ name }) => home?.types.get(target.name) && !home.types.get(target.name)?.fields.has(name),
    );
    if (!provided || !home) continue;
    const type = refer(graph, home, target.name);
    declarePlanned(graph, { subgraph: home, type }, { plan: provided, directives: ['@external'] });
    for (const owner of provided.owners)
      draftType(owner, target.name).fields.get(provided.name)?.directives.add('@shareable');
    const set = provided.to
      ? `${provided.name} { ${valueSelection(graph, provided.to.name)} }`
      : provided.name;
    draftType(home, entity.name).fields.get(plan.name)?.directives.add(`@provides(fields: "${set}")`);
    if (provided.to) declareValue(home, bare(provided.type));
  }
}

/** A field that moves from one subgraph to another, for good or for a part of the requests. */
export function draftOverrides(graph: GraphDraft, entity: EntityDraft): void {
  const { choices } = graph;
  const homes = [...entity.homes.keys()];
  for (const [index, plan] of entity.fields.entries()) {
    const [owner, ...others] = plan.owners;
    if (!owner || others.length > 0 || plan.settled || !choices.chance(1, 6)) continue;
    const free = homes.filter((home) => !home.types.get(entity.name)?.fields.has(plan.name));
    if (free.length === 0) continue;
    const taker = choices.pick(free);
    const label = choices.pick([
      '',
      '',
      ', label: "percent(0)"',
      ', label: "percent(100)"',
      ', label: "beta"',
    ]);
    const directive = `@override(from: "${owner.name}"${label})`;
    declarePlanned(
      graph,
      { subgraph: taker, type: draftType(taker, entity.name) },
      { plan, directives: [directive] },
    );
    entity.fields[index] = { ...plan, owners: [owner, taker], settled: true };
  }
}
