import { buildSchema, parse } from 'graphql';
import { RefusedError } from '../../../gateway/src/errors.ts';
import { validateDocument } from '../../../gateway/src/request/validate.ts';

const schema = buildSchema('type Query { a: Int } type Subscription { ticks: Int }');

test.each([
  ['a variable', 'subscription ($s: Boolean = true) { ticks @skip(if: $s) }'],
  ['no condition', 'subscription { ticks @include }'],
])(
  'E09: a subscription whose root field stands under %s is refused as any wrong document',
  (_what, query) => {
    const run = (): void => validateDocument(schema, parse(query), { limits: null, introspection: true });
    expect(run).toThrow(RefusedError);
    expect(run).toThrow(
      expect.objectContaining({
        errors: expect.arrayContaining([
          expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
        ]),
      }),
    );
  },
);
