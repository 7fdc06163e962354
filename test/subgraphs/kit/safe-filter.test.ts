import { refuseUnsafeFilter } from '../../../subgraphs/kit/safe-filter.ts';

test.each([
  ['find', {}],
  ['countDocuments', {}],
  ['findOne', { _id: null }],
  ['findOne', { at: { $gt: new Date() } }],
  ['deleteMany', { $or: [{ a: 1 }, { b: Buffer.from('x') }] }],
])('%s with %j passes', (operation, filter) => {
  expect(() => refuseUnsafeFilter(operation, filter)).not.toThrow();
});

test.each([
  ['find', { a: undefined }, 'find: expected a value for "a" in the filter, got undefined'],
  ['find', { a: { $gt: undefined } }, 'find: expected a value for "a.$gt" in the filter, got undefined'],
  [
    'find',
    { a: { $in: [1, undefined] } },
    'find: expected a value for "a.$in.1" in the filter, got undefined',
  ],
  ['updateMany', {}, 'updateMany: expected a filter, got an empty one'],
])('%s with %j is refused', (operation, filter, message) => {
  expect(() => refuseUnsafeFilter(operation, filter)).toThrow(message);
});
