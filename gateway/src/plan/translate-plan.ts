import type {
  FetchDataKeyRenamer,
  FetchDataRewrite,
  PlanNode as ApolloNode,
  FetchNode as ApolloFetch,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import type {
  FetchNode,
  KeyRenamer,
  OperationPlan,
  PlannedOperation,
  PlanNode,
  RequiredSelection,
  Rewrite,
} from './plan-nodes.ts';
import { producedFields } from './produced-fields.ts';
import type { RequiredMembers } from './produced-fields.ts';
import type { PublicFetchTest } from './public-fetch.ts';

export interface Translation {
  readonly planned: PlannedOperation;
  readonly isPublic: PublicFetchTest;
  readonly requiredMembers: RequiredMembers;
}

/** The planner's plan in our words. */
export function translatePlan({ node }: QueryPlan, translation: Translation): OperationPlan {
  const { planned } = translation;
  if (!node) return { kind: 'operation', planned };
  if (node.kind !== 'Subscription')
    return { kind: 'operation', planned, node: translateNode(node, translation) };
  return {
    kind: 'subscription',
    planned,
    trigger: translateFetch(node.primary, translation),
    rest: node.rest && translateNode(node.rest, translation),
  };
}

function translateNode(node: ApolloNode, translation: Translation): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return translateFetch(node, translation);
    case 'Flatten':
      return { kind: 'Flatten', path: node.path, node: translateNode(node.node, translation) };
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map((child) => translateNode(child, translation)) };
    case 'Condition':
      return {
        kind: 'Condition',
        variable: translation.planned.variableNames.get(node.condition) ?? node.condition,
        ifNode: node.ifClause && translateNode(node.ifClause, translation),
        elseNode: node.elseClause && translateNode(node.elseClause, translation),
      };
    case 'Defer':
      throw new Error('expected a plan without Defer: the planner was not told to make any');
  }
}

function translateFetch(fetch: ApolloFetch, translation: Translation): FetchNode {
  const operation = operationOf(fetch);
  const outputRewrites = (fetch.outputRewrites ?? []).map(translateRewrite);
  return {
    kind: 'Fetch',
    subgraph: fetch.serviceName,
    operation: fetch.operation,
    operationName: fetch.operationName,
    operationKind: fetch.operationKind,
    variableUsages: (fetch.variableUsages ?? [])
      .filter((name) => name !== 'representations' && !isContextual(fetch, name))
      .map((name) => ({ name, from: translation.planned.variableNames.get(name) ?? name })),
    requires: fetch.requires?.map(translateSelection),
    inputRewrites: (fetch.inputRewrites ?? []).map(translateRewrite),
    outputRewrites,
    contextRewrites: (fetch.contextRewrites ?? []).map(translateRenamer),
    produces: producedFields(
      { subgraph: fetch.serviceName, operation, outputRewrites },
      translation.requiredMembers,
    ),
    public: translation.isPublic(operation),
  };
}

function operationOf(fetch: ApolloFetch): OperationDefinitionNode {
  const definition = parse(fetch.operation, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION)
    throw new Error('expected the fetch of a plan to hold one operation');
  return definition;
}

function isContextual(fetch: ApolloFetch, variable: string): boolean {
  return (fetch.contextRewrites ?? []).some((rewrite) => rewrite.renameKeyTo === variable);
}

function translateRewrite(rewrite: FetchDataRewrite): Rewrite {
  if (rewrite.kind === 'KeyRenamer') return translateRenamer(rewrite);
  return { kind: 'ValueSetter', path: rewrite.path, value: rewrite.setValueTo };
}

function translateRenamer(rewrite: FetchDataKeyRenamer): KeyRenamer {
  return { kind: 'KeyRenamer', path: rewrite.path, to: rewrite.renameKeyTo };
}

function translateSelection(node: QueryPlanSelectionNode): RequiredSelection {
  if (node.kind === 'InlineFragment')
    return {
      kind: 'InlineFragment',
      type: node.typeCondition,
      selections: node.selections.map(translateSelection),
    };
  return {
    kind: 'Field',
    key: node.alias ?? node.name,
    selections: node.selections?.map(translateSelection),
  };
}
