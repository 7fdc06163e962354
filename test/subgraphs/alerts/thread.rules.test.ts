import fc from 'fast-check';
import type { Issued, ThreadFact } from '../../../subgraphs/alerts/thread.rules.ts';
import { expireAt, isOpen, issueInto, standingOf } from '../../../subgraphs/alerts/thread.rules.ts';

const minute = 60_000;
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 25) + minutes * minute);
const message = (id: string, messageType: Issued['messageType'], minutes = 0): Issued => ({
  id,
  messageType,
  sent: at(minutes),
  from: at(minutes),
  expires: at(minutes + 600),
});

function apply(issued: Issued, referred: readonly ThreadFact[]): readonly ThreadFact[] {
  const verdict = issueInto(issued, referred);
  if ('problem' in verdict) throw new Error(verdict.problem.message);
  return verdict.value;
}
const begun = (id: string, minutes = 0): ThreadFact => {
  const [thread] = apply(message(id, 'ALERT', minutes), []);
  if (!thread) throw new Error('expected a thread');
  return thread;
};

/** A history by random choices: each message names some earlier ones, as CAP does. */
interface Step {
  readonly type: Issued['messageType'];
  readonly picks: readonly number[];
}
const steps = fc.array(
  fc.record({
    type: fc.constantFrom<Issued['messageType']>('ALERT', 'UPDATE', 'UPDATE', 'CANCEL'),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 30 },
);

interface World {
  readonly threads: Map<string, ThreadFact>;
  /** What a message belongs to, and what it named, in the order of issue. */
  readonly issued: { readonly issued: Issued; readonly named: readonly string[] }[];
  readonly homes: Map<string, readonly string[]>;
}

function live({ threads, homes }: World, named: readonly string[]): ThreadFact[] {
  const found = new Map<string, ThreadFact>();
  for (const id of named.flatMap((one) => homes.get(one) ?? [])) {
    let thread = threads.get(id);
    while (thread?.mergedInto) thread = threads.get(thread.mergedInto);
    if (thread) found.set(thread.id, thread);
  }
  return [...found.values()];
}

function run(history: readonly Step[]): World {
  const world: World = { threads: new Map(), issued: [], homes: new Map() };
  for (const [index, { type, picks }] of history.entries()) {
    const known = world.issued.map(({ issued }) => issued.id);
    const named = type === 'ALERT' ? [] : [...new Set(picks.map((pick) => known[pick % known.length] ?? ''))];
    if (named.includes('')) continue;
    const issued = message(`m${index}`, type, index);
    const verdict = issueInto(issued, live(world, named));
    if ('problem' in verdict) continue;
    for (const thread of verdict.value) world.threads.set(thread.id, thread);
    world.homes.set(
      issued.id,
      verdict.value.map(({ id }) => id),
    );
    world.issued.push({ issued, named });
  }
  return world;
}

/** The same from scratch: messages that name each other are of one matter, a cancellation ends it. */
function connected({ issued }: World): string[][] {
  const groups: string[][] = [];
  for (const { issued: one, named } of issued) {
    if (one.messageType === 'CANCEL') continue;
    const touched = groups.filter((group) => group.some((id) => named.includes(id)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push([...touched.flat(), one.id]);
  }
  return groups;
}

describe('a thread of messages', () => {
  test('begins with an alert, which is its head', () => {
    expect(begun('a')).toMatchObject({ id: 'a', version: 1, state: 'ACTIVE', headId: 'a', endedAt: null });
  });

  test('has a later update as its head, which says until when it holds', () => {
    const [thread] = apply(message('b', 'UPDATE', 5), [begun('a')]);
    expect(thread).toMatchObject({ id: 'a', version: 2, state: 'UPDATED', headId: 'b', expires: at(605) });
    expect(thread?.startedAt).toEqual(at(0));
  });

  test('is CANCELLED by a cancellation, keeps its original expires, and never becomes EXPIRED (case 10)', () => {
    const [thread] = apply(message('c', 'CANCEL', 5), [begun('a')]);
    expect(thread).toMatchObject({ state: 'CANCELLED', headId: 'c', expires: at(600), endedAt: at(5) });
    if (!thread) throw new Error('expected a thread');
    expect(expireAt(thread, at(10_000))).toBe(thread);
    expect(standingOf(thread, at(6))).toBe('ENDED');
  });

  test('is one of all that a cancellation names, and each of them ends', () => {
    const ended = apply(message('c', 'CANCEL', 5), [begun('a'), begun('b', 1)]);
    expect(ended.map(({ id, state }) => `${id} ${state}`)).toEqual(['a CANCELLED', 'b CANCELLED']);
  });

  test('takes in the others when an update names several: the oldest goes on, the others lead to it', () => {
    const [one, other] = apply(message('u', 'UPDATE', 5), [begun('b', 2), begun('a', 1)]);
    expect(one).toMatchObject({ id: 'a', state: 'UPDATED', headId: 'u' });
    expect(other).toMatchObject({ id: 'b', state: 'MERGED', mergedInto: 'a', headId: 'b', endedAt: at(5) });
  });

  test('that has ended takes no message more', () => {
    const [cancelled] = apply(message('c', 'CANCEL', 5), [begun('a')]);
    if (!cancelled) throw new Error('expected a thread');
    for (const type of ['UPDATE', 'CANCEL'] as const)
      expect(issueInto(message('d', type, 6), [cancelled])).toMatchObject({
        problem: { code: 'ILLEGAL_TRANSITION', extra: { from: 'CANCELLED', allowed: [] } },
      });
    expect(issueInto(message('d', 'UPDATE', 700), [begun('a')])).toMatchObject({
      problem: { code: 'ILLEGAL_TRANSITION', extra: { from: 'EXPIRED' } },
    });
  });

  test('takes no message that was sent before its head', () => {
    expect(issueInto(message('b', 'UPDATE', 1), [begun('a', 2)])).toMatchObject({
      problem: { extra: { rule: 'cap_time' } },
    });
  });

  test('holds from the moment it takes effect until just before it expires', () => {
    const thread = { ...begun('a'), from: at(10) };
    expect(standingOf(thread, at(9))).toBe('WAITING');
    expect(standingOf(thread, at(10))).toBe('ACTIVE');
    expect(standingOf(thread, at(599))).toBe('ACTIVE');
    expect(standingOf(thread, at(600))).toBe('ENDED');
    expect(expireAt(thread, at(599))).toBe(thread);
    expect(expireAt(thread, at(601))).toMatchObject({ state: 'EXPIRED', version: 2, endedAt: at(600) });
  });

  test('has one head, and no two open threads have the same, whatever is issued', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const open = [...run(history).threads.values()].filter(isOpen);
        expect(new Set(open.map(({ headId }) => headId)).size).toBe(open.length);
      }),
    );
  });

  test('is what follows from the references alone: messages that name each other are one, its head the last of them', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const world = run(history);
        const groups = connected(world);
        const roots = [...world.threads.values()].filter(({ state }) => state !== 'MERGED');
        expect(roots).toHaveLength(groups.length);
        for (const thread of roots.filter(isOpen)) {
          const group = groups.find((ids) => ids.includes(thread.id));
          const sent = world.issued.map(({ issued }) => issued.id).filter((id) => group?.includes(id));
          expect(thread.headId).toBe(sent.at(-1));
        }
      }),
    );
  });

  test('counts its versions 1, 2, 3 and changes nothing that it was given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), (updates) => {
        let thread = begun('a');
        for (let n = 1; n <= updates; n += 1) {
          const before = structuredClone(thread);
          const [changed] = apply(message(`u${n}`, 'UPDATE', n), [thread]);
          expect(thread).toEqual(before);
          if (changed) thread = changed;
          expect(thread.version).toBe(n + 1);
        }
      }),
    );
  });
});
