import fc from 'fast-check';
import type { AppState, AppStep } from '../../../subgraphs/vendors/app.rules.ts';
import { checkApp, takeAppStep } from '../../../subgraphs/vendors/app.rules.ts';
import { endOfOverlap, keyState } from '../../../subgraphs/vendors/key.rules.ts';
import { marksPassed, warningPercents } from '../../../subgraphs/vendors/usage.rules.ts';
import { checkVendor } from '../../../subgraphs/vendors/vendor.rules.ts';

const steps: readonly AppStep[] = ['PASS', 'LAUNCH', 'SUSPEND', 'RESTORE'];

test('no row of steps makes an app live that has not passed a conformance run first', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (walk) => {
      let standing: { state: AppState; before: Exclude<AppState, 'SUSPENDED'> | null } = {
        state: 'SANDBOX',
        before: null,
      };
      const taken: AppStep[] = [];
      for (const step of walk) {
        const next = takeAppStep(standing, step);
        if ('problem' in next) {
          expect(next.problem).toMatchObject({ code: 'ILLEGAL_TRANSITION', extra: { from: standing.state } });
          continue;
        }
        taken.push(step);
        standing = next.value;
        expect(standing.before !== null).toBe(standing.state === 'SUSPENDED');
      }
      if (standing.state === 'LIVE') expect(taken.filter((step) => step === 'PASS')).toHaveLength(1);
    }),
  );
});

test('use passes each mark once on its way, however it is told', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.array(fc.nat(6_000_000)), (units, figures) => {
      let used = 0;
      const passed: number[] = [];
      for (const figure of figures) {
        const next = Math.max(used, figure);
        passed.push(...marksPassed(used, next, units));
        used = next;
      }
      expect(passed).toEqual(warningPercents.filter((percent) => used >= Math.ceil((units * percent) / 100)));
    }),
  );
});

test('a key that is replaced never lives longer for it', () => {
  const now = new Date('2026-11-25T00:00:00Z');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 168 }),
      fc.integer({ min: 1, max: 400 * 24 }),
      (hours, leftHours) => {
        const expiresAt = new Date(now.getTime() + leftHours * 3_600_000);
        const end = endOfOverlap({ expiresAt, endedAt: null, replacedBy: null }, hours, now);
        expect(end.getTime()).toBeLessThanOrEqual(expiresAt.getTime());
        const facts = { expiresAt: end, endedAt: null, replacedBy: 'another' };
        expect(keyState(facts, now)).toBe(hours === 0 ? 'EXPIRED' : 'ENDING');
        expect(keyState(facts, end)).toBe('EXPIRED');
      },
    ),
  );
});

test.each([
  [{ name: ' ' }, 'input.name', 'required'],
  [{ name: 'x'.repeat(121) }, 'input.name', 'max_length'],
  [{ website: 'http://a.example' }, 'input.website', 'https_url'],
  [{ website: 'javascript:alert(1)' }, 'input.website', 'https_url'],
  [{ contact: { name: 'a', email: 'nobody' } }, 'input.contact.email', 'email'],
  [{ contact: { name: 'a', email: 'a@b.example', phone: 'x' } }, 'input.contact.phone', 'phone'],
])('an organisation with %j is refused by field and rule', (part, field, rule) => {
  const good = { name: 'A', contact: { name: 'a', email: 'a@b.example' } };
  expect(checkVendor({ ...good, ...part })).toMatchObject({
    problem: { code: 'BAD_USER_INPUT', extra: { field, rule } },
  });
});

test('an app asks for scopes that there are, each once', () => {
  const input = { name: 'A', about: 'B' };
  expect(checkApp({ ...input, scopes: ['usage:read', 'usage:read'] })).toMatchObject({
    value: { scopes: ['usage:read'] },
  });
  expect(checkApp({ ...input, scopes: ['*'] })).toMatchObject({ problem: { extra: { rule: 'scope' } } });
});
