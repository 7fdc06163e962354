import fc from 'fast-check';
import type { UnstampedRow } from '../../../subgraphs/kit/stamp-recovery.ts';
import { recoveredOrder } from '../../../subgraphs/kit/stamp-recovery.ts';

const row = (number: number, entityId: string, version: number): UnstampedRow => ({
  _id: `${number}`,
  entity: 'Thing',
  entityId,
  version,
  at: new Date(0),
  $recordId: number,
});

const idsOf = (rows: readonly UnstampedRow[]): string[] => rows.map(({ _id }) => _id);

describe('the order given to entries whose commit time is lost', () => {
  test('is that of storing, however they were found', () => {
    const rows = [row(3, 'a', 2), row(1, 'a', 1), row(2, 'b', 1)];
    expect(idsOf(recoveredOrder(rows))).toEqual(['1', '2', '3']);
  });

  test('puts the changes of one entity by version into their own places, the others stay', () => {
    const rows = [row(1, 'a', 2), row(2, 'b', 1), row(3, 'a', 1), row(4, 'a', 3)];
    expect(idsOf(recoveredOrder(rows))).toEqual(['3', '2', '1', '4']);
  });

  test('leaves changes without a version where they are', () => {
    const rows = [row(1, 'a', 2), row(2, 'a', 0), row(3, 'a', 1), row(4, 'a', 0)];
    expect(idsOf(recoveredOrder(rows))).toEqual(['3', '2', '1', '4']);
  });

  test('loses none, doubles none, and has the versions of every entity rising', () => {
    const someRow = fc.record({ number: fc.nat(), id: fc.constantFrom('a', 'b', 'c'), version: fc.nat(9) });
    fc.assert(
      fc.property(fc.uniqueArray(someRow, { selector: ({ number }) => number }), (given) => {
        const rows = given.map(({ number, id, version }) => row(number, id, version));
        const ordered = recoveredOrder(rows);
        expect([...idsOf(ordered)].sort()).toEqual([...idsOf(rows)].sort());
        for (const id of ['a', 'b', 'c']) {
          const versions = ordered.flatMap(({ entityId, version }) =>
            entityId === id && version > 0 ? [version] : [],
          );
          expect(versions).toEqual([...versions].sort((a, b) => a - b));
        }
      }),
    );
  });
});
