import fc from 'fast-check';
import { openGraph } from '../federation/direct-graph.ts';
import type { AskedGraph } from '../federation/federated-graph.ts';
import { city } from './city.ts';
import { compareAnswers } from './compare-answers.ts';
import { generateOperation } from './generate-operation.ts';

const seed = 20_261_122;

describe('a federated graph', () => {
  let graph: AskedGraph;
  beforeAll(() => {
    graph = openGraph(city);
  });
  afterAll(() => graph.close());

  test('gives for generated operations the answer that one merged schema gives', async () => {
    const decisions = fc.array(fc.nat({ max: 5_039 }), { minLength: 20, maxLength: 160, size: 'max' });
    await fc.assert(
      fc.asyncProperty(decisions, async (numbers) => {
        const operation = generateOperation(graph.snapshot.apiSchema, numbers);
        fc.pre(operation !== null);
        const problem = compareAnswers(await graph.merged(operation), await graph.ours(operation));
        if (problem)
          throw new Error([operation.query, JSON.stringify(operation.variables), problem].join('\n'));
      }),
      { numRuns: 1_000, seed, endOnFailure: false },
    );
  }, 600_000);
});
