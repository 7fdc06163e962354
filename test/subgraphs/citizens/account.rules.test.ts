import fc from 'fast-check';
import { takeAccountStep, untouchedAccount } from '../../../subgraphs/citizens/account.rules.ts';

test('an account is suspended and restored in turn; tokens of before stay bad', () => {
  const steps = fc.array(fc.constantFrom('END_SESSIONS' as const, 'SUSPEND' as const, 'RESTORE' as const), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(steps, (walk) => {
      let facts = untouchedAccount;
      for (const [index, step] of walk.entries()) {
        const at = new Date(1_000 * (index + 1));
        const verdict = takeAccountStep(facts, step, at);
        const isLegal = step === 'END_SESSIONS' || facts.isSuspended === (step === 'RESTORE');
        expect('value' in verdict).toBe(isLegal);
        if ('problem' in verdict) continue;
        expect(verdict.value.version).toBe(facts.version + 1);
        expect(verdict.value.notBefore).toEqual(step === 'RESTORE' ? facts.notBefore : at);
        facts = verdict.value;
      }
    }),
  );
});
