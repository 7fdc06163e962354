import fc from 'fast-check';
import { bystandersOf } from '../../../subgraphs/reports/bystander.rules.ts';

const crowd = fc.record({
  people: fc.integer({ min: 4, max: 40 }),
  comments: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 9 }),
});

test('the same report has the same bystanders: some follow it, each once, and what becomes public comes last', () => {
  fc.assert(
    fc.property(fc.nat(200_000), crowd, (index, given) => {
      const doings = bystandersOf(index, given);
      expect(bystandersOf(index, given)).toEqual(doings);
      const followers = doings.filter(({ does }) => does === 'follow').map(({ person }) => person);
      expect(followers.length).toBeGreaterThan(0);
      expect(new Set(followers).size).toBe(followers.length);
      for (const { person } of doings) expect(person).toBeLessThan(given.people);
      const ranks = doings.map((doing) =>
        doing.does === 'follow' ? 0 : doing.moderation === 'APPROVE' ? 2 : 1,
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }),
  );
});
