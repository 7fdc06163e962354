import { GraphQLError } from 'graphql';
import { clientError } from '../errors.ts';
import type { AskedEntities, SentVariable, SubgraphAnswer } from '../transport/subgraph-call.ts';
import { brokenEntities } from './broken-entities.ts';
import { groupByContext } from './context-values.ts';
import type { Target } from './cursor.ts';
import { own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import { jsonOf, quote } from './json-text.ts';
import { locateAnswerErrors, locateConsequences, locateFailure } from './locate-errors.ts';
import type { Affected } from './locate-errors.ts';
import { copyData, mergeMembers } from './merge-data.ts';
import { mergeEntities } from './merge-entities.ts';
import type { PlanRun } from './plan-run.ts';
import type { Company, CompiledFetch, Step } from './program.ts';
import { collectRepresentations } from './representations.ts';
import type { IncompleteTargets } from './representations.ts';
import { applyRewrites } from './rewrites.ts';
import { targetsOf } from './step-targets.ts';

/**
 * Sends one fetch and merges its answer into the objects at its place. Undefined when nothing is sent: because there is
 * none to fill, or because the fetch is refused to the viewer. Resolves when all is merged or the failure is recorded in
 * `run.errors`; rejects only on a fault of ours.
 */
export function executeStep(step: Step, run: PlanRun): Promise<void> | undefined {
  const targets = targetsOf(step, run);
  if (targets.length === 0) return undefined;
  if (step.fetch.node.refusal) return refuse(step, targets, run);
  if (!step.fetch.represent) return fetchRoot(step, targets, run);
  const { lists } = run;
  if (!lists) return fetchGroups(step, targets, run);
  return allOf(
    lists.divide(step, targets).map((some) => {
      const filled = lists.begin(step, some);
      const fetching = fetchGroups(step, some, run);
      if (!fetching) filled();
      return fetching?.then(filled);
    }),
  );
}

function fetchGroups(step: Step, targets: readonly Target[], run: PlanRun): Promise<void> | undefined {
  const groups = groupByContext(step, targets, run).map((group) =>
    fetchEntities(step.fetch, group.targets, { step, run, contextVariables: group.contextVariables }),
  );
  return allOf(groups);
}

function refuse({ fetch, keys }: Step, targets: readonly Target[], run: PlanRun): undefined {
  const { node } = fetch;
  if (!node.refusal) return;
  const { code, message } = node.refusal;
  const affected: Affected = { node, keys, owners: [targets], types: run.types };
  run.errors.push(...locateFailure(clientError(code, message), affected));
}

/** Undefined when there is nothing to wait for. */
function allOf(works: readonly (Promise<void> | undefined)[]): Promise<void> | undefined {
  const begun = works.filter((work) => work !== undefined);
  if (begun.length <= 1) return begun[0];
  return Promise.all(begun).then(() => undefined);
}

function fetchRoot(step: Step, targets: readonly Target[], run: PlanRun): Promise<void> {
  const { fetch, keys } = step;
  const { types } = run;
  const affected: Affected = { node: fetch.node, keys, owners: targets.map((target) => [target]), types };
  const last = targets.length - 1;
  return send(fetch, bodyOf(fetch, variablesOf(fetch, run)), {
    run,
    affected,
    merge: ({ data }) => {
      if (data === null) return;
      applyRewrites(data, fetch.node.outputRewrites, types);
      const source = { source: data, keys: fetch.producedKeys };
      targets.forEach(({ object }, index) => mergeMembers(object, source, { types, adopt: index === last }));
    },
  });
}

interface EntityFetching {
  readonly step: Step;
  readonly run: PlanRun;
  /** Variables taken from around the entities, equal for all of the group. */
  readonly contextVariables: Readonly<DataObject>;
}

function fetchEntities(
  fetch: CompiledFetch,
  targets: readonly Target[],
  fetching: EntityFetching,
): Promise<void> | undefined {
  const { step, run, contextVariables } = fetching;
  const { types } = run;
  const { texts, owners, incomplete } = collectRepresentations(targets, fetch, types);
  const works = incomplete.map((part) => fetchWithout(fetch, part, fetching));
  if (texts.length > 0) {
    const variables = variablesOf(fetch, run);
    for (const [name, value] of Object.entries(contextVariables))
      variables.push({ name, json: jsonOf(value) });
    const before = `${fetch.bodyHead}${membersOf(variables)}${variables.length > 0 ? ',' : ''}"representations":[`;
    works.unshift(
      send(fetch, `${before}${texts.join(',')}]}}`, {
        run,
        company: step.company,
        entities: { before, texts, operation: fetch.node.operation, variables },
        affected: { node: fetch.node, keys: step.keys, owners, types },
        merge: (answer) => {
          mergeEntities(answer, { fetch, owners, types });
          return allOf(
            brokenEntities(answer, { fetch, owners, types }).map(({ keys, targets: some }) => {
              const rest = fetch.withoutKeys(keys);
              return rest && fetchEntities(rest, some, fetching);
            }),
          );
        },
      }),
    );
  }
  return allOf(works);
}

/** Asks for what needs none of the missing members, and says of the other fields why they are not there. */
function fetchWithout(
  fetch: CompiledFetch,
  { targets, missing }: IncompleteTargets,
  fetching: EntityFetching,
): Promise<void> | undefined {
  const { step, run } = fetching;
  const { rest, dropped } = fetch.without(missing);
  const unasked: Affected = { node: dropped, keys: step.keys, owners: [targets], types: run.types };
  run.errors.push(...locateConsequences(run.causes(), unasked));
  return rest && fetchEntities(rest, targets, fetching);
}

/** The client's variables that the fetch uses. */
function variablesOf({ node }: CompiledFetch, run: PlanRun): SentVariable[] {
  const variables: SentVariable[] = [];
  for (const { name, from } of node.variableUsages) {
    const value = own(run.variables, from);
    if (value !== undefined) variables.push({ name, json: jsonOf(value) });
  }
  return variables;
}

function membersOf(variables: readonly SentVariable[]): string {
  return variables.map(({ name, json }) => `${quote(name)}:${json}`).join(',');
}

function bodyOf({ bodyHead }: CompiledFetch, variables: readonly SentVariable[]): string {
  return `${bodyHead}${membersOf(variables)}}}`;
}

interface Sending {
  readonly run: PlanRun;
  readonly affected: Affected;
  /** Returns what is still to be waited for. */
  readonly merge: (answer: SubgraphAnswer) => Promise<void> | undefined | void;
  readonly entities?: AskedEntities;
  readonly company?: Company | undefined;
}

async function send(fetch: CompiledFetch, body: string, sending: Sending): Promise<void> {
  const { run, affected, merge } = sending;
  try {
    const answer = claim(await callSubgraph(fetch, body, sending));
    if (answer.errors.length > 0) run.errors.push(...locateAnswerErrors(answer.errors, affected));
    const more = merge(answer);
    if (more) await more;
  } catch (error) {
    // Only errors of the table are for the client; anything else is a fault of ours and goes up.
    if (!(error instanceof GraphQLError)) throw error;
    run.errors.push(...locateFailure(error, affected));
  }
}

/** An answer that is ours to change. */
function claim(answer: SubgraphAnswer): SubgraphAnswer {
  return answer.shared && answer.data ? { ...answer, data: copyData(answer.data) } : answer;
}

function callSubgraph(
  { node }: CompiledFetch,
  body: string,
  { run, entities, company }: Sending,
): Promise<SubgraphAnswer> {
  const subgraph = run.subgraphs.get(node.subgraph);
  if (!subgraph) throw new Error(`expected an address for subgraph ${node.subgraph}, got none`);
  const { operationKind: kind, public: isPublic } = node;
  const { gathering, context } = run;
  if (entities && company && gathering)
    return gathering.ask(company, { subgraph, body, kind, identity: !isPublic, entities }, context);
  return run.call({ subgraph, body, kind, identity: !isPublic, entities }, context);
}
