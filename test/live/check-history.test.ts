import fc from 'fast-check';
import { checkHistory } from './check-history.ts';
import type { Finding } from './finding.ts';
import type { DeliverRecord, HistoryRecord, TruthRecord } from './history.ts';

const reports = ['r1', 'r2', 'r3'];
const states = ['SUBMITTED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'NEED_INFO'];
const stateOf = (ver: number): string => states[Math.min(ver, states.length) - 1] ?? '';
const mayFollow = (from: string | null, to: string): boolean =>
  from === null ? to === 'SUBMITTED' : states.indexOf(to) - states.indexOf(from) <= 1;
const check = (records: readonly HistoryRecord[]): readonly Finding[] =>
  checkHistory(records, { mayFollow, subscribersReachTheEnd: true });
const rulesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule))];

interface Run {
  readonly versions: number;
  readonly subscribers: readonly { readonly from: number; readonly cuts: readonly number[] }[];
}

/** A run that held: each report written up to `versions`, each subscriber from where it came, cut here and there. */
function runOf({ versions, subscribers }: Run): HistoryRecord[] {
  const writes = reports.flatMap((key) =>
    upTo(versions).flatMap((ver): HistoryRecord[] => {
      const write = { op: 'write', opId: ver, idem: `${key} ${ver}`, key, actor: 'writer' } as const;
      const lost = { ...write, opId: 1_000 + ver, t: 0 };
      return [
        { ...lost, type: 'invoke' },
        { ...lost, type: 'info' },
        { ...write, type: 'invoke', t: ver },
        { ...write, type: 'ok', ver, t: ver },
      ];
    }),
  );
  const watched = subscribers.flatMap(({ from, cuts }, index) =>
    reports.flatMap((key) =>
      watch(`s${index} ${key}`, { key, from: Math.min(from, versions), cuts, versions }),
    ),
  );
  const truths = reports.map((key): TruthRecord => truthOf(key, versions));
  const secret = { op: 'secret', value: 'canary', readers: ['owner'], t: 0 } as const;
  return [secret, ...writes, ...watched, ...truths];
}

function truthOf(key: string, versions: number): TruthRecord {
  const entries = upTo(versions).map((ver) => ({
    ver,
    from: ver === 1 ? null : stateOf(ver - 1),
    to: stateOf(ver),
  }));
  return { op: 'truth', t: 9_000, key, entries, idems: upTo(versions).map((ver) => `${key} ${ver}`) };
}

function watch(
  subscriber: string,
  { key, from, cuts, versions }: { key: string; from: number; cuts: readonly number[]; versions: number },
): HistoryRecord[] {
  return upTo(versions)
    .slice(from - 1)
    .flatMap((ver, place): HistoryRecord[] => {
      const after = place === 0 ? null : `c${ver - 1}`;
      const begins = place === 0 || cuts.includes(ver);
      const subscribe = { op: 'subscribe', subscriber, actor: 'owner', after, to: 'a', t: ver } as const;
      return [
        ...(begins ? [subscribe] : []),
        eventOf(subscriber, { key, ver }, place === 0 ? 'start' : 'change'),
      ];
    });
}

function eventOf(
  subscriber: string,
  { key, ver }: { key: string; ver: number },
  mark: DeliverRecord['mark'],
): DeliverRecord {
  const actor = subscriber.startsWith('s0') ? 'owner' : 'stranger';
  const text = actor === 'owner' ? `${key} of canary` : key;
  const seen = { key, ver, state: stateOf(ver) };
  return { op: 'deliver', subscriber, actor, cursor: `c${ver}`, mark, reports: [seen], text, t: ver };
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const isEvent = (record: HistoryRecord): record is DeliverRecord => record.op === 'deliver';

const runs = fc.record({
  versions: fc.integer({ min: 4, max: 12 }),
  subscribers: fc.array(
    fc.record({ from: fc.integer({ min: 1, max: 2 }), cuts: fc.array(fc.integer({ min: 2, max: 12 })) }),
    { minLength: 2, maxLength: 3 },
  ),
});

/** A fault put into a run that held: where it strikes is `at`, among the events that are neither first nor last of their subscriber. */
type Fault = (events: DeliverRecord[], at: number) => DeliverRecord[];

function withFault(run: Run, choice: number, fault: Fault): readonly Finding[] {
  const records = runOf(run);
  const events = records.filter(isEvent);
  const last = new Map(events.map((event, index) => [event.subscriber, index]));
  const inner = events.flatMap((event, index) =>
    event.mark === 'change' && last.get(event.subscriber) !== index ? [index] : [],
  );
  const at = inner[choice % inner.length] ?? 0;
  return check([...records.filter((record) => !isEvent(record)), ...fault(events, at)]);
}

const planted = (name: string, rules: readonly string[], fault: Fault): void =>
  test(`finds ${name}, wherever it is`, () => {
    fc.assert(
      fc.property(runs, fc.nat(), (run, choice) => {
        const found = rulesOf(withFault(run, choice, fault));
        expect(found.length).toBeGreaterThan(0);
        expect(rules).toEqual(expect.arrayContaining(found));
      }),
    );
  });

const replaced = (events: DeliverRecord[], at: number, change: (event: DeliverRecord) => DeliverRecord) =>
  events.map((event, index) => (index === at ? change(event) : event));

describe('the checker of live runs (threats.md 3)', () => {
  test('finds nothing in a run that held, whoever was cut where', () => {
    fc.assert(fc.property(runs, (run) => expect(check(runOf(run))).toEqual([])));
  });

  planted('a dropped event', ['delivered'], (events, at) => events.filter((_, index) => index !== at));
  planted('a repeated event', ['delivered'], (events, at) =>
    events.flatMap((event, index) => (index === at ? [event, event] : [event])),
  );
  planted('two events that changed places', ['order', 'delivered'], (events, at) => {
    const [one, other] = [events[at], events[at + 1]];
    if (!one || !other) throw new Error('expected an event behind the chosen one');
    return events.map((event, index) => (index === at ? other : index === at + 1 ? one : event));
  });
  planted('a field that was shown to the wrong person', ['no leak'], (events, at) =>
    replaced(events, at, (event) => ({ ...event, actor: 'stranger', text: 'canary' })),
  );
  planted('an event of a write that was rolled back', ['no phantom', 'delivered', 'order'], (events, at) =>
    replaced(events, at, (event) => ({
      ...event,
      reports: event.reports.map((seen) => ({ ...seen, ver: seen.ver + 100 })),
    })),
  );
  planted('a version that was shown as something else', ['no phantom'], (events, at) =>
    replaced(events, at, (event) => ({
      ...event,
      reports: event.reports.map((seen) => ({ ...seen, state: 'CLOSED' })),
    })),
  );
  planted('a stream that fell silent', ['delivered'], (events, at) => {
    const silent = events[at]?.subscriber;
    return events.filter(({ subscriber }, index) => subscriber !== silent || index < at);
  });
  planted('a second beginning in place of a resume', ['delivered'], (events, at) =>
    replaced(events, at, (event) => ({ ...event, mark: 'start' })),
  );
  planted('a resync that goes back', ['order', 'delivered'], (events, at) =>
    events.flatMap((event, index) => {
      const back = event.reports.map((seen) => ({ ...seen, ver: 1, state: stateOf(1) }));
      return index === at ? [event, { ...event, mark: 'resync' as const, reports: back }] : [event];
    }),
  );

  test('takes an explicit resync over missed versions, also a page that names only some', () => {
    const [, ...rest] = watch('s1 r1', { key: 'r1', from: 1, cuts: [], versions: 6 }).filter(isEvent);
    const first = eventOf('s1 r1', { key: 'r1', ver: 1 }, 'start');
    const later = rest.filter(({ reports: [seen] }) => (seen?.ver ?? 0) > 4);
    const resynced = [first, { ...eventOf('s1 r1', { key: 'r1', ver: 4 }, 'resync') }, ...later];
    expect(check([truthOf('r1', 6), ...resynced])).toEqual([]);
    const unnamed = [first, { ...eventOf('s1 r1', { key: 'r2', ver: 1 }, 'resync') }, ...later];
    expect(check([truthOf('r1', 6), truthOf('r2', 1), ...unnamed])).toEqual([]);
    expect(rulesOf(check([truthOf('r1', 6), first, ...later]))).toEqual(['delivered']);
  });

  test('asks nothing more of who has left', () => {
    const events = watch('s1 r1', { key: 'r1', from: 1, cuts: [], versions: 3 });
    expect(rulesOf(check([...events, truthOf('r1', 6)]))).toEqual(['delivered']);
    expect(check([...events, { op: 'leave', subscriber: 's1 r1', t: 4 }, truthOf('r1', 6)])).toEqual([]);
  });

  const write = { op: 'write', opId: 1, idem: 'r1 2', key: 'r1', actor: 'writer', t: 1 } as const;
  test.each<[string, string, readonly HistoryRecord[]]>([
    ['an acknowledged write that is gone', 'durable', [{ ...write, type: 'ok', ver: 9 }, truthOf('r1', 3)]],
    ['an acknowledged report that is gone', 'durable', [{ ...write, type: 'ok', ver: 1 }]],
    ['a write with two effects', 'once', [{ ...truthOf('r1', 3), idems: ['r1 2', 'r1 2'] }]],
    [
      'two answers to one write',
      'once',
      [{ ...write, type: 'ok', ver: 2 }, { ...write, type: 'ok', ver: 3 }, truthOf('r1', 3)],
    ],
    ['a refused write that is there', 'no phantom', [{ ...write, type: 'fail' }, truthOf('r1', 3)]],
    ['a write that was never answered', 'answered', [{ ...write, type: 'invoke' }, truthOf('r1', 3)]],
    [
      'a hole in the versions of a report',
      'legal path',
      [{ ...truthOf('r1', 3), entries: truthOf('r1', 3).entries.filter(({ ver }) => ver !== 2) }],
    ],
    [
      'a step that the state machine does not have',
      'legal path',
      [
        {
          ...truthOf('r1', 2),
          entries: [
            { ver: 1, from: null, to: 'SUBMITTED' },
            { ver: 2, from: 'SUBMITTED', to: 'NEED_INFO' },
          ],
        },
      ],
    ],
    [
      'a subscriber who was turned away',
      'refused',
      [{ op: 'refused', subscriber: 's1', actor: 'owner', code: 'NOT_FOUND', t: 1 }],
    ],
  ])('finds %s', (_name, rule, records) => {
    expect(rulesOf(check(records))).toEqual([rule]);
  });
});
