import { citizenFor, citizenOf } from '../../../subgraphs/citizens/citizen.rules.ts';
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
