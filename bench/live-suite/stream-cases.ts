import { setTimeout as sleep } from 'node:timers/promises';
import { count, readStream } from './read-stream.ts';
import type { Target } from './target.ts';
import { isWhole, orderOf, sayOf, sequenceOf } from './target.ts';
import type { Case, Verdict } from './verdict.ts';
import { held, lost, verdict } from './verdict.ts';

/** What anybody may expect of a stream while nothing breaks, and of their own coming back to it. */
export const streamCases: readonly Case[] = [
  { name: 'every event once and in order, over WebSocket', run: (target) => inOrder(target, 'ws') },
  { name: 'every event once and in order, over server-sent events', run: (target) => inOrder(target, 'sse') },
  { name: 'a stream begins with the present state', run: beginsWithState },
  { name: 'a client that was away for a second misses nothing', run: (target) => comesBack(target, 'ws') },
  {
    name: 'a client that was away for a second misses nothing, over server-sent events',
    run: (target) => comesBack(target, 'sse'),
  },
  { name: 'a forged cursor is answered with a resync or an error', run: forgedCursor },
];

const withinMs = 20_000;
type Road = 'ws' | 'sse';

async function inOrder(target: Target, road: Road): Promise<Verdict> {
  const events = await readStream(target, { road, until: count(40), withinMs });
  if (events.length < 40) return lost(`${events.length} of 40 events within ${withinMs / 1_000} s`);
  // A first state may repeat the last event.
  const numbers = events.filter(({ start }) => !start).map(({ data }) => orderOf(data, target.order));
  const sequence = sequenceOf(numbers);
  return verdict(isWhole(sequence), sayOf(sequence));
}

async function beginsWithState(target: Target): Promise<Verdict> {
  const [first] = await readStream(target, { until: count(1), withinMs });
  return verdict(
    first?.start === true,
    first?.start ? 'marked `start`' : 'the first event is the next change',
  );
}

async function comesBack(target: Target, road: Road): Promise<Verdict> {
  const before = await readStream(target, { road, until: count(10), withinMs });
  const after = before.at(-1)?.cursor;
  await sleep(1_000);
  const events = await readStream(target, { road, after, until: count(10), withinMs });
  const changes = [...before, ...events].filter(({ start }) => !start);
  const sequence = sequenceOf(changes.map(({ data }) => orderOf(data, target.order)));
  const how = after === undefined ? 'no cursor to come back with: ' : '';
  const fellSilent = before.length < 10 || events.length < 10;
  const silence = fellSilent ? `, then silence for ${withinMs / 1_000} s` : '';
  const isHeld = after !== undefined && isWhole(sequence) && !fellSilent;
  return verdict(isHeld, `${how}${sayOf(sequence)}${silence}`);
}

async function forgedCursor(target: Target): Promise<Verdict> {
  const reading = { after: 'A'.repeat(38), until: count(1), withinMs };
  try {
    const [first] = await readStream(target, reading);
    if (!first) return lost('silence');
    return first.resync ? held('resync') : lost('taken without a word');
  } catch (error) {
    return held(error instanceof Error ? error.message : String(error));
  }
}
