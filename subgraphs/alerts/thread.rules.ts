import type { Verdict } from '../kit/verdict.ts';
import { refuse, refuseInput } from '../kit/verdict.ts';
import type { MessageType } from './message.rules.ts';

/** ACTIVE: only its first message; MERGED: an update of several threads goes on in another. The last three are ends. */
export type ThreadState = 'ACTIVE' | 'UPDATED' | 'CANCELLED' | 'EXPIRED' | 'MERGED';

/** Whether it is to be shown: WAITING until it takes effect. */
export type Standing = 'WAITING' | 'ACTIVE' | 'ENDED';

/** A thread of messages: what was issued, and what updated and cancelled it. Its head alone says what holds. */
export interface ThreadFact {
  readonly id: string;
  readonly version: number;
  readonly state: ThreadState;
  /** The message that was issued last. */
  readonly headId: string;
  /** Of the head. */
  readonly sentAt: Date;
  /** When its first message was sent. */
  readonly startedAt: Date;
  /** Since when it holds, and until when; a cancellation leaves both. */
  readonly from: Date;
  readonly expires: Date;
  /** When it was cancelled, ran out or went on elsewhere. */
  readonly endedAt: Date | null;
  readonly mergedInto: string | null;
}

/** A message that is issued now. */
export interface Issued {
  readonly id: string;
  readonly messageType: MessageType;
  readonly sent: Date;
  readonly from: Date;
  readonly expires: Date;
}

const openStates: readonly ThreadState[] = ['ACTIVE', 'UPDATED'];

export function isOpen({ state }: Pick<ThreadFact, 'state'>): boolean {
  return openStates.includes(state);
}

/**
 * What becomes of threads when a message is issued: an alert begins one, an update becomes the head of every thread that it
 * refers to (of several it makes one, the oldest), a cancellation ends every one. The threads that change, as they are then.
 * @returns ILLEGAL_TRANSITION when one has ended, BAD_USER_INPUT rule=cap_time when a head was sent later
 */
export function issueInto(message: Issued, referred: readonly ThreadFact[]): Verdict<readonly ThreadFact[]> {
  if (message.messageType === 'ALERT') return { value: [begin(message)] };
  const ended = referred.find((thread) => !isOpen(thread) || thread.expires <= message.sent);
  if (ended) {
    const from = isOpen(ended) ? 'EXPIRED' : ended.state;
    const to = message.messageType === 'CANCEL' ? 'CANCELLED' : 'UPDATED';
    return refuse('ILLEGAL_TRANSITION', 'This alert has ended.', {
      from,
      to,
      allowed: [],
      threadId: ended.id,
    });
  }
  if (referred.some(({ sentAt }) => sentAt > message.sent))
    return refuseInput(
      { field: 'input.sent', rule: 'cap_time' },
      'A message is sent after those that it refers to.',
    );
  const change = message.messageType === 'CANCEL' ? cancel : update;
  return { value: change(message, [...referred].sort(byAge)) };
}

function begin({ id, sent, from, expires }: Issued): ThreadFact {
  const dates = { sentAt: sent, startedAt: sent, from, expires, endedAt: null };
  return { id, version: 1, state: 'ACTIVE', headId: id, ...dates, mergedInto: null };
}

function update({ id, sent, from, expires }: Issued, threads: readonly ThreadFact[]): readonly ThreadFact[] {
  const [oldest, ...others] = threads;
  if (!oldest) return [];
  const head = { headId: id, sentAt: sent };
  return [
    { ...next(oldest), state: 'UPDATED', ...head, from, expires },
    ...others.map(
      (thread): ThreadFact => ({ ...next(thread), state: 'MERGED', endedAt: sent, mergedInto: oldest.id }),
    ),
  ];
}

/** The times in which the alert held stay: a cancelled one is not one that ran out. */
function cancel({ id, sent }: Issued, threads: readonly ThreadFact[]): readonly ThreadFact[] {
  return threads.map(
    (thread): ThreadFact => ({
      ...next(thread),
      state: 'CANCELLED',
      headId: id,
      sentAt: sent,
      endedAt: sent,
    }),
  );
}

/** The thread after its end has come; itself before, and when it has ended otherwise. */
export function expireAt<Thread extends ThreadFact>(thread: Thread, now: Date): Thread {
  if (!isOpen(thread) || now < thread.expires) return thread;
  return { ...next(thread), state: 'EXPIRED', endedAt: thread.expires };
}

export function standingOf(
  { state, from, expires }: Pick<ThreadFact, 'state' | 'from' | 'expires'>,
  now: Date,
): Standing {
  if (!isOpen({ state }) || now >= expires) return 'ENDED';
  return now < from ? 'WAITING' : 'ACTIVE';
}

function next<Thread extends ThreadFact>(thread: Thread): Thread {
  return { ...thread, version: thread.version + 1 };
}

function byAge(a: ThreadFact, b: ThreadFact): number {
  return a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1);
}
