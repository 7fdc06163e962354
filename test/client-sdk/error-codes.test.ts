import { dispositionOf, errorCodes } from '../../client-sdk/src/error-codes.ts';
import { HubError, isHubError } from '../../client-sdk/src/errors.ts';
import { errorTable } from '../../subgraphs/kit/process/error-table.ts';

test("the SDK's union of codes has each code of the hub's one table and nothing else", () => {
  expect(Object.keys(errorCodes).toSorted()).toEqual(Object.keys(errorTable).toSorted());
});

test('a code that this release does not know is the answer, whatever an object has by itself', () => {
  expect(['NEW_CODE', 'toString', '__proto__', 'constructor'].map(dispositionOf)).toEqual(
    Array(4).fill('final'),
  );
});

test.each(Object.keys(errorTable))('an error of code %s is narrowed by it and by no other', (code) => {
  const error: unknown = new HubError([{ message: 'no', extensions: { code } }]);
  const others = Object.keys(errorCodes).filter((other) => other !== code) as (keyof typeof errorCodes)[];
  expect(isHubError(error)).toBe(true);
  expect(isHubError(error, code as keyof typeof errorCodes)).toBe(true);
  expect(isHubError(error, ...others)).toBe(false);
});

test('an error tells field, rule, state, what is allowed, the wait, its path and the id of the request', () => {
  const extensions = {
    code: 'ILLEGAL_TRANSITION',
    field: 'to',
    rule: 'path',
    from: 'DONE',
    allowed: ['REOPEN', 7],
    retryAfter: 3,
    requestId: 'r-1',
  };
  const error = new HubError([{ message: 'no', path: ['a', 0], extensions }, { message: 'second' }], {
    data: { a: [null] },
  });
  expect(error).toMatchObject({ ...extensions, allowed: ['REOPEN'], path: ['a', 0], data: { a: [null] } });
  expect(error.errors).toHaveLength(2);
});

test('an answer without an error of the hub is one of the hub, with what its head says', () => {
  const error = new HubError([], { data: null, requestId: 'of-the-head', retryAfter: 2 });
  expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: 'of-the-head', retryAfter: 2 });
  expect(error.data).toBeUndefined();
  expect(isHubError(new Error('another'))).toBe(false);
});
