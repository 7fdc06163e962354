import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import { inputFault } from '../../../../subgraphs/kit/process/input-fault.ts';

const schema = buildSchema(`
  type Query { send(input: Draft!): Int }
  enum Kind { ROAD }
  input Draft { kind: Kind!, lat: Float, tags: [String!] }
`);

function faultOf(variables: Record<string, unknown>) {
  const [operation] = parse('query($input: Draft!) { send(input: $input) }').definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('expected an operation');
  const [error] = getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors ?? [];
  if (!error) throw new Error('expected an error');
  return inputFault(error);
}

test.each([
  [{}, { field: 'input', rule: 'required' }],
  [{ input: null }, { field: 'input', rule: 'required' }],
  [{ input: 5 }, { field: 'input', rule: 'type' }],
  [{ input: {} }, { field: 'input.kind', rule: 'required' }],
  [{ input: { kind: null } }, { field: 'input.kind', rule: 'required' }],
  [{ input: { kind: 'ROADS' } }, { field: 'input.kind', rule: 'enum' }],
  [{ input: { kind: 'ROAD', lat: '16.4' } }, { field: 'input.lat', rule: 'type' }],
  [{ input: { kind: 'ROAD', tags: [1] } }, { field: 'input.tags[0]', rule: 'type' }],
  [{ input: { kind: 'ROAD', height: 1 } }, { field: 'input', rule: 'unknown_field' }],
])('says of %j which field broke which rule', (variables, fault) => {
  expect(faultOf(variables)).toEqual(fault);
});
