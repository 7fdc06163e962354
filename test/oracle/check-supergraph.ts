import { parse, validate } from 'graphql';
import type { ExecutionResult } from 'graphql';
import { CompositionError } from '../federation/federated-graph.ts';
import type { AskedGraph, Run } from '../federation/federated-graph.ts';
import { compareAnswers } from './compare-answers.ts';
import { explainStock } from './explain-stock.ts';
import type { StockReason } from './explain-stock.ts';
import { generateOperation } from './generate-operation.ts';
import { openDerived } from './open-derived.ts';
import { randomSubgraphs } from './random/random-supergraph.ts';
import { shrinkCase } from './shrink-case.ts';
import type { OracleCase } from './shrink-case.ts';

/** What random supergraphs and operations are made of. */
export interface Decisions {
  readonly graph: readonly number[];
  readonly operations: readonly (readonly number[])[];
}

export interface Checked {
  operations: number;
  /** Answers that held more than nulls and type names. */
  substantial: number;
  /** How often stock answered otherwise, by reason. */
  readonly stock: Map<StockReason, number>;
}

export function nothingChecked(): Checked {
  return { operations: 0, substantial: 0, stock: new Map() };
}

/**
 * Makes a supergraph and asks it, in two ways or in three. Adds what it saw to `checked`.
 * @returns false where the subgraphs do not compose
 * @throws Error that shows the smallest case that fails like the one found, where our answer is not the true one
 */
export async function checkSupergraph(
  decisions: Decisions,
  { checked, withStock }: { readonly checked: Checked; readonly withStock: boolean },
): Promise<boolean> {
  const subgraphs = randomSubgraphs(decisions.graph);
  const graph = openComposed(subgraphs);
  if (!graph) return false;
  try {
    for (const numbers of decisions.operations) {
      const operation = generateOperation(graph.snapshot.apiSchema, numbers);
      if (!operation) continue;
      const truth = await graph.merged(operation);
      if (await differenceFrom(truth, graph, operation))
        throw await describeFailure({ subgraphs, ...operation });
      checked.operations += 1;
      if (/\d|[a-z]=|true|false/i.test(JSON.stringify(truth.data))) checked.substantial += 1;
      const reason = withStock && (await explainStock(graph, operation, truth));
      if (reason) checked.stock.set(reason, (checked.stock.get(reason) ?? 0) + 1);
    }
  } finally {
    await graph.close();
  }
  return true;
}

function openComposed(subgraphs: OracleCase['subgraphs']): AskedGraph | undefined {
  try {
    return openDerived(subgraphs);
  } catch (error) {
    if (error instanceof CompositionError) return undefined;
    throw error;
  }
}

/** What is wrong with our answer; undefined when nothing is. */
export async function problemWith(graph: AskedGraph, run: Run): Promise<string | undefined> {
  return differenceFrom(await graph.merged(run), graph, run);
}

async function differenceFrom(
  truth: ExecutionResult,
  graph: AskedGraph,
  run: Run,
): Promise<string | undefined> {
  try {
    return compareAnswers(truth, await graph.ours(run));
  } catch (error) {
    return `thrown ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** An error that shows the smallest case that is wrong in the same way. */
export async function describeFailure(failing: OracleCase): Promise<Error> {
  const kind = kindOf(await problemOf(failing));
  const small = await shrinkCase(failing, async (candidate) => kindOf(await problemOf(candidate)) === kind);
  const sdls = Object.entries(small.subgraphs).map(([name, sdl]) => `# subgraph ${name}\n${sdl}`);
  const problem = await problemOf(small);
  return new Error([...sdls, small.query, JSON.stringify(small.variables), problem].join('\n\n'));
}

async function problemOf({ subgraphs, query, variables }: OracleCase): Promise<string | undefined> {
  try {
    const graph = openDerived(subgraphs);
    if (validate(graph.snapshot.apiSchema, parse(query)).length > 0) return undefined;
    return await problemWith(graph, { query, variables: { ...variables } });
  } catch {
    // What does not compose, or has no true answer, is no case.
    return undefined;
  }
}

function kindOf(problem: string | undefined): string | undefined {
  return problem?.split('\n')[0];
}
