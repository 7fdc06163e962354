import fc from 'fast-check';
import { openGraph } from '../federation/direct-graph.ts';
import { problemWith } from './check-supergraph.ts';
import { city } from './city.ts';
import { generateOperation } from './generate-operation.ts';

/**
 * Asks the small city as many generated operations as are wanted. Throws at the first wrong answer, with the smallest
 * operation that the same choices lead to.
 */
export async function checkOperations(options: {
  readonly operations: number;
  readonly seed: number;
}): Promise<{ readonly operations: number }> {
  const graph = openGraph(city);
  const decisions = fc.array(fc.nat({ max: 5_039 }), { minLength: 20, maxLength: 160, size: 'max' });
  try {
    await fc.assert(
      fc.asyncProperty(decisions, async (numbers) => {
        const operation = generateOperation(graph.snapshot.apiSchema, numbers);
        fc.pre(operation !== null);
        const problem = await problemWith(graph, operation);
        if (problem)
          throw new Error([operation.query, JSON.stringify(operation.variables), problem].join('\n'));
      }),
      { numRuns: options.operations, seed: options.seed },
    );
  } finally {
    await graph.close();
  }
  return { operations: options.operations };
}
