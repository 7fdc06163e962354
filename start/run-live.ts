import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { HubError } from '../client-sdk/src/errors.ts';
import { live } from '../client-sdk/src/live.ts';
import type { LiveEvent } from '../client-sdk/src/live-event.ts';
import type { CommandInput } from './command-input.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';

const usage = "live [--url URL] [--token TOKEN] [--after CURSOR] 'subscription { … }'";

/**
 * Prints a subscription, one JSON line an event, until Ctrl-C. It is the SDK's own stream: a break is mended from
 * the last cursor printed, and the line says where a later run goes on (`--after`).
 */
export async function run({ args, env, signal }: CommandInput): Promise<number> {
  const { values, positionals } = parseCommandLine(args);
  const query = positionals[0];
  if (!query) throw new SettingError(`Name the subscription to follow: ${usage}`);
  const connection = {
    url: values.url ?? `http://localhost:${env['PORT'] ?? 4000}/graphql`,
    token: () => values.token,
    webSocket: WebSocket,
  };
  const onBreak = (attempt: number): void =>
    void process.stderr.write(`The stream broke; try ${attempt} to resume it.\n`);
  try {
    const events = live(connection, { query, variables: {} }, { after: values.after, signal, onBreak });
    for await (const event of events) process.stdout.write(`${lineOf(event)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw new SettingError(`${error.code}: ${error.message}`);
  }
}

function lineOf(event: LiveEvent<unknown>): string {
  const { data, cursor, start, resync } = event;
  return JSON.stringify({ data, ...(start && { start }), ...(resync && { resync }), cursor });
}

function parseCommandLine(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({
    args: [...args],
    options: { url: text, token: text, after: text },
    allowPositionals: true,
  });
}
