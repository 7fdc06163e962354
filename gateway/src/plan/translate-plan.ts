import type {
  FetchDataKeyRenamer,
  FetchDataRewrite,
  PlanNode as ApolloNode,
  FetchNode as ApolloFetch,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { filledKeys } from './filled-keys.ts';
import { mergeFetches } from './merge-fetches.ts';
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
import type { DeniedInPlan } from './deny-in-plan.ts';
import { findUnfetched } from './find-unfetched.ts';
import { refuseDenied } from './refuse-denied.ts';
import { stripDenied } from './strip-denied.ts';
import type { FieldFacts } from './produced-fields.ts';
import type { PublicFetchTest } from './public-fetch.ts';
import { withoutRootFragments } from './root-fragments.ts';
import type { SeparatedOperation } from './separate-keys.ts';
import type { StandIn } from './stand-ins.ts';

export interface Translation {
  readonly planned: SeparatedOperation;
  readonly isPublic: PublicFetchTest;
  readonly facts: FieldFacts;
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** The subgraph of which what the planner takes for one is a part. */
  readonly realNames: ReadonlyMap<string, string>;
  /** With it, what is denied is taken out of the plan's own fetches too. */
  readonly access?: DeniedInPlan | undefined;
}

/** The planner's plan in our words. */
export function translatePlan({ node }: QueryPlan, translation: Translation): OperationPlan {
  const plannedWith = (...nodes: PlanNode[]): PlannedOperation => ({
    ...translation.planned,
    unfetched: findUnfetched(translation.planned, nodes),
    denied: translation.access?.denied,
  });
  if (!node) return { kind: 'operation', planned: plannedWith() };
  if (node.kind !== 'Subscription') {
    const translated = translateNode(node, translation);
    return { kind: 'operation', planned: plannedWith(translated), node: translated };
  }
  const trigger = translateFetch(node.primary, translation);
  if (!trigger) throw new Error('expected a subscription to have something to watch');
  const rest = node.rest && translateNode(node.rest, translation);
  return { kind: 'subscription', planned: plannedWith(trigger, ...(rest ? [rest] : [])), trigger, rest };
}

function translateNode(node: ApolloNode, translation: Translation): PlanNode {
  switch (node.kind) {
    case 'Fetch': {
      const whole = translateFetch(node, translation);
      const parts = whole ? allowedParts(whole, translation) : [];
      return parts[0] && parts.length === 1 ? parts[0] : { kind: 'Parallel', nodes: parts };
    }
    case 'Flatten':
      return { kind: 'Flatten', path: node.path, node: translateNode(node.node, translation) };
    case 'Sequence':
      return { kind: 'Sequence', nodes: node.nodes.map((child) => translateNode(child, translation)) };
    case 'Parallel': {
      const nodes = mergeFetches(node.nodes.map((child) => translateNode(child, translation)));
      const [only, ...more] = nodes;
      return only && more.length === 0 ? only : { kind: 'Parallel', nodes };
    }
    case 'Condition':
      return {
        kind: 'Condition',
        variable: translation.planned.variableNames.get(node.condition) ?? node.condition,
        ifNode: node.ifClause && translateNode(node.ifClause, translation),
        elseNode: node.elseClause && translateNode(node.elseClause, translation),
      };
    case 'Defer':
      return {
        kind: 'Defer',
        primary: node.primary.node && translateNode(node.primary.node, translation),
        deferred: node.deferred.map(({ label, node: below }) => ({
          part: label ?? '',
          node: below && translateNode(below, translation),
        })),
      };
  }
}

/** Undefined where the viewer may have nothing of it. */
function translateFetch(fetch: ApolloFetch, translation: Translation): FetchNode | undefined {
  const written = operationOf(fetch);
  const known = fetch.requires ? written : withoutRootFragments(written);
  const whole = withoutStandIns(known, translation.standIns);
  const { access } = translation;
  const subgraph = translation.realNames.get(fetch.serviceName) ?? fetch.serviceName;
  const operation = access ? stripDenied(whole, { access, entityTypes: entityTypes(fetch) }) : whole;
  if (!operation) return undefined;
  const used = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const outputRewrites = (fetch.outputRewrites ?? []).map(translateRewrite);
  return {
    kind: 'Fetch',
    subgraph,
    operation: operation === written ? fetch.operation : stripIgnoredCharacters(print(operation)),
    operationKind: fetch.operationKind,
    variableUsages: (fetch.variableUsages ?? [])
      .filter((name) => name !== 'representations' && !isContextual(fetch, name) && used.has(name))
      .map((name) => ({ name, from: translation.planned.variableNames.get(name) ?? name })),
    requires: fetch.requires?.map((node) => translateSelection(node, translation)),
    inputRewrites: (fetch.inputRewrites ?? []).map(translateRewrite),
    outputRewrites,
    contextRewrites: (fetch.contextRewrites ?? []).map(translateRenamer),
    produces: producedFields({ subgraph, operation, outputRewrites }, translation.facts),
    fills: filledKeys(operation.selectionSet, outputRewrites),
    public: translation.isPublic(operation),
  };
}

function entityTypes({ requires }: ApolloFetch): string[] {
  return (requires ?? []).flatMap((node) =>
    node.kind === 'InlineFragment' && node.typeCondition !== undefined ? [node.typeCondition] : [],
  );
}

function allowedParts(fetch: FetchNode, { access }: Translation): FetchNode[] {
  if (!access || !fetch.requires) return [fetch];
  return refuseDenied(fetch, access);
}

function operationOf(fetch: ApolloFetch): OperationDefinitionNode {
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const definition = document.definitions[0];
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

function translateSelection(node: QueryPlanSelectionNode, translation: Translation): RequiredSelection {
  const below = node.selections?.map((child) => translateSelection(child, translation));
  if (node.kind === 'InlineFragment')
    return { kind: 'InlineFragment', type: node.typeCondition, selections: below ?? [] };
  const sentAs = translation.standIns.get(node.name)?.field ?? node.name;
  return { kind: 'Field', key: node.alias ?? node.name, sentAs, selections: below };
}

/** What a stand-in stands for, under the stand-in's name. */
function withoutStandIns(
  operation: OperationDefinitionNode,
  standIns: Translation['standIns'],
): OperationDefinitionNode {
  if (standIns.size === 0) return operation;
  return visit(operation, {
    Field: (node) => {
      const standIn = standIns.get(node.name.value);
      if (!standIn) return undefined;
      const name = { ...node.name, value: standIn.field };
      return { ...node, alias: node.alias ?? node.name, name, arguments: standIn.arguments };
    },
  });
}
