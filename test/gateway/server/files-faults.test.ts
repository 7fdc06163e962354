import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FileLimits } from '../../../gateway/src/server/files.ts';
import type { FileAnswer, FilesWorld } from '../../kit/files-world.ts';
import { askFile, openFiles } from '../../kit/files-world.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

describe('a subgraph that fails to give or take a file', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });

  async function behind(listener: RequestListener, limits: Partial<FileLimits> = {}): Promise<FilesWorld> {
    const server = createServer(listener);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const world = await openFiles(`http://127.0.0.1:${port}/graphql`, limits);
    cleanups.push(world.close, async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    });
    return world;
  }
  const put = (world: FilesWorld): Promise<FileAnswer> =>
    askFile(world, '/files/papers.t.x', { method: 'PUT', viewer: citizen('lan'), body: Buffer.from('%x') });

  test('is SUBGRAPH_UNAVAILABLE when nobody listens', async () => {
    const world = await openFiles('http://127.0.0.1:1/graphql');
    cleanups.push(world.close);
    for (const answer of [await askFile(world, '/files/papers.o.x'), await put(world)])
      expect(answer).toMatchObject({ status: 502, error: { code: 'SUBGRAPH_UNAVAILABLE' } });
  });

  test('is SUBGRAPH_TIMEOUT when it never answers', async () => {
    const world = await behind(() => undefined, { fetchMs: 100, sendMs: 100 });
    for (const answer of [await askFile(world, '/files/papers.o.x'), await put(world)])
      expect(answer).toMatchObject({ status: 504, error: { code: 'SUBGRAPH_TIMEOUT' } });
  });

  test('is SUBGRAPH_BAD_RESPONSE when it refuses in words of its own, of which none is shown', async () => {
    const world = await behind((_request, response) =>
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"errors":[{"message":"SECRET"}]}'),
    );
    const answer = await askFile(world, '/files/papers.o.x');
    expect(answer).toMatchObject({ status: 502, error: { code: 'SUBGRAPH_BAD_RESPONSE' } });
    expect(answer.text).not.toContain('SECRET');
  });

  test('has no headers of its own passed on but those of a file', async () => {
    const world = await behind((_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'image/jpeg',
          'set-cookie': 'a=b',
          'access-control-allow-origin': 'x',
        })
        .end('abc'),
    );
    const { headers } = await askFile(world, '/files/papers.o.x');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers).toMatchObject({ 'content-type': 'image/jpeg', 'access-control-allow-origin': '*' });
  });

  test('gets nothing of the client’s own headers', async () => {
    let seen: IncomingMessage['headers'] = {};
    const world = await behind((request, response) => {
      seen = request.headers;
      response.end('abc');
    });
    const headers = { cookie: 'a=b', 'hub-viewer': 'x', 'x-roles': 'ioc', authorization: 'Bearer lan' };
    await askFile(world, '/files/papers.o.x', { headers });
    expect(Object.keys(seen).sort()).toEqual([
      'connection',
      'host',
      'hub-request-id',
      'hub-signature',
      'hub-viewer',
    ]);
    expect(seen['hub-viewer']).not.toBe('x');
  });

  test('that dies within a file ends the connection: half a file never looks whole', async () => {
    const world = await behind((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '1000' });
      response.write('half', () => response.destroy());
    });
    await expect(askFile(world, '/files/papers.o.x')).rejects.toThrow('aborted');
  });
});
