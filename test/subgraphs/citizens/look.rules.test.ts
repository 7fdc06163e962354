import { keptLook } from '../../../subgraphs/citizens/look.rules.ts';

describe('keptLook', () => {
  const look = { whose: 'a', readerId: 'b', at: new Date(1000) };
  const erased =
    (people: Readonly<Record<string, number>>) =>
    (id: string): Date | undefined =>
      people[id] === undefined ? undefined : new Date(people[id]);

  test.each<[Record<string, number>, typeof look | object | null, string]>([
    [{}, look, 'all when nobody was erased'],
    [{ a: 999, b: 999 }, look, 'all when that was before the look'],
    [{ a: 1000 }, null, 'nothing of an erased person'],
    [{ b: 1000 }, { ...look, readerId: null }, 'the look without its erased reader'],
  ])('erased %j: keeps %j, %s', (people, kept) => {
    expect(keptLook(look, erased(people))).toEqual(kept);
  });

  test('keeps a look whose reader is already gone', () => {
    expect(keptLook({ ...look, readerId: null }, erased({ b: 2000 }))).toEqual({ ...look, readerId: null });
  });
});
