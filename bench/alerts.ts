/**
 * How long an alert takes from its approval to those who watch where it holds, and how fast what holds is told among many.
 *
 *   npm run bench:alerts [-- subscribers, default 10000 [alerts, default 10000]]
 *
 * Subscribers of `alertsFor` are spread evenly over the 40 wards, each on a WebSocket of its own, all in this process; the city is in
 * another one, its gateway and subgraphs together as `npm start` has them. The clock starts when the call that approves is sent, and
 * stops for each subscriber when its message is read, so the approval's own transaction and the loopback network are in it.
 * Then the database holds many alerts at once, and what holds is asked for over HTTP, one question after the other.
 */
import { randomUUID } from 'node:crypto';
import type { CheapSocket } from './fanout/cheap-socket.ts';
import { openCheapSocket } from './fanout/cheap-socket.ts';
import { nowMs } from './fanout/tasks.ts';
import { quantile } from './quantiles.ts';
import { startWorld } from './start-world.ts';
import { writeResults } from './write-results.ts';

const [subscribers = 10_000, alerts = 10_000] = process.argv.slice(2).map(Number);
const query = `subscription ($where: AlertWhereInput!) { alertsFor(where: $where) { __typename
  ... on ActiveAlertListSnapshot { complete }
  ... on ActiveAlertListEntered { node { id version state expires head { severity urgency riskLevel text { event headline description instruction } } } }
  ... on ActiveAlertListChanged { node { id version state expires head { severity urgency riskLevel text { event headline description instruction } } } }
  ... on ActiveAlertListLeft { id version state } } }`;
const texts = [
  {
    language: 'VI',
    event: 'Lũ',
    headline: 'Lũ khẩn cấp trên sông Hương',
    description: 'Mực nước tại Kim Long đã vượt báo động 3 và còn lên.',
    instruction: 'Rời khỏi nơi thấp trũng, theo hướng dẫn của chính quyền.',
  },
];

const arrivals: number[] = [];
let wanted: { readonly count: number; readonly done: () => void } | null = null;
const world = await startWorld();
const sockets: CheapSocket[] = [];
try {
  const wards = await readWards();
  const beganMs = nowMs();
  for (let from = 0; from < subscribers; from += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, subscribers - from) }, (_, n) => open(from + n, wards)),
    );
  const openSeconds = (nowMs() - beganMs) / 1_000;
  // Every 40th of them watches the same ward.
  const watching = (n: number): number => Math.ceil((subscribers - n) / wards.length);
  for (let n = 0; n < 3; n += 1) await round(wards, subscribers);
  const rows = [
    await measure('all 40 wards', 10, () => round(wards, subscribers)),
    await measure('one ward', 20, (n) =>
      round(wards.slice(n % wards.length).slice(0, 1), watching(n % wards.length)),
    ),
  ];
  for (const socket of sockets.splice(0)) socket.close();
  const asked = await measureQuestions(wards);
  const text = [
    `\`npm run bench:alerts\`: ${subscribers} subscribers of \`alertsFor\` over ${wards.length} wards (opened in ${openSeconds.toFixed(0)} s), from sending \`approveAlert\` to each socket; issued and cancelled in turn. Target: median below 1,000 ms.`,
    `| alert for | sockets | messages | median ms | p99 ms | worst ms |\n|---|---|---|---|---|---|\n${rows.join('\n')}`,
    `What holds among ${alerts} alerts that all hold at once, over HTTP through gateway and subgraph, one question after the other:`,
    `| question | p50 ms | p99 ms |\n|---|---|---|\n${asked.join('\n')}`,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  writeResults('Alerts', text);
} finally {
  for (const socket of sockets) socket.close();
  await world.close();
}

async function readWards(): Promise<readonly string[]> {
  const data = await world.ask('{ wards(first: 100) { nodes { code } } }', 'ioc');
  return parseMember<{ nodes: readonly { code: string }[] }>(data, 'wards').nodes.map(({ code }) => code);
}

/** Resolves with the event by which its stream begins. */
async function open(index: number, wards: readonly string[]): Promise<void> {
  const { port, pathname } = new URL(world.url);
  const ward = wards[index % wards.length];
  await new Promise<void>((begun, failed) => {
    let hasBegun = false;
    const socket = openCheapSocket({
      from: `127.7.1.${1 + Math.floor(index / 1_000)}`,
      port: Number(port),
      path: pathname,
      protocol: 'graphql-transport-ws',
      onOpen: () => socket.send('{"type":"connection_init"}'),
      onText: (payload) => {
        if (payload.includes('"next"')) {
          if (hasBegun) arrived();
          hasBegun = true;
          begun();
        } else if (payload.includes('"connection_ack"')) {
          const variables = { where: { ward } };
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
        } else if (payload.includes('"error"')) failed(new Error(payload.toString('utf8')));
      },
      onClose: () => failed(new Error(`subscriber ${index} was turned away`)),
    });
    sockets.push(socket);
  });
}

function arrived(): void {
  arrivals.push(nowMs());
  if (wanted !== null && arrivals.length >= wanted.count) wanted.done();
}

/** One alert for these wards from its approval to its cancellation. @returns ages of all messages, ms */
async function round(wards: readonly string[], count: number): Promise<readonly number[]> {
  const input = {
    categories: ['MET'],
    urgency: 'IMMEDIATE',
    severity: 'EXTREME',
    certainty: 'OBSERVED',
    risk: { level: 4 },
    texts,
    areas: [{ description: 'Thành phố Huế', wards }],
  };
  const issue = 'mutation ($input: AlertInput!) { issueAlert(input: $input) { id } }';
  const issued = await approve(await draft('issueAlert', issue, { input }), count);
  const cancel =
    'mutation ($references: [String!]!, $texts: [AlertTextInput!]!) { cancelAlert(references: $references, texts: $texts) { id } }';
  const over = await draft('cancelAlert', cancel, { references: [issued.reference], texts });
  const cancelled = await approve(over, count);
  return [...issued.ages, ...cancelled.ages];
}

async function draft(name: string, mutation: string, variables: object): Promise<string> {
  return parseMember<{ id: string }>(await world.ask(mutation, 'ioc', variables), name).id;
}

async function approve(
  id: string,
  count: number,
): Promise<{ readonly reference: string; readonly ages: readonly number[] }> {
  arrivals.splice(0);
  const all = new Promise<void>((done) => {
    wanted = { count, done };
    if (count === 0) done();
  });
  const sentMs = nowMs();
  const mutation = 'mutation ($id: ID!) { approveAlert(id: $id) { message { reference } } }';
  const data = await world.ask(mutation, 'identityOfficer', { id });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`expected ${count} messages, got ${arrivals.length}`)), 60_000);
  });
  await Promise.race([all, late]).finally(() => clearTimeout(timer));
  const { message } = parseMember<{ message: { reference: string } }>(data, 'approveAlert');
  return { reference: message.reference, ages: arrivals.map((atMs) => atMs - sentMs) };
}

async function measure(
  name: string,
  rounds: number,
  run: (n: number) => Promise<readonly number[]>,
): Promise<string> {
  const ages: number[] = [];
  for (let n = 0; n < rounds; n += 1) ages.push(...(await run(n)));
  const [median, p99, worst] = [0.5, 0.99, 1].map((q) => quantile(ages, q).toFixed(0));
  return `| ${name} | ${ages.length / rounds / 2} | ${ages.length} | ${median} | ${p99} | ${worst} |`;
}

async function measureQuestions(wards: readonly string[]): Promise<string[]> {
  await fill(wards);
  const fields = '{ nodes { id state expires head { severity text { headline } } } pageInfo { endCursor } }';
  const point = (n: number) => `{ lat: ${16.46 + (n % 20) * 0.001}, lon: ${107.58 + (n % 7) * 0.002} }`;
  const questions: Readonly<Record<string, (n: number) => string>> = {
    'the gravest 20 of the city': () => `{ activeAlerts(first: 20) ${fields} }`,
    'the gravest 20 of a ward': (n) =>
      `{ activeAlerts(first: 20, where: { ward: "${wards[n % wards.length]}" }) ${fields} }`,
    'the gravest 20 at a place': (n) =>
      `{ activeAlerts(first: 20, where: { point: ${point(n)} }) ${fields} }`,
    'the gravest 20 of the city, an hour from now': () =>
      `{ activeAlerts(first: 20, at: "${new Date(Date.now() + 3_600_000).toISOString()}") ${fields} }`,
    'of all 40 wards, with their air': () =>
      '{ wards(first: 40) { nodes { code name activeAlerts { id } airNow { aqi } } } }',
  };
  const rows: string[] = [];
  for (const [name, ask] of Object.entries(questions)) {
    const timesMs: number[] = [];
    for (let n = -10; n < 100; n += 1) {
      const began = performance.now();
      await world.ask(ask(n + 10), 'citizen');
      if (n >= 0) timesMs.push(performance.now() - began);
    }
    rows.push(`| ${name} | ${quantile(timesMs, 0.5).toFixed(1)} | ${quantile(timesMs, 0.99).toFixed(1)} |`);
  }
  return rows;
}

/** Copies of one alert that was really issued, as it is stored, each for three wards and with a gravity and moment of its own. */
async function fill(wards: readonly string[]): Promise<void> {
  const area = { description: 'x', wards: wards.slice(0, 3) };
  const input = { categories: ['MET'], urgency: 'EXPECTED', severity: 'SEVERE', certainty: 'LIKELY', texts };
  const issue = 'mutation ($input: AlertInput!) { issueAlert(input: $input) { id } }';
  await approve(await draft('issueAlert', issue, { input: { ...input, areas: [area] } }), 0).catch(
    () => null,
  );
  const db = world.mongo.db(world.alertsDatabase);
  const thread = await db.collection('threads').findOne({ state: 'ACTIVE' });
  const message = await db.collection('messages').findOne({ _id: thread?.['headId'] });
  const period = await db.collection('periods').findOne({ _id: thread?.['headId'] });
  if (!thread || !message || !period) throw new Error('expected an alert that holds, got none');
  const copies = Array.from({ length: alerts - 1 }, (_, n) => copyOf(n, wards));
  for (const [name, template, of] of [
    ['threads', thread, 'thread'],
    ['messages', message, 'message'],
    ['periods', period, 'period'],
  ] as const)
    await db.collection(name).insertMany(copies.map((copy) => ({ ...template, ...copy[of] })));
}

function copyOf(n: number, wards: readonly string[]): Record<'thread' | 'message' | 'period', object> {
  const id: string = randomUUID();
  const wardCodes = [0, 1, 2].map((step) => wards[(n + step * 7) % wards.length] ?? '').sort();
  const sentAt = new Date(Date.now() - n * 1_000);
  const reach = { named: wardCodes, polygons: [], wardCodes };
  const graded = { severityRank: n % 5, urgencyRank: n % 3, sentAt, startedAt: sentAt, from: sentAt };
  const held = { id, headId: id, ...graded, named: wardCodes, wardCodes };
  return {
    thread: { _id: id, ...held, reach },
    message: { _id: id, reach, sent: sentAt, reference: `bench,${id},x`, threadIds: [id] },
    period: { _id: id, ...held },
  };
}

function parseMember<T>(data: Record<string, unknown>, name: string): T {
  return data[name] as T;
}
