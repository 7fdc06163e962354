import { buildSchema } from 'graphql';
import { undatedDeprecations } from '../../../client-sdk/src/generator/deprecated-in.ts';

test('whatever is deprecated without a day until which it is there is found, wherever it stands', () => {
  const schema = buildSchema(`
    type Query implements Named {
      name: String @deprecated(reason: "Until 2027-01-01.")
      old(dated: Int @deprecated(reason: "until 2027-01-01"), no: Int @deprecated(reason: "Soon.")): E
      gone: String @deprecated(reason: "Since 2026-01-01.")
      fine(where: W): Int
    }
    interface Named { name: String @deprecated(reason: "Until some day.") }
    input W { a: Int @deprecated  b: Int }
    enum E { A B @deprecated(reason: "Use A.") }
  `);
  const undated = ['E.B', 'Named.name', 'Query.gone', 'Query.old(no:)', 'W.a'];
  expect(undatedDeprecations(schema).toSorted()).toEqual(undated);
});
