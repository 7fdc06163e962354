import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { readUnacknowledged } from '../../../gateway/src/server/unacknowledged.ts';
import { until } from '../../kit/live-client.ts';

/** Both ends of a connection at this address; the far one reads nothing. */
async function openPair(host: string): Promise<{ near: Socket; far: Socket; close: () => Promise<void> }> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const far = connect(port, host === '::' ? '127.0.0.1' : host);
  far.pause();
  const [near] = (await once(server, 'connection')) as [Socket];
  const close = async (): Promise<void> => {
    far.destroy();
    near.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { near, far, close };
}

// The tables are Linux's; elsewhere nothing is known, and that is what is said.
const knows = process.platform === 'linux';

describe('what a peer has not acknowledged', () => {
  test.each(['127.0.0.1', '::1', '::'])('is what the system still holds for it, by %s', async (host) => {
    const { near, far, close } = await openPair(host);
    const reader = readUnacknowledged(1);
    expect(await reader.of(near)).toBe(knows ? 0 : undefined);
    for (let sent = 0; sent < 24; sent += 1) {
      near.write(Buffer.alloc(32 * 1024));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (knows) await until(async () => ((await reader.of(near)) ?? 0) > 0);
    far.resume();
    await until(async () => ((await reader.of(near)) ?? 0) === 0);
    await close();
  });

  test('is not known of a connection that is gone', async () => {
    const { near, close } = await openPair('127.0.0.1');
    await close();
    expect(await readUnacknowledged(1).of(near)).toBeUndefined();
  });
});
