import { citizenFor, citizenOf, keptLook } from '../../../subgraphs/citizens/citizen.rules.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { person } from '../agencies/signed-client.ts';

describe('a citizen', () => {
  test('is the signed-in person, with the name that the provider gave', () => {
    expect(citizenOf(person('p-1', 'citizen'))).toEqual({
      id: 'p-1',
      displayName: 'Name of p-1',
      vneidLevel: 2,
    });
    expect(citizenOf({ ...person('p-1'), name: undefined })?.displayName).toBeNull();
  });

  test('is nobody for a stranger and for an app', () => {
    expect(citizenOf(anonymous)).toBeNull();
    expect(citizenOf({ ...person('app-1'), kind: 'app' })).toBeNull();
  });

  test('is known by id to oneself only', () => {
    expect(citizenFor(person('p-1'), 'p-1')?.id).toBe('p-1');
    expect(citizenFor(person('p-1', 'ioc', 'identityOfficer'), 'p-2')).toBeNull();
    expect(citizenFor(anonymous, 'p-1')).toBeNull();
  });
});

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
