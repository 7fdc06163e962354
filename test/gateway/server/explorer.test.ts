import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { createHttp } from '../../../gateway/src/server/http.ts';
import type { HttpServer } from '../../../gateway/src/server/http.ts';
import { explorerRoutes } from '../../../gateway/src/server/explorer.ts';
import { buildSnapshot } from '../../../gateway/src/supergraph/load.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

const root = join(import.meta.dirname, '../../..');

describe('the explorer', () => {
  let http: HttpServer;
  let origin: string;
  const folder = mkdtempSync(join(tmpdir(), 'hub-explorer-'));
  writeFileSync(join(folder, 'index.html'), '<p>explorer</p>');
  writeFileSync(join(folder, 'app.js'), 'app');
  writeFileSync(join(folder, 'chunk-ABCDEFGH.js'), 'chunk');

  const start = async (ready: Promise<void>): Promise<void> => {
    http = createHttp(new Map(explorerRoutes(folder, ready)), silentLogger);
    origin = `http://127.0.0.1:${await http.listen({ host: '127.0.0.1', port: 0 })}`;
  };
  afterEach(() => http.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  test('serves its page and files under a policy that lets nothing in from elsewhere', async () => {
    await start(Promise.resolve());
    for (const path of ['/explorer', '/explorer/', '/explorer/index.html']) {
      const page = await fetch(origin + path);
      expect([page.status, await page.text()]).toEqual([200, '<p>explorer</p>']);
      expect(page.headers.get('content-security-policy')).toMatch(
        /default-src 'self'; .*frame-ancestors 'none'/,
      );
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    }
    const app = await fetch(`${origin}/explorer/app.js`);
    expect(app.headers.get('cache-control')).toBe('no-cache');
    const chunk = await fetch(`${origin}/explorer/chunk-ABCDEFGH.js`);
    expect(chunk.headers.get('cache-control')).toMatch(/immutable/);
  });

  test('has no address for anything that is not in its folder', async () => {
    await start(Promise.resolve());
    for (const path of [
      '/explorer/../package.json',
      '/explorer/%2e%2e/package.json',
      '/explorer/none.js',
      '/explorer/a/b',
    ])
      expect((await fetch(origin + path)).status).toBe(404);
  });

  test('asks for a moment while it is being built, and says so when it could not be', async () => {
    await start(new Promise(() => undefined));
    expect((await fetch(`${origin}/explorer`)).status).toBe(503);
    await http.close();
    await start(Promise.reject(new Error('no esbuild')));
    const failed = await fetch(`${origin}/explorer`);
    expect(failed.status).toBe(503);
    expect(await failed.text()).toMatch(/could not be built/);
  });

  test('has example operations that are valid on the city supergraph', () => {
    const sdl = readFileSync(join(root, 'gateway/supergraph.graphql'), 'utf8');
    const { apiSchema } = buildSnapshot(sdl, { supergraphFile: '', subgraphs: {}, defaultListSize: 10 });
    const examples = join(root, 'gateway/explorer/examples');
    const files = readdirSync(examples);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const document = parse(readFileSync(join(examples, file), 'utf8'));
      expect({ file, errors: validate(apiSchema, document).map(({ message }) => message) }).toEqual({
        file,
        errors: [],
      });
    }
  });
});
