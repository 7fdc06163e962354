import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest } from 'node:http';
import { createHttp } from '../../../gateway/src/server/http.ts';
import type { Exchange, HttpServer, Route } from '../../../gateway/src/server/http.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { until } from '../../kit/live-client.ts';
import { openRaw } from '../../kit/raw-socket.ts';

describe('the HTTP server', () => {
  let http: HttpServer;
  let port: number;
  const exchanges: Exchange[] = [];

  const start = async (routes: Record<string, Route>): Promise<void> => {
    http = createHttp(new Map(Object.entries(routes)), silentLogger);
    port = await http.listen({ host: '127.0.0.1', port: 0 });
    exchanges.length = 0;
  };
  afterEach(() => http.close());
  const wait: Route = async (exchange) => {
    exchanges.push(exchange);
    if (!exchange.signal.aborted) await once(exchange.signal, 'abort');
    exchange.response.end('aborted');
  };
  const open = (path: string): ClientRequest => {
    const client = request({ host: '127.0.0.1', port, path, method: 'GET' });
    client.on('error', () => undefined);
    client.end();
    return client;
  };

  test('aborts what runs for a client that has left', async () => {
    await start({ '/wait': wait });
    const client = open('/wait');
    await until(() => exchanges.length === 1);
    client.destroy();
    await until(() => exchanges[0]!.signal.aborted);
  });

  test('goes on with what has said that it holds on, until the time to finish is over', async () => {
    await start({
      '/hold': (exchange) => {
        exchange.holdOn();
        return wait(exchange);
      },
    });
    const client = open('/hold');
    await until(() => exchanges.length === 1);
    const left = once(exchanges[0]!.response, 'close');
    client.destroy();
    await left;
    expect(exchanges[0]!.signal.aborted).toBe(false);
    await http.drain(1);
    expect(exchanges[0]!.signal.aborted).toBe(true);
  });

  test('answers a route that fails with 500 and goes on', async () => {
    await start({
      '/bad': () => Promise.reject(new Error('secret')),
      '/good': ({ response }) => Promise.resolve(void response.end('good')),
    });
    const bad = await fetch(`http://127.0.0.1:${port}/bad`);
    expect([bad.status, await bad.text()]).toEqual([500, '']);
    expect(await (await fetch(`http://127.0.0.1:${port}/good`)).text()).toBe('good');
  });

  test('finds the route of a folder for all below it, and none for what is not there', async () => {
    await start({ '/pages/': ({ response, url }) => Promise.resolve(void response.end(url.pathname)) });
    expect(await (await fetch(`http://127.0.0.1:${port}/pages/a/b`)).text()).toBe('/pages/a/b');
    const other = await fetch(`http://127.0.0.1:${port}/other`);
    expect([other.status, await other.text()]).toEqual([404, 'Not found. The graph is at /graphql.\n']);
  });

  test('answers a target that is no URL with 400', async () => {
    await start({});
    const client = open('//[');
    const [response] = (await once(client, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(400);
  });

  /** Sent as it stands: a client's library would read the address first. */
  const statusOf = async (target: string): Promise<string> => {
    const raw = openRaw(port);
    raw.socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    await raw.closed;
    return raw.received().slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length);
  };

  test('has one address for each page: no spelling by which a proxy lets through what it keeps back (B05)', async () => {
    await start({ '/metrics': ({ response }) => Promise.resolve(void response.end('figures')) });
    const hidden = [
      '//x/metrics',
      '/\\x/metrics',
      '/\\metrics',
      '/x/../metrics',
      '/x/%2e%2E/metrics',
      '/./metrics',
      '/%2e/metrics',
    ];
    for (const target of [
      ...hidden,
      '/metrics/.',
      '/metrics#x',
      'ftp://x/metrics',
      'http:/metrics',
      'http://x//y/metrics',
    ])
      expect([target, await statusOf(target)]).toEqual([target, '400']);
    for (const target of ['/metrics', '/metrics?a=//b/../c#d', 'http://anywhere/metrics'])
      expect([target, await statusOf(target)]).toEqual([target, '200']);
    expect(await statusOf('/metrics.../..x')).toBe('404');
  });

  test('cuts a connection that asks more and more and waits for no answer (A04, A12)', async () => {
    await start({ '/wait': wait });
    const raw = openRaw(port);
    raw.socket.write('GET /wait HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(500));
    await raw.closed;
    expect(exchanges.length).toBe(32);
  });

  test('lets a connection that has its answers ask as often as it likes', async () => {
    await start({ '/good': ({ response }) => Promise.resolve(void response.end('good')) });
    const raw = openRaw(port);
    for (let asked = 1; asked <= 100; asked += 1) {
      raw.socket.write('GET /good HTTP/1.1\r\nHost: x\r\n\r\n');
      await until(() => raw.received().split('HTTP/1.1 200').length === asked + 1);
    }
    raw.socket.destroy();
    await raw.closed;
  });
});
