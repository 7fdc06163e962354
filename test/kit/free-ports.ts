import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port of a hub around which all ports that it uses are free now: PORT, PORT+1 and PORT+101 to PORT+103. */
export async function freeBasePort(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 12_000);
    const taken = await Promise.all([0, 1, 101, 102, 103].map((step) => isTaken(base + step)));
    if (!taken.includes(true)) return base;
  }
}

async function isTaken(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return false;
  } catch {
    return true;
  } finally {
    await new Promise((done) => server.close(done));
  }
}
