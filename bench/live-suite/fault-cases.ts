import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '../../client-sdk/src/errors.ts';
import { openLiveClient } from '../../test/kit/live-client.ts';
import type { LiveClient, LiveMessage } from '../../test/kit/live-client.ts';
import { readStream } from './read-stream.ts';
import type { Target } from './target.ts';
import { isWhole, orderOf, parseMembers, sayOf, sequenceOf } from './target.ts';
import type { Case, Verdict } from './verdict.ts';
import { held, lost, none, verdict } from './verdict.ts';

/** What is left of a stream when a part of the way dies. */
export const faultCases: readonly Case[] = [
  {
    name: 'kill -9 of the gateway: the SDK misses nothing',
    run: (target) => throughFault(target, target.restartGateway),
  },
  {
    name: 'the subgraph is away for a moment: its stream goes on, or says that it ended',
    run: async (target) => {
      try {
        return await throughFault(target, target.restartSubgraph);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        return held(`the stream ended with ${error.code}, and nothing goes on by itself`);
      }
    },
  },
  { name: 'SIGTERM: every stream is told where to go on before its socket is closed', run: drains },
];

const withinMs = 45_000;

/** Reads before, during and behind the fault; five more events behind it are enough to know. */
async function throughFault(target: Target, strike: (() => Promise<void>) | undefined): Promise<Verdict> {
  if (!strike) return none('nothing was given to do it with');
  let struck: Promise<void> | undefined;
  let isOver = false;
  let behind = 0;
  let breaks = 0;
  const events = await readStream(target, {
    onBreak: () => void (breaks += 1),
    until: (so) => {
      if (so.length === 10) struck = strike().then(() => void (isOver = true));
      if (isOver) behind += 1;
      return behind >= 20;
    },
    withinMs,
  });
  await struck;
  const changes = events.filter(({ start }) => !start);
  const sequence = sequenceOf(changes.map(({ data }) => orderOf(data, target.order)));
  const silence = behind < 20 ? `, then silence for ${withinMs / 1_000} s` : '';
  const resyncs = events.filter(({ resync }) => resync).length;
  const text = `${sayOf(sequence)}, ${resyncs} resyncs, ${breaks} breaks of the client's own${silence}`;
  return verdict(isWhole(sequence) && silence === '', text);
}

async function drains(target: Target): Promise<Verdict> {
  const { drainGateway, token, subscription, variables } = target;
  if (!drainGateway) return none('nothing was given to do it with');
  const client = await openLiveClient(target.url, {
    init: token ? { Authorization: `Bearer ${token}` } : {},
  });
  client.subscribe('1', subscription, { variables });
  const first = await client.nextOf('1');
  if (first.type !== 'next') return lost(`there was no stream to end: "${first.type}" at once`);
  const drained = drainGateway();
  const last = await lastWord(client);
  const { code } = await client.closed;
  await drained;
  const [error] = Array.isArray(last?.payload) ? last.payload : [];
  const extensions = parseMembers(parseMembers(error)['extensions']);
  const { code: word, cursor } = extensions;
  const said = last
    ? `"${last.type}" ${typeof word === 'string' ? word : ''}${cursor === undefined ? '' : ' with a cursor'}`
    : 'nothing';
  await sleep(500);
  return verdict(typeof cursor === 'string', `${said}, then close ${code}`);
}

/** The message that ends the stream, if there is one before the socket is closed. */
async function lastWord(client: LiveClient): Promise<LiveMessage | undefined> {
  try {
    for (;;) {
      const message = await client.nextOf('1');
      if (message.type !== 'next') return message;
    }
  } catch {
    return undefined;
  }
}
