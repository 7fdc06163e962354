import fc from 'fast-check';
import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { coercePlain } from '../../../gateway/src/request/coerce-plain.ts';

const schema = buildSchema('type Query { a: Float b: ID } enum Colour { RED } input In { a: Int }');
const names = ['String', 'ID', 'Boolean', 'Int', 'Float', 'Colour', 'In'];

function operationWith(definitions: readonly string[]): OperationDefinitionNode {
  const head = definitions.length === 0 ? '' : `(${definitions.join(' ')})`;
  const [definition] = parse(`query ${head} { a }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('expected an operation');
  return definition;
}

const type = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('', '!', '[]', '[]!'))
  .map(([name, form]) => (form.startsWith('[]') ? `[${name}]${form.slice(2)}` : `${name}${form}`));
const value = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, -0, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1.5, '1', 'RED', [], ['a'], {
    a: 1,
  }),
);
const variable = fc.record({ type, value, isGiven: fc.boolean() });

describe('coercion of plain variables', () => {
  test('is what graphql-js makes of them, or is left to it', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.array(variable, { maxLength: 3 }), (variables) => {
        const operation = operationWith(variables.map((each, index) => `$v${index}: ${each.type}`));
        const given = Object.fromEntries(
          variables.flatMap((each, index) => (each.isGiven ? [[`v${index}`, each.value]] : [])),
        );
        const coerced = coercePlain(operation, { ...given, unasked: 1 });
        if (!coerced) return;
        plain += variables.length;
        expect(getVariableValues(schema, operation.variableDefinitions ?? [], given)).toEqual({ coerced });
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  test('leaves to graphql-js what has a default that is needed, a value that is missing, and names of a prototype', () => {
    expect(coercePlain(operationWith(['$a: Int = 3']), {})).toBeUndefined();
    expect(coercePlain(operationWith(['$a: Int!']), {})).toBeUndefined();
    expect(coercePlain(operationWith(['$toString: String!']), {})).toBeUndefined();
    expect(coercePlain(operationWith(['$a: Int = 3', '$b: ID']), { a: 4 })).toEqual({ a: 4 });
  });
});
