import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../gateway/src/main.ts';
import { readConfig } from '../../gateway/src/read-config.ts';
import { SettingError } from '../../subgraphs/kit/process/env.ts';
import { startFakeSubgraph } from '../kit/fake-subgraph.ts';
import { composeFakes, postGraphql } from '../kit/start-gateway.ts';

const args = ['--supergraph', 'supergraph.graphql', '--port', '0'];
const open = { HUB_ANONYMOUS: '1' };

describe('the settings of the bare engine', () => {
  test('default to limits on, introspection on and this machine only', () => {
    const config = readConfig(args, open);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 0,
      introspection: true,
      anonymous: true,
      defaultListSize: 1,
    });
    expect(config.limits).toMatchObject({ tokens: 1_000, depth: 10, cost: 5_000 });
    expect(config.signingKey).toBeUndefined();
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('A13: turn introspection off in production unless it is set', () => {
    const production = {
      HUB_ENV: 'production',
      HUB_ISSUER: 'https://id.example',
      HUB_AUDIENCE: 'graph',
      HUB_SECRET: 'x'.repeat(32),
    };
    expect(readConfig(args, production).introspection).toBe(false);
    expect(readConfig(args, { ...production, HUB_INTROSPECTION: 'on' }).introspection).toBe(true);
    expect(readConfig(args, { ...open, HUB_INTROSPECTION: 'off' }).introspection).toBe(false);
  });

  test('give a subgraph another address, a key and time-outs of its own, and all of them a setting', () => {
    const HUB_SUBGRAPHS =
      '{"reports":{"url":"http://127.0.0.1:9/graphql","signingKey":"k","deadlineMs":900},"*":{"connections":8}}';
    expect(readConfig(args, { ...open, HUB_SUBGRAPHS }).subgraphs).toEqual({
      reports: { url: 'http://127.0.0.1:9/graphql', signingKey: 'k', deadlineMs: 900 },
      '*': { connections: 8 },
    });
  });

  test('E19 bound the connections of an address and of a person, and say how many proxies stand in front', () => {
    const set = {
      HUB_CONNECTIONS_PER_ADDRESS: '0',
      HUB_CONNECTIONS_PER_PERSON: '7',
      HUB_PROXIES: '1',
    };
    expect(readConfig(args, open).sockets).toEqual({ maxPerAddress: 2_000, maxPerViewer: 100, proxies: 0 });
    expect(readConfig(args, { ...open, ...set }).sockets).toEqual({
      maxPerAddress: 0,
      maxPerViewer: 7,
      proxies: 1,
    });
  });

  test.each([
    ['nobody who could ask', args, {}, /HUB_ISSUER.*HUB_ANONYMOUS=1/],
    ['no supergraph', ['--port', '1'], open, /--supergraph/],
    ['a port that is none', ['--supergraph', 'x', '--port', '70000'], open, /--port must be a number/],
    ['an option that is not known', ['--supergraph', 'x', '--prot', '1'], open, /--prot.*Usage/],
    ['a number of proxies that is none', args, { ...open, HUB_PROXIES: 'two' }, /HUB_PROXIES.*"two"/],
    ['anyone in production', args, { ...open, HUB_ENV: 'production' }, /HUB_ANONYMOUS=1 .* refused/],
    [
      'no limits in production',
      args,
      { HUB_LIMITS: 'off', HUB_ENV: 'production' },
      /HUB_LIMITS=off is refused/,
    ],
    ['a word that is no choice', args, { ...open, HUB_LIMITS: 'no' }, /HUB_LIMITS must be one of/],
    ['an issuer that is no URL', args, { HUB_ISSUER: 'id' }, /HUB_ISSUER must be a URL/],
    ['an issuer without an audience', args, { HUB_ISSUER: 'https://id.example' }, /HUB_AUDIENCE/],
    ['a short secret', args, { ...open, HUB_SECRET: 'short' }, /HUB_SECRET must have at least 32/],
    [
      'a subgraph with a time-out out of its range',
      args,
      { ...open, HUB_SUBGRAPHS: '{"a":{"connectMs":0}}' },
      /"a\.connectMs" must be a whole number from 1 to 600000, but it is 0\./,
    ],
    [
      'a subgraph with a number that is none',
      args,
      { ...open, HUB_SUBGRAPHS: '{"a":{"deadlineMs":"5000"}}' },
      /"a\.deadlineMs" must be .* it is "5000"\./,
    ],
    [
      'a subgraph with a key that is no text',
      args,
      { ...open, HUB_SUBGRAPHS: '{"a":{"signingKey":7}}' },
      /"a\.signingKey" must be a text\./,
    ],
    [
      'one address for all subgraphs',
      args,
      { ...open, HUB_SUBGRAPHS: '{"*":{"url":"http://a.example"}}' },
      /"\*" may have no address/,
    ],
    ['a subgraph that is no object', args, { ...open, HUB_SUBGRAPHS: '{"a":1}' }, /"a" must be an object/],
    ['subgraphs that are not JSON', args, { ...open, HUB_SUBGRAPHS: '{' }, /HUB_SUBGRAPHS must be JSON/],
    [
      'subgraphs with a word too many',
      args,
      { ...open, HUB_SUBGRAPHS: '{"a":{"uri":"x"}}' },
      /HUB_SUBGRAPHS/,
    ],
  ])('refuse %s in one sentence', (...[, given, env, message]) => {
    expect(() => readConfig(given, env)).toThrow(message);
    expect(() => readConfig(given, env)).toThrow(SettingError);
  });
});

describe('the bare engine as a command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-main-'));
  const file = join(folder, 'supergraph.graphql');
  afterAll(() => rmSync(folder, { recursive: true }));
  const env = { ...open, LOG_LEVEL: 'silent', HUB_LIMITS: 'off' };

  test('serves a foreign supergraph until it is told to stop, and says loudly what is open', async () => {
    const subgraph = await startFakeSubgraph({
      name: 'foreign',
      sdl: 'type Query { hello: String }',
      resolvers: { Query: { hello: () => 'hello' } },
    });
    writeFileSync(file, composeFakes([subgraph]));
    const stop = new AbortController();
    const lines: string[] = [];
    let ready: () => void = () => undefined;
    const started = new Promise<void>((resolve) => void (ready = resolve));
    const print = (line: string): void => {
      lines.push(line);
      if (line.startsWith('The graph is at')) ready();
    };
    const ended = run({ args: ['--supergraph', file, '--port', '0'], env, signal: stop.signal, print });
    await started;
    const url = /http:\S+/.exec(lines.at(-1)!)![0];
    expect((await postGraphql(url, { query: '{ hello }' })).body).toEqual({ data: { hello: 'hello' } });
    expect(subgraph.requests[0]!.headers['hub-signature']).toBeUndefined();
    expect(subgraph.requests[0]!.headers['hub-viewer']).toBeUndefined();
    stop.abort();
    expect(await ended).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/HUB_ANONYMOUS=1/),
      expect.stringMatching(/HUB_LIMITS=off/),
      expect.stringMatching(/^The graph is at/),
    ]);
    await subgraph.close();
  });

  test('says in one sentence that there is no such file, that it cannot be served, that the port is in use', async () => {
    const signal = AbortSignal.abort();
    const start = (supergraph: string, port = '0'): Promise<number> =>
      run({ args: ['--supergraph', supergraph, '--port', port], env, signal, print: () => undefined });
    await expect(start(join(folder, 'none'))).rejects.toThrow(/^There is no supergraph at .*none\.$/);
    const broken = join(folder, 'broken.graphql');
    writeFileSync(broken, 'type Query { a: Int }');
    await expect(start(broken)).rejects.toThrow(/broken.graphql cannot be served: /);
    const subgraph = await startFakeSubgraph({ name: 'a', sdl: 'type Query { a: Int }', resolvers: {} });
    writeFileSync(file, composeFakes([subgraph]));
    await expect(start(file, new URL(subgraph.url).port)).rejects.toThrow(/^Port \d+ is in use/);
    await subgraph.close();
  });
});
