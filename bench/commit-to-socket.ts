/**
 * How long a change takes from its commit to the sockets of those who watch it, through everything: journal, change
 * stream, subgraph, gateway with agency and ward joined, WebSocket.
 *
 *   npm run bench:latency [-- changes, default 500]
 *
 * The commit is the change stream's wallTime (whole milliseconds), the arrival the moment the message is read by this
 * process, so the figures hold the loopback network too. Changes come one after the other.
 */
import type { LiveClient } from '../test/kit/live-client.ts';
import { openLiveClient } from '../test/kit/live-client.ts';
import { quantile } from './quantiles.ts';
import { startWorld } from './start-world.ts';
import type { World } from './start-world.ts';
import { writeResults } from './write-results.ts';

const draft = {
  categoryCode: 'ROAD_DAMAGE',
  title: 'Ổ gà lớn',
  description: 'Ổ gà sâu trước cổng chợ, xe máy dễ ngã.',
  lat: 16.4637,
  lon: 107.5909,
};
const warmUp = 50;

interface Run {
  readonly subscribers: number;
  readonly latenciesMs: readonly number[];
}

const changes = Number(process.argv[2] ?? 500);
const world = await startWorld();
try {
  const runs = [await measure(world, 1), await measure(world, 100)];
  const rows = runs.map(
    ({ subscribers, latenciesMs }) =>
      `| ${subscribers} | ${latenciesMs.length} | ${[0.5, 0.99, 1].map((q) => quantile(latenciesMs, q).toFixed(1)).join(' | ')} |`,
  );
  const table = [
    '| subscribers | events | median ms | p99 ms | worst ms |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
  process.stdout.write(`${table}\n`);
  writeResults(
    'Commit to socket',
    `\`npm run bench:latency\`: \`reportChanged\` with agency and ward joined from another subgraph, all in one
process as \`npm start\` has it, one change after the other. All subscribers of one report are one topic: one upstream, one join.\n\n${table}`,
  );
} finally {
  await world.close();
}

async function measure(city: World, subscribers: number): Promise<Run> {
  const id = await acceptedReport(city);
  const commits = watchCommits(city, id);
  const clients = await Promise.all(Array.from({ length: subscribers }, () => subscribe(city, id)));
  const arrivals = clients.map((client) => watchArrivals(client));
  const count = warmUp + Math.ceil(changes / Math.sqrt(subscribers));
  let version = 2;
  for (let n = 0; n < count; n += 1) {
    version += 1;
    await city.ask(
      'mutation ($id: ID!, $text: String) { postReportUpdate(id: $id, text: $text) { version } }',
      'ioc',
      { id, text: `ghi chú ${n}` },
    );
    await Promise.all([commits.seen(version), ...arrivals.map((arrival) => arrival.seen(version))]);
  }
  await commits.close();
  await Promise.all(clients.map((client) => client.close()));
  const first = 2 + warmUp;
  const latenciesMs = arrivals.flatMap(({ at }) =>
    [...at]
      .filter(([each]) => each > first)
      .map(([each, arrivedMs]) => arrivedMs - (commits.at.get(each) ?? 0)),
  );
  return { subscribers, latenciesMs };
}

async function acceptedReport(city: World): Promise<string> {
  const sent = await city.ask(
    'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }',
    'citizen',
    { input: draft },
  );
  const { id } = parseMember<{ id: string }>(sent, 'createReport');
  await city.ask('mutation ($id: ID!) { triageReport(id: $id, decision: ACCEPT) { state } }', 'ioc', { id });
  return id;
}

async function subscribe(city: World, id: string): Promise<LiveClient> {
  const client = await openLiveClient(city.url, { init: { Authorization: `Bearer ${city.tokens.citizen}` } });
  client.subscribe(
    's',
    'subscription ($id: ID!) { reportChanged(id: $id) { version state title ward { name } agency { name } } }',
    { variables: { id } },
  );
  await client.events('s', 1);
  return client;
}

/** Times by version, and a way to wait for one. */
interface Times {
  readonly at: ReadonlyMap<number, number>;
  seen(version: number): Promise<void>;
}

function watchArrivals(client: LiveClient): Times {
  const times = createTimes();
  client.socket.on('message', (bytes: Buffer) => {
    const nowMs = performance.timeOrigin + performance.now();
    const message = parseMessage(bytes.toString('utf8'));
    if (message.errors) throw new Error(JSON.stringify(message.errors));
    if (message.version !== undefined) times.note(message.version, nowMs);
  });
  return times;
}

function watchCommits(city: World, id: string): Times & { close(): Promise<void> } {
  const times = createTimes();
  const journal = city.mongo.db(city.reportsDatabase).collection('journal');
  const stream = journal.watch([{ $match: { operationType: 'insert', 'fullDocument.entityId': id } }]);
  stream.on('change', (change) => {
    if (change.operationType !== 'insert') return;
    const version: unknown = change.fullDocument['version'];
    if (typeof version === 'number' && change.wallTime) times.note(version, change.wallTime.getTime());
  });
  return { ...times, close: () => stream.close() };
}

function createTimes(): Times & { note(version: number, atMs: number): void } {
  const at = new Map<number, number>();
  const wake: (() => void)[] = [];
  return {
    at,
    note: (version, atMs) => {
      at.set(version, atMs);
      for (const resolve of wake.splice(0)) resolve();
    },
    seen: async (version) => {
      while (!at.has(version)) await new Promise<void>((resolve) => wake.push(resolve));
    },
  };
}

function parseMessage(text: string): { readonly version?: number; readonly errors?: unknown } {
  const { payload } = JSON.parse(text) as {
    payload?: { data?: { reportChanged?: { version: number } | null }; errors?: unknown };
  };
  return { version: payload?.data?.reportChanged?.version, errors: payload?.errors } as {
    version?: number;
    errors?: unknown;
  };
}

function parseMember<T>(data: Record<string, unknown>, name: string): T {
  return data[name] as T;
}
