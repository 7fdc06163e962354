import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { composeFakes, startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

describe('the supergraph file', () => {
  let first: FakeSubgraph;
  let second: FakeSubgraph;
  let gateway: TestGateway;
  const logged: string[] = [];
  const log: Logger = { ...silentLogger, error: (fields) => void logged.push(JSON.stringify(fields)) };

  beforeEach(async () => {
    const resolvers = { Query: { hello: () => 'hello', more: () => 'more' } };
    first = await startFakeSubgraph({ name: 'one', sdl: 'type Query { hello: String }', resolvers });
    second = await startFakeSubgraph({
      name: 'one',
      sdl: 'type Query { hello: String more: String }',
      resolvers,
    });
    logged.length = 0;
    gateway = await startTestGateway([first], { log });
  });
  afterEach(async () => {
    await gateway.close();
    await first.close();
    await second.close();
  });

  const health = async (): Promise<{
    status: string;
    schema: { schemaId: string };
    reloadError: string | null;
  }> => (await fetch(new URL('/health', gateway.url))).json() as never;
  const until = async (met: () => Promise<boolean> | boolean): Promise<void> => {
    for (let tries = 0; tries < 500; tries += 1) {
      if (await met()) return;
      await sleep(20);
    }
    throw new Error('it did not come to that');
  };

  /** Which schema is served, and whether another is refused, as an alarm sees it. */
  const refused = async (): Promise<readonly string[]> => {
    const text = await (await fetch(new URL('/metrics', gateway.url))).text();
    return /^hub_supergraph_refused\{serving="([^"]*)"\} (\d)$/m.exec(text)?.slice(1) ?? [];
  };

  test('H08: is reloaded under load without a failed request', async () => {
    let isOver = false;
    const statuses = new Set<string>();
    const load = async (): Promise<void> => {
      while (!isOver) {
        const { status, body } = await gateway.post({ query: '{ hello }' });
        statuses.add(`${status} ${String(body.data?.['hello'])}`);
      }
    };
    const loads = [load(), load(), load(), load()];
    const supergraphs = [composeFakes([second]), composeFakes([first])];
    for (let round = 0; round < 6; round += 1) {
      const before = (await health()).schema.schemaId;
      writeFileSync(gateway.supergraphFile, supergraphs[round % 2]!);
      await until(async () => (await health()).schema.schemaId !== before);
    }
    isOver = true;
    await Promise.all(loads);
    expect([...statuses]).toEqual(['200 hello']);
  });

  test('H08: serves new fields from the moment on which it is swapped', async () => {
    expect((await gateway.post({ query: '{ more }' })).body.errors?.[0]?.extensions['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    writeFileSync(gateway.supergraphFile, composeFakes([second]));
    await until(async () => (await gateway.post({ query: '{ more }' })).body.data?.['more'] === 'more');
    expect(second.requests.length).toBeGreaterThan(0);
  });

  test.each([
    ['is not GraphQL', 'type Query {', /Syntax Error/],
    ['is empty', '', /./],
    ['is a plain schema', 'type Query { hello: String }', /Invalid supergraph|core schema/],
    ['has 10 MB', `# ${'x'.repeat(10_000_000)}`, /more than 8388608/],
  ])(
    'H07: a file that %s keeps the old schema and says why in log and health',
    async (_what, text, reason) => {
      const before = await health();
      writeFileSync(gateway.supergraphFile, text);
      await until(async () => (await health()).reloadError !== null);
      const now = await health();
      expect(now).toMatchObject({ status: 'degraded', schema: before.schema });
      expect(now.reloadError).toMatch(reason);
      expect(logged).toEqual([expect.stringMatching(/serving/)]);
      expect(await refused()).toEqual([before.schema.schemaId, '1']);
      expect((await gateway.post({ query: '{ hello }' })).body.data).toEqual({ hello: 'hello' });
      writeFileSync(gateway.supergraphFile, composeFakes([second]));
      await until(async () => (await health()).status === 'ok');
      expect(await refused()).toEqual([(await health()).schema.schemaId, '0']);
      expect((await gateway.post({ query: '{ more }' })).body.data).toEqual({ more: 'more' });
    },
  );

  test('H07: a feature for SECURITY that nobody here knows keeps the old schema', async () => {
    const sdl = composeFakes([second]).replace(
      '@link(url: "https://specs.apollo.dev/join',
      '@link(url: "https://example.com/locks/v1.0", for: SECURITY)\n  @link(url: "https://specs.apollo.dev/join',
    );
    writeFileSync(gateway.supergraphFile, sdl);
    await until(async () => (await health()).reloadError !== null);
    expect((await health()).reloadError).toMatch(/locks\/v1.0 is for: SECURITY but is unsupported/);
  });

  test('H07: a subgraph that it names and does not have keeps the old schema', async () => {
    writeFileSync(gateway.supergraphFile, composeFakes([second]).replaceAll('(graph: ONE', '(graph: GONE'));
    await until(async () => (await health()).reloadError !== null);
    expect((await health()).reloadError).toMatch(/GONE/);
    expect((await gateway.post({ query: '{ hello }' })).body.data).toEqual({ hello: 'hello' });
  });

  test('H07: is never swapped in half: under load every answer is of the old schema, whatever is wrong with the file, until all are of the new', async () => {
    let isOver = false;
    const seen: string[] = [];
    const load = async (): Promise<void> => {
      while (!isOver) {
        const { body } = await gateway.post({
          query: '{ hello more __type(name: "Query") { fields { name } } }',
        });
        const { code } = body.errors?.[0]?.extensions ?? {};
        seen.push(body.errors ? String(code) : JSON.stringify(body.data));
      }
    };
    const loads = [load(), load()];
    const good = composeFakes([second]);
    const wrong = [
      'type Query {',
      good.slice(0, good.length / 2),
      good.replaceAll('(graph: ONE', '(graph: GONE'),
    ];
    for (const text of wrong) {
      writeFileSync(gateway.supergraphFile, text);
      await until(async () => (await health()).reloadError !== null);
      const so = seen.length;
      await until(() => seen.length > so + 4);
      writeFileSync(gateway.supergraphFile, composeFakes([first]));
      await until(async () => (await health()).reloadError === null);
    }
    writeFileSync(gateway.supergraphFile, good);
    await until(() => seen.at(-1) !== 'GRAPHQL_VALIDATION_FAILED');
    isOver = true;
    await Promise.all(loads);
    const fields = [{ name: 'hello' }, { name: 'more' }];
    const whole = JSON.stringify({ hello: 'hello', more: 'more', __type: { fields } });
    expect(new Set(seen)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED', whole]));
    expect(seen.lastIndexOf('GRAPHQL_VALIDATION_FAILED')).toBeLessThan(seen.lastIndexOf(whole));
  });

  test('H07: a subgraph without an address keeps the old schema', async () => {
    writeFileSync(gateway.supergraphFile, composeFakes([{ ...second, url: '' }]));
    await until(async () => (await health()).reloadError !== null);
    expect((await health()).reloadError).toMatch(/subgraph one has no routing URL/);
  });

  test('that is away and comes back as it was is well again', async () => {
    const same = composeFakes([first]);
    rmSync(gateway.supergraphFile);
    await until(async () => (await health()).reloadError !== null);
    writeFileSync(gateway.supergraphFile, same);
    await until(async () => (await health()).reloadError === null);
  });
});

test('a gateway without a supergraph that can be served does not start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-none-'));
  await expect(startTestGateway('type Query { a: Int }')).rejects.toThrow(/supergraph/i);
  await expect(startTestGateway('', { supergraphFile: join(folder, 'none.graphql') })).rejects.toThrow(
    /ENOENT/,
  );
  rmSync(folder, { recursive: true });
});
