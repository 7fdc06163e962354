import fc from 'fast-check';
import { startGraph } from '../federation/federated-graph.ts';
import type { FederatedGraph } from '../federation/federated-graph.ts';
import { city } from './city.ts';
import { generateOperation } from './generate-operation.ts';

/** More by setting it: `ORACLE_RUNS=20000 npx jest … test/oracle`. The seed is fixed unless one is given. */
const numRuns = Number(process.env['ORACLE_RUNS'] ?? 400);
const seed = Number(process.env['ORACLE_SEED'] ?? 20_261_122);

describe('a federated graph', () => {
  let graph: FederatedGraph;
  beforeAll(async () => {
    graph = await startGraph(city);
  });
  afterAll(() => graph.close());

  test('gives for generated operations the data that one merged schema gives', async () => {
    const decisions = fc.array(fc.nat({ max: 5_039 }), { minLength: 20, maxLength: 160, size: 'max' });
    await fc.assert(
      fc.asyncProperty(decisions, async (numbers) => {
        const operation = generateOperation(graph.snapshot.apiSchema, numbers);
        fc.pre(operation !== null);
        const [merged, ours] = [await graph.merged(operation), await graph.ours(operation)];
        const said = (errors: typeof ours.errors): unknown =>
          errors?.map(({ path, message }) => [path, message]);
        if (JSON.stringify(ours.data) !== JSON.stringify(merged.data) || (ours.errors && !merged.errors)) {
          throw new Error(
            [
              operation.query,
              JSON.stringify(operation.variables),
              'merged',
              JSON.stringify(merged.data),
              'federated',
              JSON.stringify(ours.data),
              JSON.stringify(said(ours.errors)),
            ].join('\n'),
          );
        }
      }),
      { numRuns, seed, endOnFailure: false },
    );
  }, 600_000);
});
