import { createServer } from 'node:net';
import { SettingError } from '../subgraphs/kit/process/env.ts';

export interface NeededPort {
  readonly port: number;
  readonly host: string;
  /** What listens there, in the words of the message. */
  readonly use: string;
}

/**
 * Makes sure that every port can be listened at, before anything is started.
 * @throws SettingError one sentence that names the port, its use and the setting
 */
export async function checkPorts(ports: readonly NeededPort[], base: number): Promise<void> {
  for (const { port, host, use } of ports) {
    const code = await tryPort(port, host);
    if (code === null) continue;
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened at on ${host} (${code})`;
    throw new SettingError(
      `Port ${port} (${use}) ${why}; it follows from PORT=${base}, so stop what uses it or set another PORT.`,
    );
  }
}

async function tryPort(port: number, host: string): Promise<string | null> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', (error) => done(parseCode(error)));
    server.listen(port, host, () => server.close(() => done(null)));
  });
}

function parseCode(error: unknown): string {
  return String((error as { code?: unknown }).code);
}
