import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DoorExchange, DoorHost, DoorIdentity } from '../../../doors/frame/index.ts';
import { serveDoor } from '../../../doors/frame/index.ts';
import { open311 } from '../../../doors/open311/door.ts';
import { errorsOf, errorTable } from '../../../gateway/src/errors.ts';
import { toWire } from '../../../gateway/src/request/respond.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

const category = { code: 'TREES', name: 'Cây xanh', nameEn: 'Trees', workingDays: 7 };

/** The door in front of a hub that only says whether it has sandboxes, and who has come with the key of one. */
async function startDoor(hasSandboxes: boolean) {
  const ran: (object | undefined)[] = [];
  const host: DoorHost<DoorExchange, DoorIdentity> = {
    proxies: 0,
    hasSandboxes,
    preflight: () => undefined,
    enter: () => undefined,
    identify: async ({ request }) => {
      const key = request.headers['x-api-key'];
      if (key === undefined) return { viewer: { kind: 'anonymous', id: null } };
      const viewer = { kind: 'app', id: 'one' } as const;
      return key === 'sandbox' ? { viewer, sandbox: { app: 'one' } } : { viewer };
    },
    readText: async () => '',
    run: async (_, { identity }) => {
      ran.push(identity.sandbox);
      return { data: { reportCategories: [category] }, errors: [], isPublic: true };
    },
    explain: (thrown) => {
      const errors = toWire(errorsOf(thrown), { requestId: 'r', log: silentLogger });
      const code = String(errors[0]?.extensions?.['code']);
      const kind = Object.entries(errorTable).find(([name]) => name === code)?.[1];
      return { status: kind?.status ?? 500, errors, headers: {} };
    },
  };
  const serve = serveDoor(open311, host);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://hub');
    void serve({ request, response, url, requestId: 'r', caller: { aborted: false } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ran,
    ask: (path: string, key?: string) =>
      fetch(
        `http://127.0.0.1:${port}/open311/${path}`,
        key === undefined ? {} : { headers: { 'x-api-key': key } },
      ),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

const typesOf = async (answer: Response): Promise<unknown> => {
  const { endpoints } = (await answer.json()) as { endpoints: { type: string; url: string }[] };
  return endpoints.map(({ type, url }) => [type, new URL(url).pathname]);
};

describe('the endpoints of Open311', () => {
  test('without sandboxes discovery lists the production endpoint only, and there is no other', async () => {
    const door = await startDoor(false);
    expect(await typesOf(await door.ask('discovery.json'))).toEqual([['production', '/open311/v2']]);
    for (const key of [undefined, 'live'])
      expect((await door.ask('test/v2/services.json', key)).status).toBe(404);
    await door.close();
  });

  test('with sandboxes the test endpoint is that of the app, for the keys of sandboxes only', async () => {
    const door = await startDoor(true);
    expect(await typesOf(await door.ask('discovery.json'))).toEqual([
      ['production', '/open311/v2'],
      ['test', '/open311/test/v2'],
    ]);
    for (const key of [undefined, 'live'])
      expect((await door.ask('test/v2/services.json', key)).status).toBe(403);
    expect(door.ran).toEqual([]);
    expect((await door.ask('test/v2/services.json', 'sandbox')).status).toBe(200);
    expect(door.ran).toEqual([{ app: 'one' }]);
    await door.close();
  });

  test('the key of a sandbox does nothing at the production endpoint', async () => {
    const door = await startDoor(true);
    expect((await door.ask('v2/services.json', 'sandbox')).status).toBe(403);
    expect(door.ran).toEqual([]);
    await door.close();
  });

  test('what is public in a sandbox is kept by nobody, since its address is the same for all apps', async () => {
    const door = await startDoor(true);
    const inside = await door.ask('test/v2/services.json', 'sandbox');
    const outside = await door.ask('v2/services.json', 'live');
    expect([inside.headers.get('cache-control'), inside.headers.get('etag')]).toEqual(['no-store', null]);
    expect(outside.headers.get('cache-control')).toBe('public, max-age=300');
    await door.close();
  });
});
