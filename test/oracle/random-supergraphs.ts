import fc from 'fast-check';
import { checkSupergraph, nothingChecked } from './check-supergraph.ts';
import type { Checked, Decisions } from './check-supergraph.ts';

const decision = fc.nat({ max: 5_039 });

const decisions: fc.Arbitrary<Decisions> = fc.record({
  graph: fc.array(decision, { minLength: 400, maxLength: 400, size: 'max' }),
  operations: fc.array(fc.array(decision, { minLength: 20, maxLength: 120, size: 'max' }), {
    minLength: 20,
    maxLength: 20,
    size: 'max',
  }),
});

/**
 * Checks as many random supergraphs as are asked for, each with twenty operations; those that do not compose do not
 * count. Throws at the first wrong answer, with the smallest case that is wrong in the same way.
 */
export async function checkSupergraphs(options: {
  readonly supergraphs: number;
  readonly seed: number;
  readonly withStock: boolean;
}): Promise<Checked> {
  const checked = nothingChecked();
  await fc.assert(
    fc.asyncProperty(decisions, async (chosen) =>
      fc.pre(await checkSupergraph(chosen, { checked, ...options })),
    ),
    // A failing case is made smaller by what it consists of, not by the numbers that it was made of.
    { numRuns: options.supergraphs, seed: options.seed, endOnFailure: true },
  );
  return checked;
}
