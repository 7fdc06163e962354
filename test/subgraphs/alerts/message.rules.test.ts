import fc from 'fast-check';
import { stepDraft } from '../../../subgraphs/alerts/draft.rules.ts';
import type { DraftState, DraftStep } from '../../../subgraphs/alerts/draft.rules.ts';
import type { MessageStatus, Scope } from '../../../subgraphs/alerts/message.rules.ts';
import {
  byGravity,
  isForPublic,
  ranksOf,
  severities,
  spanOf,
  textIn,
  urgencies,
} from '../../../subgraphs/alerts/message.rules.ts';
import { riskColourOf, riskLevelOf, riskLevels } from '../../../subgraphs/alerts/risk.rules.ts';
import { capTime, parseCapTime } from '../../../subgraphs/alerts/time.rules.ts';

describe('who a message reaches', () => {
  test('is the public only for what is in earnest and for everybody', () => {
    const statuses: MessageStatus[] = ['ACTUAL', 'EXERCISE', 'SYSTEM', 'TEST', 'DRAFT'];
    const scopes: Scope[] = ['PUBLIC', 'RESTRICTED', 'PRIVATE'];
    const open = statuses.flatMap((status) =>
      scopes.filter((scope) => isForPublic({ status, scope })).map((scope) => `${status} ${scope}`),
    );
    expect(open).toEqual(['ACTUAL PUBLIC']);
  });
});

describe('when a message holds', () => {
  const sent = new Date('2026-11-25T08:00:00Z');
  const hours = (count: number) => new Date(sent.getTime() + count * 3_600_000);

  test('is from the later of effective and sent', () => {
    expect(spanOf({ effective: hours(2), expires: hours(5) }, sent)).toEqual({
      from: hours(2),
      expires: hours(5),
    });
    expect(spanOf({ effective: hours(-2), expires: hours(5) }, sent).from).toEqual(sent);
  });

  test('is 24 hours where no end is given', () => {
    expect(spanOf({ effective: null, expires: null }, sent).expires).toEqual(hours(24));
  });
});

describe('the order of alerts', () => {
  const graded = fc.record({
    _id: fc.uuid(),
    severity: fc.constantFrom(...severities),
    urgency: fc.constantFrom(...urgencies),
    sentAt: fc.integer({ min: 0, max: 5 }).map((day) => new Date(day * 86_400_000)),
  });

  test('is by severity, then urgency, then the newest, and total', () => {
    fc.assert(
      fc.property(fc.uniqueArray(graded, { selector: ({ _id }) => _id, maxLength: 20 }), (alerts) => {
        const rows = alerts.map((alert) => ({ ...alert, ...ranksOf(alert) })).sort(byGravity);
        for (const [index, row] of rows.slice(1).entries()) {
          const before = rows[index] ?? row;
          const keys = (one: typeof row) => [
            severities.indexOf(one.severity),
            urgencies.indexOf(one.urgency),
            -one.sentAt.getTime(),
          ];
          const differing = keys(before).findIndex((key, at) => key !== keys(row)[at]);
          if (differing >= 0) expect(keys(before)[differing] ?? 0).toBeLessThan(keys(row)[differing] ?? 0);
          expect(byGravity(before, row)).toBeLessThan(0);
        }
      }),
    );
  });

  test('puts Extreme before Severe, Moderate, Minor and Unknown', () => {
    expect(severities).toEqual(['EXTREME', 'SEVERE', 'MODERATE', 'MINOR', 'UNKNOWN']);
  });
});

describe('the level of disaster risk', () => {
  const level = (of: number, simultaneousHazards = false, graveThreat = false) =>
    riskLevelOf({ level: of, simultaneousHazards, graveThreat });

  test('goes up by one for simultaneous hazards, by two for a grave threat, and not beyond 5', () => {
    expect([level(2), level(2, true), level(2, false, true), level(2, true, true)]).toEqual([2, 3, 4, 5]);
    expect([level(4, true, true), level(5, true)]).toEqual([5, 5]);
    expect([level(0), level(6), level(1.5)]).toEqual([null, null, null]);
  });

  test('has the colours light blue, light yellow, orange, red and purple', () => {
    expect(riskLevels.map((one) => riskColourOf(one).colour)).toEqual([
      'LIGHT_BLUE',
      'LIGHT_YELLOW',
      'ORANGE',
      'RED',
      'PURPLE',
    ]);
  });
});

describe('a time of CAP', () => {
  test('has an offset and whole seconds, and never Z', () => {
    expect(parseCapTime('2026-11-25T08:00:00+07:00')).toEqual(new Date('2026-11-25T01:00:00Z'));
    expect(parseCapTime('2026-11-25T08:00:00-00:00')).toEqual(new Date('2026-11-25T08:00:00Z'));
    for (const wrong of [
      '2026-11-25T08:00:00Z',
      '2026-11-25T08:00:00',
      '2026-11-25',
      '2026-02-30T08:00:00+07:00',
      '',
    ])
      expect([wrong, parseCapTime(wrong)]).toEqual([wrong, null]);
  });

  test('reads as what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const moment = new Date(seconds * 1000);
        expect(parseCapTime(capTime(moment))).toEqual(moment);
      }),
    );
  });
});

describe('the text of an alert', () => {
  const text = (language: 'VI' | 'EN') => ({
    language,
    event: language,
    headline: '',
    description: '',
    instruction: null,
  });

  test('is that of the language, and Vietnamese where there is none', () => {
    expect(textIn([text('EN'), text('VI')], 'EN')?.event).toBe('EN');
    expect(textIn([text('VI')], 'EN')?.event).toBe('VI');
  });
});

describe('the way of a message', () => {
  const states: DraftState[] = ['DRAFT', 'PENDING_APPROVAL', 'ISSUED', 'DISCARDED'];
  const steps: DraftStep[] = ['SUBMIT', 'APPROVE', 'DISCARD'];
  const outcome = (state: DraftState, step: DraftStep): string => {
    const verdict = stepDraft({ state, authorId: 'an' }, step, 'binh');
    return 'problem' in verdict ? verdict.problem.code : verdict.value;
  };

  test('leads from DRAFT over a person and a second one to ISSUED, and from nowhere else', () => {
    const legal = states.flatMap((state) =>
      steps.flatMap((step) => {
        const to = outcome(state, step);
        return to === 'ILLEGAL_TRANSITION' ? [] : [`${state} ${step} ${to}`];
      }),
    );
    expect(legal).toEqual([
      'DRAFT SUBMIT PENDING_APPROVAL',
      'DRAFT DISCARD DISCARDED',
      'PENDING_APPROVAL APPROVE ISSUED',
      'PENDING_APPROVAL DISCARD DISCARDED',
    ]);
  });

  test('is approved by nobody who wrote it', () => {
    expect(stepDraft({ state: 'PENDING_APPROVAL', authorId: 'an' }, 'APPROVE', 'an')).toMatchObject({
      problem: { code: 'FORBIDDEN', extra: { rule: 'second_person' } },
    });
  });

  test('ends: whatever is tried, what is issued or discarded stays so', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom('an', 'binh'))), (tries) => {
        let [state, authorId]: [DraftState, string | null] = ['DRAFT', null];
        let approver: string | null = null;
        for (const [step, who] of tries) {
          const verdict = stepDraft({ state, authorId }, step, who);
          if ('problem' in verdict) continue;
          expect(['ISSUED', 'DISCARDED']).not.toContain(state);
          state = verdict.value;
          if (step === 'SUBMIT') authorId = who;
          if (step === 'APPROVE') approver = who;
        }
        if (state === 'ISSUED')
          expect(authorId !== null && approver !== null && authorId !== approver).toBe(true);
      }),
    );
  });
});
