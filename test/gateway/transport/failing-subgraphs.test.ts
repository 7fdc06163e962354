import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { GraphQLError } from 'graphql';
import { openHttpSubgraphs } from '../../../gateway/src/transport/http-subgraph.ts';
import type { HttpSubgraphs } from '../../../gateway/src/transport/http-subgraph.ts';
import type { SubgraphRequest } from '../../../gateway/src/transport/subgraph-call.ts';
import type { SubgraphSettings } from '../../../gateway/src/transport/subgraph-settings.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { until } from '../../kit/live-client.ts';

const away = { status: 503, text: '' };
const broken = { status: 500, text: '{"errors":[{"message":"no"}],"data":null}' };

describe('subgraphs that fail', () => {
  let a: FakeSubgraph;
  let b: FakeSubgraph;
  let http: HttpSubgraphs | undefined;
  let outcomes: string[] = [];
  beforeAll(async () => {
    const start = (name: string): Promise<FakeSubgraph> =>
      startFakeSubgraph({
        name,
        sdl: 'type Query { hello: String } type Mutation { go: Int }',
        resolvers: { Query: { hello: () => name }, Mutation: { go: () => 1 } },
      });
    [a, b] = [await start('a'), await start('b')];
  });
  afterEach(async () => {
    await http?.close();
    [a, b].forEach((each) => each.reset());
    outcomes = [];
  });
  afterAll(() => Promise.all([a.close(), b.close()]));

  const open = (
    all: Partial<SubgraphSettings>,
    own: Record<string, Partial<SubgraphSettings>> = {},
  ): void => {
    http = openHttpSubgraphs({
      all: { deadlineMs: 10_000, retryBackOffMs: 0, ...all },
      own,
      observe: (name, outcome) => void outcomes.push(`${name} ${outcome}`),
    });
  };
  /** `ok`, or the code of what the call ended with. */
  const call = async (
    to: Pick<FakeSubgraph, 'name' | 'url'>,
    kind: SubgraphRequest['kind'] = 'query',
  ): Promise<string> => {
    const body = JSON.stringify({ query: kind === 'query' ? '{ hello }' : 'mutation { go }' });
    const context = { requestId: 'r', viewer: anonymous, signal: new AbortController().signal };
    const subgraph = { name: to.name, url: to.url };
    try {
      await http?.call({ subgraph, body, kind, identity: false }, context);
      return 'ok';
    } catch (error) {
      return error instanceof GraphQLError ? String(error.extensions['code']) : String(error);
    }
  };
  const times = async (count: number, to: FakeSubgraph): Promise<string[]> => {
    const answers: string[] = [];
    for (let n = 0; n < count; n += 1) answers.push(await call(to));
    return answers;
  };
  const health = (name: string): unknown => http?.health().find((each) => each.name === name);

  describe('H01', () => {
    test('sends a query again whose connection broke or in whose place a proxy answered, and a mutation never', async () => {
      open({ maxRetries: 2 });
      for (const behaviour of ['refuse', away] as const) {
        a.reset();
        a.behave(behaviour);
        expect(await call(a)).toBe('SUBGRAPH_UNAVAILABLE');
        expect(a.requests).toHaveLength(3);
        expect(await call(a, 'mutation')).toBe('SUBGRAPH_UNAVAILABLE');
        expect(a.requests).toHaveLength(4);
      }
      expect(outcomes).toHaveLength(4);
    });

    test('serves a query whose second attempt succeeds', async () => {
      open({});
      let calls = 0;
      a.behave(() => {
        calls += 1;
        if (calls === 1) a.cut();
        return { data: { hello: 'again' } };
      });
      expect(await call(a)).toBe('ok');
      expect(calls).toBe(2);
      expect(outcomes).toEqual(['a ok']);
    });

    test('sends fewer retries than calls when everything fails', async () => {
      open({ breakerPercent: 0, retryPercent: 10 });
      a.behave('refuse');
      await times(100, a);
      // Ten are in reserve, ten are the share, and one or two may have come back meanwhile.
      expect(a.requests.length).toBeLessThan(100 + 10 + 10 + 10);
    });

    test('does not try again what the subgraph itself refuses', async () => {
      open({});
      a.behave(broken);
      expect(await call(a)).toBe('ok');
      a.behave({ status: 500, text: 'oops', contentType: 'text/plain' });
      expect(await call(a)).toBe('SUBGRAPH_BAD_RESPONSE');
      expect(a.requests).toHaveLength(2);
    });
  });

  describe('H02', () => {
    test('ends a call whose head or whose last byte does not come in time, each by its own limit', async () => {
      open({ deadlineMs: 600_000 }, { a: { headersMs: 100 }, b: { deadlineMs: 100 } });
      a.behave('hang');
      b.behave('drip');
      expect(await Promise.all([call(a), call(b)])).toEqual(['SUBGRAPH_TIMEOUT', 'SUBGRAPH_TIMEOUT']);
      await until(() => http?.health().every(({ inFlight }) => inFlight === 0) ?? false);
    });

    test('refuses at once what comes on top of the calls that may be under way, and holds up nobody else', async () => {
      open({}, { a: { connections: 2, maxInFlight: 5, deadlineMs: 600_000, headersMs: 600_000 } });
      a.behave('hang');
      const held = Array.from({ length: 5 }, () => call(a));
      expect(await call(a)).toBe('SUBGRAPH_UNAVAILABLE');
      expect(await times(20, b)).toEqual(Array.from({ length: 20 }, () => 'ok'));
      expect(health('a')).toMatchObject({ inFlight: 5 });
      // Two have sockets; the others wait for one.
      expect(a.requests).toHaveLength(2);
      await http?.close();
      expect(await Promise.all(held)).toEqual(held.map(() => 'SUBGRAPH_UNAVAILABLE'));
      expect(health('a')).toMatchObject({ inFlight: 0 });
    });

    test('calls that waited for a socket until their time was over are not sent when one is free', async () => {
      // The first has its head in time and keeps the only socket for long after the others have given up.
      open({ connections: 1, headersMs: 1_500, deadlineMs: 3_500, breakerPercent: 0 });
      a.behave('drip');
      const first = call(a);
      await until(() => a.requests.length === 1);
      expect(await Promise.all([call(a), call(a)])).toEqual(['SUBGRAPH_TIMEOUT', 'SUBGRAPH_TIMEOUT']);
      expect(health('a')).toMatchObject({ inFlight: 1 });
      expect(await first).toBe('SUBGRAPH_TIMEOUT');
      await until(() => http?.health().every(({ inFlight }) => inFlight === 0) ?? false);
      expect(a.requests).toHaveLength(1);
      a.behave('answer');
      expect(await call(a)).toBe('ok');
    });

    test('a process that was stopped is cut off, and served again when it goes on', async () => {
      const stopped = await startProcess();
      open({ headersMs: 200, breakerPercent: 0 });
      expect(await call(stopped)).toBe('ok');
      stopped.child.kill('SIGSTOP');
      expect(await call(stopped)).toBe('SUBGRAPH_TIMEOUT');
      stopped.child.kill('SIGCONT');
      let last = '';
      await until(async () => (last = await call(stopped)) === 'ok');
      expect(last).toBe('ok');
      stopped.child.kill('SIGKILL');
      await once(stopped.child, 'exit');
      expect(await call(stopped)).toBe('SUBGRAPH_UNAVAILABLE');
    });
  });

  describe('H03', () => {
    test('half of the calls failing opens the breaker: calls fail at once, one looks, and its success closes it', async () => {
      open({ breakerMinCalls: 10, breakerOpenMs: 300, maxRetries: 0 });
      let calls = 0;
      a.behave(() => {
        calls += 1;
        if (calls % 2 === 0) a.cut();
        return { data: { hello: 'a' } };
      });
      await until(async () => {
        await call(a);
        return JSON.stringify(health('a')).includes('open');
      });
      const before = calls;
      expect(before).toBeGreaterThanOrEqual(10);
      expect(await times(50, a)).toEqual(Array.from({ length: 50 }, () => 'SUBGRAPH_UNAVAILABLE'));
      expect(await call(b)).toBe('ok');
      expect(calls - before).toBeLessThanOrEqual(1);
      a.behave('answer');
      await until(async () => (await call(a)) === 'ok');
      expect(health('a')).toMatchObject({ breaker: 'closed' });
      expect(await times(5, a)).toEqual(Array.from({ length: 5 }, () => 'ok'));
    });

    test('a subgraph that answers every call with a status of 500 counts as failing, one that refuses does not', async () => {
      open({ breakerMinCalls: 10, breakerOpenMs: 30_000, maxRetries: 0 });
      a.behave({ status: 200, text: '{"errors":[{"message":"no"}],"data":null}' });
      b.behave(broken);
      await times(20, a);
      await times(20, b);
      expect(health('a')).toMatchObject({ breaker: 'closed' });
      expect(health('b')).toMatchObject({ breaker: 'open' });
      expect(b.requests).toHaveLength(10);
    });
  });
});

/** A subgraph in a process of its own. */
async function startProcess(): Promise<{ name: string; url: string; child: ChildProcess }> {
  const script = `const server = require('node:http').createServer((req, res) => {
      req.resume().on('end', () => res.setHeader('content-type', 'application/json').end('{"data":{"hello":"p"}}'));
    }).listen(0, '127.0.0.1', () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { name: 'p', url: `http://127.0.0.1:${port.toString().trim()}/graphql`, child };
}
