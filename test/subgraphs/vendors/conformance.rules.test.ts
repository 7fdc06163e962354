import fc from 'fast-check';
import type {
  ConformanceCheck,
  Observation,
  Plant,
  PlantKind,
  Plants,
} from '../../../subgraphs/vendors/conformance.rules.ts';
import {
  checkLiveKeys,
  checkStart,
  hasPassedAll,
  judge,
  maxEvidence,
  mayPlant,
  noProgress,
  observe,
  plantKinds,
  retryAfterMs,
} from '../../../subgraphs/vendors/conformance.rules.ts';

const base: Observation = {
  requestId: 'r',
  atMs: 0,
  name: null,
  kind: 'QUERY',
  document: 'd',
  input: 'i',
  key: null,
  after: null,
  isListed: true,
  deprecated: [],
};

const anyObservation = fc
  .record({
    atMs: fc.integer({ min: 0, max: 20_000 }),
    kind: fc.constantFrom('QUERY', 'MUTATION', 'SUBSCRIPTION'),
    document: fc.constantFrom('d', 'e'),
    input: fc.constantFrom('i', 'j'),
    key: fc.constantFrom(null, 'k', 'l'),
    after: fc.constantFrom(null, 'c1', 'c2', 'x'),
    isListed: fc.boolean(),
    deprecated: fc.constantFrom([], ['Query.old']),
  })
  .map((some): Observation => ({ ...base, ...some }));
const use = fc
  .array(anyObservation, { maxLength: 60 })
  .map((all) => all.map((one, n) => ({ ...one, requestId: `r${n}` })));

const plant = (kind: PlantKind, more: Partial<Plant> = {}): Plant => ({
  ...base,
  requestId: `planted ${kind}`,
  atMs: 5_000,
  kind: kind === 'CUT_ANSWER' ? 'MUTATION' : kind === 'CUT_STREAM' ? 'SUBSCRIPTION' : 'QUERY',
  key: 'k',
  cursors: ['c1', 'c2'],
  ...more,
});
const all: Plants = {
  RATE_LIMIT: plant('RATE_LIMIT'),
  CUT_ANSWER: plant('CUT_ANSWER'),
  CUT_STREAM: plant('CUT_STREAM'),
};
const anyPlants = fc.subarray([...plantKinds]).map((kinds): Plants => {
  const planted: { [kind in PlantKind]?: Plant } = {};
  for (const kind of kinds) planted[kind] = all[kind];
  return planted;
});

const found = (plants: Plants, seen: readonly Observation[]) =>
  judge(
    plants,
    seen.reduce((before, one) => observe(before, plants, one), noProgress),
  );
const verdictOf = (check: ConformanceCheck, plants: Plants, seen: readonly Observation[]) =>
  found(plants, seen).find((item) => item.check === check)?.verdict;

test('a run comes to the same in whatever order, and however often, gateways tell what they saw', () => {
  fc.assert(
    fc.property(anyPlants, use, fc.infiniteStream(fc.nat()), (plants, seen, order) => {
      const told = [...seen, ...seen.filter((_, n) => n % 3 === 0)]
        .map((one) => ({ one, at: order.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      expect(found(plants, told)).toEqual(found(plants, seen));
    }),
  );
});

test('no run keeps more than twenty requests of anything, and what is shown was seen or planted', () => {
  fc.assert(
    fc.property(anyPlants, use, (plants, seen) => {
      const known = new Set([...seen, ...Object.values(plants)].map(({ requestId }) => requestId));
      const progress = seen.reduce((before, one) => observe(before, plants, one), noProgress);
      for (const kept of Object.values(progress)) expect(kept.length).toBeLessThanOrEqual(maxEvidence);
      for (const { verdict, requests } of judge(plants, progress)) {
        expect(requests.every(({ requestId }) => known.has(requestId))).toBe(true);
        if (verdict !== 'NOT_SEEN') expect(requests).not.toEqual([]);
      }
    }),
  );
});

test('one operation off the list, and one with something deprecated, fail a run for good', () => {
  fc.assert(
    fc.property(anyPlants, use, (plants, seen) => {
      const expected = (wrong: boolean) => (seen.length === 0 ? 'NOT_SEEN' : wrong ? 'FAILED' : 'PASSED');
      const unlisted = seen.some(({ isListed }) => !isListed);
      const deprecated = seen.some((one) => one.deprecated.length > 0);
      expect(verdictOf('PERSISTED_OPERATIONS', plants, seen)).toBe(expected(unlisted));
      expect(verdictOf('NO_DEPRECATED_FIELD', plants, seen)).toBe(expected(deprecated));
    }),
  );
});

test('what was not planted is not seen, whatever the app does', () => {
  fc.assert(
    fc.property(use, (seen) => {
      const verdicts = found({}, seen).slice(2);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(['NOT_SEEN', 'NOT_SEEN', 'NOT_SEEN']);
      expect(hasPassedAll(found({}, seen))).toBe(false);
    }),
  );
});

test('who waits is who repeats nothing and sends nothing new before the time is over, and comes again', () => {
  fc.assert(
    fc.property(use, (seen) => {
      const after = seen.filter(({ atMs }) => atMs > 5_000);
      const isEarly = ({ atMs, document, input }: Observation) =>
        atMs < 5_000 + retryAfterMs - 250 && ((document === 'd' && input === 'i') || atMs > 6_000);
      const came = after.some(({ atMs }) => atMs >= 5_000 + retryAfterMs - 250);
      const expected = after.some(isEarly) ? 'FAILED' : came ? 'PASSED' : 'NOT_SEEN';
      expect(verdictOf('WAITED_AFTER_429', all, seen)).toBe(expected);
    }),
  );
});

const firstIs = (
  right: (one: Observation) => boolean,
  wrong: (one: Observation) => boolean,
  seen: readonly Observation[],
) => {
  const at = (which: (one: Observation) => boolean) =>
    Math.min(...seen.filter((one) => one.atMs > 5_000 && which(one)).map(({ atMs }) => atMs));
  if (at(wrong) < at(right)) return 'FAILED';
  return at(right) === Number.POSITIVE_INFINITY ? 'NOT_SEEN' : 'PASSED';
};

test('a cut mutation is repeated when the first that comes again has its key', () => {
  fc.assert(
    fc.property(use, (seen) => {
      const same = (one: Observation) => one.kind === 'MUTATION' && one.document === 'd';
      const expected = firstIs(
        (one) => same(one) && one.key === 'k',
        (one) => same(one) && one.key !== 'k' && one.input === 'i',
        seen,
      );
      expect(verdictOf('REPEATED_CUT_MUTATION', all, seen)).toBe(expected);
    }),
  );
  const keyless = { ...all, CUT_ANSWER: plant('CUT_ANSWER', { key: null }) };
  expect(verdictOf('REPEATED_CUT_MUTATION', keyless, [])).toBe('FAILED');
});

test('a cut stream is resumed when the first that comes again goes on from a cursor that it had', () => {
  fc.assert(
    fc.property(use, (seen) => {
      const same = (one: Observation) =>
        one.kind === 'SUBSCRIPTION' && one.document === 'd' && one.input === 'i';
      const expected = firstIs(
        (one) => same(one) && (one.after === 'c1' || one.after === 'c2'),
        (one) => same(one) && one.after !== 'c1' && one.after !== 'c2',
        seen,
      );
      expect(verdictOf('RESUMED_CUT_STREAM', all, seen)).toBe(expected);
    }),
  );
});

test('each thing is planted once, nobody is told to wait after a cut, and nothing is cut while somebody waits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...plantKinds), fc.nat(60_000)), { maxLength: 40 }),
      (asked) => {
        const planted: { [kind in PlantKind]?: Plant } = {};
        for (const [kind, atMs] of asked.sort(([, a], [, b]) => a - b)) {
          if (!mayPlant(planted, kind, atMs)) continue;
          expect(planted[kind]).toBeUndefined();
          planted[kind] = plant(kind, { atMs });
        }
        const { RATE_LIMIT: limit, CUT_ANSWER: answer, CUT_STREAM: stream } = planted;
        for (const cut of [answer, stream]) {
          if (!limit || !cut) continue;
          if (cut.atMs >= limit.atMs) expect(cut.atMs - limit.atMs).toBeGreaterThan(retryAfterMs);
          else expect(limit.atMs - cut.atMs).toBeGreaterThan(10_000);
        }
      },
    ),
  );
});

test('a run begins for an app that is not shut out and has none on', () => {
  expect(checkStart({ state: 'SANDBOX', before: null }, undefined)).toEqual({ value: true });
  expect(checkStart({ state: 'LIVE', before: null }, { judgedAt: new Date() })).toEqual({ value: true });
  expect(checkStart({ state: 'SANDBOX', before: null }, { judgedAt: null })).toMatchObject({
    problem: { code: 'CONFLICT' },
  });
  expect(checkStart({ state: 'SUSPENDED', before: 'LIVE' }, undefined)).toMatchObject({
    problem: { code: 'ILLEGAL_TRANSITION' },
  });
});

test('keys for the city are for apps that have passed, suspended or not', () => {
  for (const state of ['CONFORMANT', 'LIVE'] as const) {
    expect(checkLiveKeys({ state, before: null })).toEqual({ value: true });
    expect(checkLiveKeys({ state: 'SUSPENDED', before: state })).toEqual({ value: true });
  }
  for (const standing of [
    { state: 'SANDBOX', before: null },
    { state: 'SUSPENDED', before: 'SANDBOX' },
  ] as const)
    expect(checkLiveKeys(standing)).toMatchObject({
      problem: { code: 'FORBIDDEN', extra: { rule: 'not_conformant' } },
    });
});
