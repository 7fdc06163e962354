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
  const { signature, cursor, personId: person, digest, personKey } = deriveSecrets(root);
  expect(new Set([signature, cursor, person, digest, personKey.toString('hex')]).size).toBe(5);
  expect(personKey).toHaveLength(32);
});

test('a root shorter than 32 characters is refused, without being shown', () => {
  expect(() => deriveSecrets('short')).toThrow(
    "The hub's secret must have at least 32 characters, but it has 5.",
  );
});
