import fc from 'fast-check';
import { checkHistory } from './check-history.ts';
import type { DeliverRecord, HistoryRecord } from './history.ts';

const check = (records: readonly HistoryRecord[]): string[] => {
  const found = checkHistory(records, { mayFollow: () => true, subscribersReachTheEnd: true });
  return [...new Set(found.map(({ rule }) => rule))];
};

const write = (ver: number, t: number): HistoryRecord[] => {
  const attempt = { op: 'write', opId: ver, idem: `w${ver}`, key: 'r1', actor: 'writer', t } as const;
  return [
    { ...attempt, type: 'invoke' },
    { ...attempt, type: 'ok', ver, t: t + 1 },
  ];
};
const token = (name: string, t: number, endsAt: number | null = null): HistoryRecord => {
  return { op: 'token', token: name, actor: 'owner', endsAt, t };
};
const subscribe = (name: string, t: number, after: string | null = null): HistoryRecord => {
  return { op: 'subscribe', subscriber: 's1', actor: 'owner', after, to: 'a', token: name, t };
};
const deliver = (ver: number, t: number, mark: DeliverRecord['mark'] = 'change'): DeliverRecord => {
  const reports = [{ key: 'r1', ver, state: 'A' }];
  return { op: 'deliver', subscriber: 's1', actor: 'owner', cursor: `c${ver}`, mark, reports, text: '', t };
};
const refused = (code: string, t: number): HistoryRecord => {
  return { op: 'refused', subscriber: 's1', actor: 'owner', code, t };
};
const revocation = (type: 'invoke' | 'ok', t: number, actor = 'owner'): HistoryRecord => {
  return { op: 'revocation', type, actor, t };
};
const truth = (last: number): HistoryRecord => {
  const entries = Array.from({ length: last }, (_, n) => ({
    ver: n + 1,
    from: n === 0 ? null : 'A',
    to: 'A',
  }));
  return { op: 'truth', key: 'r1', entries, idems: [], t: 99_000 };
};

const expired = 'SUBSCRIPTION_JWT_EXPIRED';
const revoked = 'SUBSCRIPTION_RIGHTS_ENDED';
const begun = [token('k1', 0, 10_000), subscribe('k1', 1), ...write(1, 2), deliver(1, 5, 'start')];

describe('the checker of live runs: rights that end (threats.md 3.8)', () => {
  test('finds nothing where a token ends, its stream is told so, and goes on with another', () => {
    const again = [token('k2', 10_100), subscribe('k2', 10_110, 'c2'), deliver(3, 20_050)];
    const held = [...begun, ...write(2, 9_000), deliver(2, 10_005), refused(expired, 10_050), ...again];
    expect(check([...held, ...write(3, 20_000), truth(3)])).toEqual([]);
  });

  test('finds nothing in a change that was written before the end and heard of long after it, nor within the 5 s', () => {
    const late = [...write(2, 14_900), deliver(2, 60_000)];
    expect(check([...begun, ...late, truth(2)])).toEqual([]);
  });

  test('finds nothing in what comes by a token of after a revocation, or of another person', () => {
    const others = [revocation('invoke', 100, 'other'), revocation('ok', 200, 'other')];
    const own = [revocation('invoke', 300), revocation('ok', 400), refused(revoked, 450)];
    const again = [token('k2', 500), subscribe('k2', 500, 'c1'), refused('UNAUTHENTICATED', 510)];
    const later = [token('k3', 2_500), subscribe('k3', 2_510, 'c1'), deliver(2, 20_010)];
    expect(check([...begun, ...others, ...own, ...again, ...later, ...write(2, 20_000), truth(2)])).toEqual(
      [],
    );
  });

  test('finds a change that came by a token long expired, whenever it was written and however it was heard of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15_001, max: 80_000 }), fc.nat(5_000), (writtenAt, later) => {
        expect(check([...begun, ...write(2, writtenAt), deliver(2, writtenAt + later), truth(2)])).toEqual([
          'rights',
        ]);
      }),
    );
  });

  test('finds a change that came by a token that was taken back', () => {
    const own = [revocation('invoke', 300), revocation('ok', 400)];
    expect(check([...begun, ...own, ...write(2, 5_401), deliver(2, 5_500), truth(2)])).toEqual(['rights']);
    // One that was never acknowledged may have taken nothing back.
    expect(check([...begun, ...own.slice(0, 1), ...write(2, 5_401), deliver(2, 5_500), truth(2)])).toEqual(
      [],
    );
  });

  test.each<[string, readonly HistoryRecord[]]>([
    ['before the end of its token', [refused(expired, 9_000)]],
    ['for another reason than its token', [refused('NOT_FOUND', 11_000)]],
    ['for a revocation of somebody else', [revocation('invoke', 10, 'other'), refused(revoked, 9_000)]],
  ])('finds a refusal %s', (_name, records) => {
    expect(check([...begun, ...records, truth(1)])).toEqual(['refused']);
  });

  test('finds a stream that ended with its token and was never told', () => {
    expect(check([...begun, ...write(2, 20_000), truth(2)])).toEqual(['delivered']);
  });
});

describe('the checker of live runs: reading what was written (threats.md 3.7)', () => {
  const read = (
    opId: number,
    type: 'invoke' | 'ok' | 'info',
    more: { readonly ver?: number; readonly actor?: string } = {},
  ): HistoryRecord => ({ op: 'read', type, opId, key: 'r1', actor: 'writer', t: 50, ...more });
  const written = [...write(1, 1), ...write(2, 3)];

  test.each<[string, readonly HistoryRecord[]]>([
    ['a read of the version written, or of a later one', [read(1, 'invoke'), read(1, 'ok', { ver: 2 })]],
    [
      'an older version in the hands of somebody else',
      [read(1, 'invoke', { actor: 'x' }), read(1, 'ok', { ver: 1, actor: 'x' })],
    ],
    ['a read that never came back', [read(1, 'invoke'), read(1, 'info')]],
  ])('finds nothing in %s', (_name, reads) => {
    expect(check([...written, ...reads, truth(2)])).toEqual([]);
  });

  test('finds nothing in an older version that was asked for before the write was answered', () => {
    const asked = [...write(1, 1), read(1, 'invoke'), ...write(2, 3), read(1, 'ok', { ver: 1 })];
    expect(check([...asked, truth(2)])).toEqual([]);
  });

  test('finds a read that is older than what its reader wrote', () => {
    expect(check([...written, read(1, 'invoke'), read(1, 'ok', { ver: 1 }), truth(2)])).toEqual([
      'read your writes',
    ]);
  });

  test('finds a read that is older than what its reader read before, wherever in a row of reads it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1 }), fc.nat(), (rises, choice) => {
        const vers = rises.reduce<number[]>((all, by) => [...all, (all.at(-1) ?? 0) + by], []);
        const rows = (seen: readonly number[]): HistoryRecord[] =>
          seen.flatMap((ver, n) => [read(n, 'invoke'), read(n, 'ok', { ver })]);
        expect(check(rows(vers))).toEqual([]);
        const at = choice % vers.length;
        const stale = [...vers.slice(0, at + 1), (vers[at] ?? 0) - 1, ...vers.slice(at + 1)];
        expect(check(rows(stale))).toEqual(['read your writes']);
      }),
    );
  });
});
