import { buildSchema } from 'graphql';
import { isPublicField } from '../../../subgraphs/kit/directives.ts';

const schema = buildSchema(/* GraphQL */ `
  directive @public(maxAge: Int) on FIELD_DEFINITION
  type Query {
    open: Int @public(maxAge: 60)
    closed: Int
  }
  type Subscription {
    openChanged: Int @public
    closedChanged: Int
  }
`);

test.each([
  ['Query', 'open', true],
  ['Query', 'closed', false],
  ['Subscription', 'openChanged', true],
  ['Subscription', 'closedChanged', false],
  ['Query', 'nowhere', false],
  ['Query', '__proto__', false],
  ['Nowhere', 'open', false],
  ['Int', 'open', false],
])('%s.%s is public: %s', (type, field, expected) => {
  expect(isPublicField(schema, type, field)).toBe(expected);
});
