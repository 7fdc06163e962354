import fc from 'fast-check';
import type { ReportFacts } from '../../../subgraphs/reports/facts.rules.ts';
import type { MediaRole, Rectangle } from '../../../subgraphs/reports/media.rules.ts';
import {
  checkCovers,
  checkMedia,
  checkRectangles,
  isOpen,
  mayUpload,
  mayViewCopy,
  nameOf,
  originalAccess,
  readName,
} from '../../../subgraphs/reports/media.rules.ts';
import { isPublicState, reportStates } from '../../../subgraphs/reports/report.rules.ts';
import { anonymous } from '../../../subgraphs/kit/index.ts';
import { person } from '../agencies/signed-client.ts';
import { citizen, identityOfficer, ioc, officer, otherOfficer, stranger } from './start-reports.ts';

const everybody = [anonymous, citizen, stranger, officer, otherOfficer, ioc, identityOfficer];

/** The facts that decide about pictures; `proven` are uploads in published answers. */
function report(state: ReportFacts['state'], proven: readonly string[] = []): ReportFacts {
  const evidence = proven.map((upload) => ({ kind: 'PHOTO', upload }) as const);
  const answer = {
    kind: 'RESOLVED',
    text: 'x',
    evidence,
    answeredAt: new Date(),
    agencyId: 'hepco',
  } as const;
  const round = { answer, publishedAt: new Date(), rating: null, reopened: false };
  return {
    state,
    version: 3,
    mode: 'TIMED',
    reporterId: citizen.id,
    agencyId: 'hepco',
    assignedAgencies: ['hepco'],
    categoryDays: 7,
    receivedAt: new Date(),
    returnedBy: null,
    duplicateOf: null,
    terms: [],
    answer: null,
    rounds: [round],
    plannedFor: null,
    acceptedAt: null,
    resolvedAt: null,
    publishedAt: null,
    closedAt: null,
    outcome: null,
  };
}

const media = (role: MediaRole, ownerId: string | null = citizen.id) => ({ _id: 'm', role, ownerId });
const rule = (verdict: object): unknown =>
  'problem' in verdict ? (verdict.problem as { extra: { rule?: unknown } }).extra.rule : 'fine';

describe('who sees a picture', () => {
  test('a photo: everybody from ACCEPTED on, before that its reporter and the operations centre', () => {
    for (const state of reportStates) {
      const seen = everybody.filter((viewer) => mayViewCopy(media('PHOTO'), report(state), viewer));
      expect([state, seen]).toEqual([state, isPublicState(state) ? everybody : [citizen, ioc]]);
      expect(isOpen(media('PHOTO'), report(state))).toBe(isPublicState(state));
    }
  });

  test('evidence: everybody once its answer is published, before that the offices that have the report', () => {
    for (const state of reportStates.filter(isPublicState)) {
      const picture = media('EVIDENCE', officer.id);
      expect(everybody.filter((viewer) => mayViewCopy(picture, report(state), viewer))).toEqual([
        officer,
        ioc,
      ]);
      expect(everybody.filter((viewer) => mayViewCopy(picture, report(state, ['m']), viewer))).toEqual(
        everybody,
      );
      expect(isOpen(picture, report(state, ['other']))).toBe(false);
    }
  });

  test('the original: who sent it, and identity officers; once erased nobody is its sender', () => {
    const access = (ownerId: string | null) =>
      everybody.map((viewer) => originalAccess(media('PHOTO', ownerId), viewer));
    expect(access(citizen.id)).toEqual(['none', 'own', 'none', 'none', 'none', 'none', 'identity']);
    expect(access(null)).toEqual(['none', 'none', 'none', 'none', 'none', 'none', 'identity']);
  });

  test('anybody with an account sends photos, officers and the operations centre send evidence', () => {
    const unbound = person('unbound', 'officer');
    expect(everybody.filter((viewer) => mayUpload('PHOTO', viewer))).toEqual(everybody.slice(1));
    expect([...everybody, unbound].filter((viewer) => mayUpload('EVIDENCE', viewer))).toEqual([
      officer,
      otherOfficer,
      ioc,
    ]);
  });
});

describe('the pictures that a report names', () => {
  test('are at most ten, each once', () => {
    const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `u${i}`);
    expect(
      [null, undefined, [], ids(10), ids(11), ['a', 'b', 'a']].map((named) => rule(checkMedia(named))),
    ).toEqual(['fine', 'fine', 'fine', 'fine', 'max_items', 'unique']);
  });
});

describe('rectangles', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const part = fc.double({ min: 0.001, max: 1, noNaN: true });
  const inside = fc.tuple(fraction, fraction, part, part).map(([a, b, c, d]) => ({
    x: a * 0.99,
    y: b * 0.99,
    width: (1 - a * 0.99) * c,
    height: (1 - b * 0.99) * d,
  }));

  test('within the picture are taken as they are', () => {
    fc.assert(
      fc.property(fc.array(inside, { maxLength: 50 }), (rectangles) => {
        expect(checkRectangles(rectangles)).toEqual({ value: rectangles });
      }),
    );
    expect(rule(checkRectangles([{ x: 0.7, y: 0.1, width: 0.3, height: 0.9 }]))).toBe('fine');
  });

  test.each([
    { wrong: { x: -0.01 } },
    { wrong: { x: 1, width: 0 } },
    { wrong: { y: -1 } },
    { wrong: { width: 0 } },
    { wrong: { height: -0.2 } },
    { wrong: { x: 0.6, width: 0.5 } },
    { wrong: { y: 0.6, height: 0.41 } },
    { wrong: { width: Number.NaN } },
    { wrong: { x: 1e308, width: 1e308 } },
    { wrong: { width: Number.POSITIVE_INFINITY } },
  ])('with $wrong are refused, and the index says which', ({ wrong }) => {
    const good = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 };
    expect(checkRectangles([good, { ...good, ...wrong }])).toMatchObject({
      problem: { code: 'BAD_USER_INPUT', extra: { field: 'rectangles', rule: 'rectangle', index: 1 } },
    });
  });

  test('are at most fifty', () => {
    const many = Array.from({ length: 51 }, () => ({ x: 0, y: 0, width: 1, height: 1 }));
    expect(rule(checkRectangles(many))).toBe('max_items');
  });

  test('may be taken away as long as there is an original, after that only added', () => {
    const [a, b]: Rectangle[] = [
      { x: 0, y: 0, width: 0.5, height: 0.5 },
      { x: 0.5, y: 0.5, width: 0.5, height: 0.5 },
    ];
    const check = (next: readonly (Rectangle | undefined)[], hasOriginal: boolean): unknown =>
      rule(
        checkCovers(
          next.flatMap((each) => each ?? []),
          { rectangles: a ? [a] : [], hasOriginal },
        ),
      );
    expect([
      check([], true),
      check([b], true),
      check([a, b], false),
      check([b], false),
      check([], false),
    ]).toEqual(['fine', 'fine', 'fine', 'original_erased', 'original_erased']);
  });
});

test('a name is read back as it was made, and nothing else is a name', () => {
  for (const variant of ['published', 'thumbnail', 'original'] as const)
    expect(readName(nameOf(variant, { _id: 'a-1', copy: 'c2' }))).toEqual({ variant, id: 'a-1', copy: 'c2' });
  for (const name of ['', 'published', 'published.a', 'published..c', 'other.a.c', '__proto__.a.c'])
    expect(readName(name)).toBeNull();
});
