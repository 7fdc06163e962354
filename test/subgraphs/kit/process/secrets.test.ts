import { personId } from '../../../../subgraphs/kit/process/person-id.ts';
import { deriveSecrets } from '../../../../subgraphs/kit/process/secrets.ts';

const root = 'a root secret of more than 32 characters';

test('the same root gives the same keys, another root others', () => {
  expect(deriveSecrets(root)).toEqual(deriveSecrets(root));
  const other = deriveSecrets(`${root}.`);
  for (const [purpose, key] of Object.entries(deriveSecrets(root))) {
    expect(Object.entries(other)).not.toContainEqual([purpose, key]);
  }
});

test('each purpose has a key of its own', () => {
  const { signature, cursor, personId: person, personKey } = deriveSecrets(root);
  expect(new Set([signature, cursor, person, personKey.toString('hex')]).size).toBe(4);
  expect(personKey).toHaveLength(32);
});

test('a root shorter than 32 characters is refused, without being shown', () => {
  expect(() => deriveSecrets('short')).toThrow(
    "The hub's secret must have at least 32 characters, but it has 5.",
  );
});

test('a person id is stable, opaque, and another in another realm', () => {
  const id = personId('secret', 'hub-sample', 'citizen');
  expect(personId('secret', 'hub-sample', 'citizen')).toBe(id);
  expect(id).toMatch(/^[\w-]{43}$/);
  const others = [
    personId('secret', 'hub-sample', 'citizen2'),
    personId('secret', 'other', 'citizen'),
    personId('other', 'hub-sample', 'citizen'),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
});
