import type { StreamSink } from '../../../gateway/src/transport/subgraph-stream.ts';
import { defaultUpstreamLimits } from '../../../gateway/src/subscription/upstream-limits.ts';
import type { UpstreamLimits } from '../../../gateway/src/subscription/upstream-limits.ts';
import { Upstream } from '../../../gateway/src/subscription/upstream.ts';
import type { UpstreamEvent, UpstreamItem } from '../../../gateway/src/subscription/upstream-event.ts';
import { until } from '../../kit/live-client.ts';

interface Opening {
  readonly after: string | undefined;
  readonly sink: StreamSink;
  closed: number;
}

interface World {
  readonly openings: Opening[];
  readonly upstream: Upstream;
  readonly iterator: AsyncIterator<UpstreamItem>;
  readonly last: () => StreamSink;
  readonly read: (count: number) => Promise<(string | undefined)[]>;
  readonly reopened: () => number;
}

const limits: UpstreamLimits = {
  ...defaultUpstreamLimits,
  readAhead: { maxItems: 4, maxBytes: 1_000_000, whenFull: 'refuse' },
  backOff: { firstMs: 1, maxMs: 5 },
};

/** An upstream whose subgraph is played by the test. */
function play(
  options: { after?: string; resumable?: boolean; limits?: Partial<UpstreamLimits> } = {},
): World {
  const openings: Opening[] = [];
  let reopened = 0;
  const upstream = new Upstream({
    open: (after, sink) => {
      const opening = { after, sink, closed: 0 };
      openings.push(opening);
      return () => void (opening.closed += 1);
    },
    after: options.after,
    resumable: options.resumable ?? true,
    limits: { ...limits, ...options.limits },
    onReopen: () => void (reopened += 1),
  });
  const iterator = upstream[Symbol.asyncIterator]();
  const read = async (count: number): Promise<(string | undefined)[]> => {
    const cursors: (string | undefined)[] = [];
    while (cursors.length < count) {
      const { value, done } = (await iterator.next()) as IteratorResult<UpstreamItem, undefined>;
      if (done) break;
      cursors.push(value.kind === 'event' ? value.cursor : `reached ${value.position}`);
    }
    return cursors;
  };
  const last = (): StreamSink => {
    const opening = openings.at(-1);
    if (!opening) throw new Error('nothing was opened');
    return opening.sink;
  };
  return { openings, upstream, iterator, last, read, reopened: () => reopened };
}

const event = (cursor?: string, committedAt?: string): object => ({
  data: { x: 1 },
  extensions: { ...(cursor ? { cursor } : {}), ...(committedAt ? { committedAt } : {}) },
});
const trouble = (code: string): object => ({ message: code, extensions: { code } });

describe('an upstream', () => {
  test('takes a lost stream up behind the last cursor that it carried, read or not', async () => {
    const { openings, last, read, reopened } = play();
    last().next(event('1'), 1);
    last().next(event('2'), 1);
    last().lost('cut');
    await until(() => openings.length === 2);
    expect(openings[1]?.after).toBe('2');
    last().next(event('3'), 1);
    expect(await read(3)).toEqual(['1', '2', '3']);
    expect(reopened()).toBe(1);
  });

  test('hears nothing from an opening that it has let go', async () => {
    const { openings, last, read } = play();
    const first = last();
    first.next(event('1'), 1);
    first.lost('cut');
    await until(() => openings.length === 2);
    first.next(event('x'), 1);
    first.complete();
    first.lost('again');
    last().next(event('2'), 1);
    expect(await read(2)).toEqual(['1', '2']);
    expect(openings).toHaveLength(2);
  });

  test('resumes from the cursor that it was given when nothing has come yet', async () => {
    const { openings, last } = play({ after: 'given' });
    last().lost('cut');
    await until(() => openings.length === 2);
    expect(openings.map(({ after }) => after)).toEqual(['given', 'given']);
  });

  test('lets the subgraph go when it is full, and takes up behind the last event held when that was read', async () => {
    const { openings, last, read } = play();
    for (const cursor of ['1', '2', '3', '4', '5', '6']) last().next(event(cursor), 1);
    expect(openings[0]?.closed).toBe(1);
    expect(await read(3)).toEqual(['1', '2', '3']);
    expect(openings).toHaveLength(1);
    expect(await read(1)).toEqual(['4']);
    const next = read(1);
    await until(() => openings.length === 2);
    expect(openings[1]?.after).toBe('4');
    last().next(event('5'), 1);
    expect(await next).toEqual(['5']);
  });

  test('calls catching up what was committed before it was opened, until all of that was read', async () => {
    const { last, iterator } = play({ after: '0' });
    const before = new Date(Date.now() - 60_000).toISOString();
    const after = new Date(Date.now() + 60_000).toISOString();
    last().next(event('1', before), 1);
    last().next(event('2', after), 1);
    const flags: boolean[] = [];
    const next = async (): Promise<void> => {
      const { value } = (await iterator.next()) as unknown as IteratorYieldResult<UpstreamEvent>;
      flags.push(value.catchUp);
    };
    await next();
    await next();
    last().next(event('3', after), 1);
    last().next(event('4', before), 1);
    await next();
    await next();
    expect(flags).toEqual([true, true, false, false]);
  });

  test('ends with OVERLOADED when a stream without cursors outruns its reader', async () => {
    const { last, read, openings } = play({ resumable: false });
    for (let n = 0; n < 6; n += 1) last().next(event(), 1);
    expect(await read(4)).toHaveLength(4);
    await expect(read(1)).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
    expect(openings[0]?.closed).toBe(1);
  });

  test('ends with SUBGRAPH_UNAVAILABLE when a stream without cursors is lost', async () => {
    const { last, read } = play();
    last().next(event(), 1);
    last().lost('cut');
    expect(await read(1)).toHaveLength(1);
    await expect(read(1)).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
  });

  test('ends with BAD_USER_INPUT when it was to resume a stream that turns out to have no cursors', async () => {
    const { last, read } = play({ after: '1' });
    last().next(event(), 1);
    await expect(read(1)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('gives up when the subgraph stays away for too long, and not before', async () => {
    const { openings, last, read } = play({ limits: { reconnectMs: 60, backOff: { firstMs: 1, maxMs: 2 } } });
    last().next(event('1'), 1);
    let lost = 0;
    const timer = setInterval(() => {
      if (openings.length > lost) last().lost(`cut ${(lost = openings.length)}`);
    }, 1);
    expect(await read(1)).toEqual(['1']);
    await expect(read(1)).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    clearInterval(timer);
    expect(openings.length).toBeGreaterThan(3);
  });

  test('begins its patience anew after an opening that held', async () => {
    const { openings, last, upstream } = play({ limits: { reconnectMs: 30 } });
    last().next(event('1'), 1);
    for (let round = 1; round <= 3; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      last().lost('cut');
      await until(() => openings.length === round + 1);
    }
    upstream.close();
  });

  test.each(['UNAVAILABLE', 'OVERLOADED', 'SERVER_DRAINING', 'SLOW_CONSUMER'])(
    'takes the stream up again when the subgraph ends it with %s',
    async (code) => {
      const { openings, last, upstream } = play();
      last().next(event('1'), 1);
      last().refused([trouble(code)]);
      await until(() => openings.length === 2);
      last().next({ errors: [trouble(code)] }, 1);
      await until(() => openings.length === 3);
      upstream.close();
    },
  );

  test.each([
    ['an error message', (sink: StreamSink) => sink.refused([trouble('FORBIDDEN')])],
    ['errors without data', (sink: StreamSink) => sink.next({ errors: [trouble('FORBIDDEN')] }, 1)],
  ])('ends with what the subgraph says in %s in the midst of a stream', async (_name, say) => {
    const { last, read } = play();
    last().next(event('1'), 1);
    say(last());
    expect(await read(1)).toEqual(['1']);
    await expect(read(1)).rejects.toMatchObject({ errors: [trouble('FORBIDDEN')] });
  });

  test('gives errors in place of a stream as its one event', async () => {
    const { last, iterator } = play();
    last().next({ errors: [trouble('NOT_FOUND'), 'odd'] }, 1);
    last().complete();
    const { value } = (await iterator.next()) as unknown as IteratorYieldResult<UpstreamEvent>;
    expect(value.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND', undefined]);
    expect(value.data).toBeUndefined();
    expect((await iterator.next()).done).toBe(true);
  });

  test('E23 lets the subgraph go once when it is closed, and ends its reader', async () => {
    const { openings, last, upstream, read } = play();
    last().next(event('1'), 1);
    upstream.close();
    const closed = openings[0]?.closed;
    upstream.close();
    expect([closed, openings[0]?.closed]).toEqual([1, 1]);
    expect(await read(1)).toEqual([]);
    last().next(event('2'), 1);
    last().lost('cut');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(openings).toHaveLength(1);
  });

  test('is not opened again when it is closed while it waits to be', async () => {
    const { openings, last, upstream } = play();
    last().lost('cut');
    upstream.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(openings).toHaveLength(1);
  });
});
