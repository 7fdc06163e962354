import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print } from 'graphql';
import { operationOf } from '../../client-sdk/src/operation-text.ts';

test.each([
  ['{ a }', 'query', false],
  ['query A { mutation subscription }', 'query', false],
  ['mutation { a }', 'mutation', false],
  ['mutation($clientMutationId: String) { a(clientMutationId: $clientMutationId) }', 'mutation', true],
  ['mutation { a(clientMutationId: "$clientMutationId") }', 'mutation', false],
  ['# query\nsubscription S($clientMutationId: String = "}") @live(if: true) { a }', 'subscription', true],
  ['fragment query on mutation { subscription { a } } mutation M { ...query }', 'mutation', false],
  ['query Q($in: In = {a: "\\"{", b: """ } \\""" { """}) { a } # mutation', 'query', false],
  ['', 'query', false],
])('of %j the kind and the key are read', (text, kind, takesKey) => {
  expect(operationOf(text)).toEqual({ kind, takesKey });
});

test('what is read of every operation of the SDK is what a parser says', () => {
  const folder = join(import.meta.dirname, '../../client-sdk/operations');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.graphql'),
  );
  const operations = files
    .flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')).definitions)
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  expect(operations.length).toBeGreaterThan(30);
  for (const operation of operations) {
    const takesKey =
      operation.variableDefinitions?.some(({ variable }) => variable.name.value === 'clientMutationId') ??
      false;
    expect(operationOf(print(operation))).toEqual({ kind: operation.operation, takesKey });
  }
});
