import { personId } from '../../../../subgraphs/kit/process/person-id.ts';

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
