import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { buildSchema, graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { SubgraphConfig } from '../../../gateway/src/config.ts';
import { readSubgraphs } from '../../../gateway/src/read-subgraphs.ts';
import { openFileSubgraphs } from '../../../gateway/src/transport/file-subgraph.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { repositoryRoot } from '../../kit/start-process.ts';

const file = (name: string): string => join(repositoryRoot, 'test/kit/certificates', name);
const pem = (name: string): string => readFileSync(file(name), 'utf8');

const sdl = 'type Query { hello: String } type Subscription { ticks: Int }';
const schema = buildSchema(sdl);
const rootValue = {
  hello: 'hello',
  ticks: async function* () {
    yield { ticks: 1 };
  },
};

describe('a subgraph at https', () => {
  let server: Server | undefined;
  let subgraphUrl = '';
  let gateway: TestGateway | undefined;
  const sockets = new Set<TLSSocket>();
  const names: unknown[] = [];
  let clients: unknown[] = [];

  /** Starts both; the gateway has `config` for the subgraph. */
  const start = async (
    certificate: string,
    config: SubgraphConfig = {},
    isStrict = false,
  ): Promise<TestGateway> => {
    const options = { cert: pem(`${certificate}.pem`), key: pem(`${certificate}.key`), ca: pem('ca.pem') };
    const https = createServer(
      { ...options, requestCert: true, rejectUnauthorized: isStrict },
      (request, response) => {
        if (request.url === '/files/picture') return void response.end('bytes');
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          clients.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN);
          void graphql({ schema, rootValue, source: String(JSON.parse(body).query) }).then((result) => {
            response.setHeader('content-type', 'application/json');
            response.end(JSON.stringify(result));
          });
        });
      },
    );
    https.on('secureConnection', (socket: TLSSocket) => {
      names.push((socket as TLSSocket & { readonly servername?: unknown }).servername);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    https.on('tlsClientError', () => undefined);
    useServer(
      { schema, roots: { subscription: rootValue } },
      new WebSocketServer({ server: https, path: '/graphql' }),
    );
    await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
    server = https;
    subgraphUrl = `https://localhost:${(https.address() as AddressInfo).port}/graphql`;
    gateway = await startTestGateway([{ name: 'a', sdl, url: subgraphUrl }], { subgraphs: { a: config } });
    return gateway;
  };
  afterEach(async () => {
    await gateway?.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server?.close(resolve));
    names.length = 0;
    clients = [];
  });

  const tls = { ca: pem('ca.pem') };
  const unavailable = [
    {
      message: 'A part of the graph cannot be reached at the moment.',
      path: ['hello'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    },
  ];

  test('is called where its certificate is of an authority that is configured, by its name, on kept connections', async () => {
    const running = await start('server', { tls });
    for (let n = 0; n < 3; n += 1)
      expect((await running.post({ query: '{ hello }' })).body).toEqual({ data: { hello: 'hello' } });
    expect(names).toEqual(['localhost']);
    expect(clients).toEqual([undefined, undefined, undefined]);
  });

  test('streams too', async () => {
    const { url } = await start('server', { tls });
    const socket = await openLiveClient(url);
    socket.subscribe('1', 'subscription { ticks }');
    expect(await socket.events('1', 1)).toMatchObject([{ data: { ticks: 1 } }]);
    await socket.close();
  });

  test('gives files as well where its certificate is of an authority that is configured, and nothing elsewhere', async () => {
    await start('server', { tls });
    const files = openFileSubgraphs({ connectMs: 5_000 });
    const read = (name: string, config: SubgraphConfig) =>
      files.call({
        subgraph: {
          name,
          url: subgraphUrl,
          signingKey: 'the key of the tests, long enough to be one',
          ...config,
        },
        method: 'GET',
        address: 'picture',
        headers: {},
        viewer: anonymous,
        requestId: 'r',
        signal: new AbortController().signal,
      });
    expect(await (await read('a', { tls })).body.text()).toBe('bytes');
    await expect(read('b', {})).rejects.toThrow();
    await files.close();
  });

  test.each([
    ['of an authority that nobody knows', 'server', {}],
    ['of another name', 'elsewhere', { tls }],
  ])(
    'is SUBGRAPH_UNAVAILABLE where its certificate is %s; nothing is sent, said or left open',
    async (_case, certificate, config) => {
      const running = await start(certificate, config);
      for (let n = 0; n < 3; n += 1) {
        const { body, text } = await running.post({ query: '{ hello }' });
        expect(body).toEqual({ data: { hello: null }, errors: unavailable });
        expect(text).not.toMatch(/certificate|localhost|authority/i);
      }
      expect(clients).toEqual([]);
      await until(() => sockets.size === 0);
    },
  );

  test('is shown the certificate of this gateway where there is one, and refuses it where there is none', async () => {
    const config = {
      '*': { caFile: file('ca.pem') },
      a: { caFile: file('ca.pem'), certFile: file('client.pem'), keyFile: file('client.key') },
    };
    const first = await start('server', readSubgraphs(JSON.stringify(config))['a'], true);
    expect((await first.post({ query: '{ hello }' })).body).toEqual({ data: { hello: 'hello' } });
    expect(clients).toEqual(['gateway']);
    await gateway?.close();
    await new Promise((resolve) => server?.close(resolve));
    const second = await start('server', { tls }, true);
    expect((await second.post({ query: '{ hello }' })).body).toEqual({
      data: { hello: null },
      errors: unavailable,
    });
  });

  test.each([
    ['a file that is not there', { caFile: '/nowhere.pem' }, /"a": the file \/nowhere\.pem cannot be read/],
    ['a file that is none of a certificate', { caFile: file('README.md') }, /"a".* must be PEM files/],
    ['a certificate without its key', { certFile: file('client.pem') }, /come together/],
    [
      'the key of another',
      { certFile: file('client.pem'), keyFile: file('server.key') },
      /not that of the certificate/,
    ],
    ['no text', { caFile: 7 }, /"a\.caFile" must be a text/],
  ])('is refused at the start with %s', (_case, config, message) => {
    expect(() => readSubgraphs(JSON.stringify({ a: config }))).toThrow(message);
  });
});
