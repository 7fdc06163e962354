import { appendFile, readFile, truncate } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createHub, environment, isHubError } from '@hue-hub/client-sdk';
import { fileCursors } from '@hue-hub/client-sdk/file-cursors';
import { WebSocket } from 'ws';

const usage = `Ghi chất lượng không khí từng giờ vào tệp CSV, mỗi giờ đúng một lần · Hourly air quality into a CSV file, each once

  npm start -- hung-vuong dai-noi      các trạm; tất cả khi bỏ trống · stations; all of them when none is named
    --file air.csv                     tệp CSV · the file; cursors are kept beside it
    --hub URL                          http://localhost:4000/graphql
`;
const columns = ['station', 'hour', 'version', 'aqi', 'level', 'dominant', 'reason', 'gap'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hub: { type: 'string', default: 'http://localhost:4000/graphql' },
    file: { type: 'string', default: 'air.csv' },
    help: { type: 'boolean', default: false },
  },
});

const hub = createHub({ url: values.hub, webSocket: WebSocket, areas: [environment] });
/** Where each station's stream goes on after a restart. A crash may leave it one event behind the file, never ahead of it. */
const store = fileCursors(`${values.file}.cursors.json`);

/** What makes a row one of its kind: a correction of an hour is the same hour in a later version. */
const keyOf = (station: string, hour: string, version: number | string): string =>
  [station, hour, version].join(',');

/** The keys of the rows that are there. A row that a crash broke off is cut from the file first: its event comes again. */
async function readRows(path: string): Promise<Set<string>> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) await truncate(path, whole);
  if (whole === 0) await appendFile(path, `${columns.join(',')}\n`);
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(1, -1);
  return new Set(lines.map((line) => line.split(',').slice(0, 3).join(',')));
}

/** Writes what a station tells from where it was left on; a cursor is kept when its event has been written. */
async function log(station: string, rows: Set<string>, signal: AbortSignal): Promise<void> {
  const onBreak = (attempt: number): void =>
    console.error(`${station}: mất kết nối, thử lại lần ${attempt}…`);
  const keep = { store, key: station };
  for await (const { data, resync } of hub.environment.aqiChanged({ station }, { keep, onBreak, signal })) {
    if (!data) continue;
    const { hour, version, aqi, level, dominant, reason } = data;
    const key = keyOf(station, hour, version);
    if (rows.has(key)) continue;
    const row = [key, aqi, level, dominant, reason, resync ? 'gap' : ''];
    await appendFile(values.file, `${row.map((cell) => cell ?? '').join(',')}\n`);
    rows.add(key);
    console.log(`${station}  ${hour}  VN_AQI ${aqi ?? '–'}  ${data.levelName ?? reason ?? ''}`);
  }
}

async function stationsOf(asked: readonly string[]): Promise<readonly string[]> {
  if (asked.length > 0) return asked;
  const all: string[] = [];
  for await (const { id } of hub.environment.airStations.each()) all.push(id);
  return all;
}

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort());
try {
  if (values.help) console.log(usage);
  else {
    const [rows, stations] = await Promise.all([readRows(values.file), stationsOf(positionals)]);
    await Promise.all(stations.map((station) => log(station, rows, ending.signal)));
  }
} catch (error) {
  console.error(isHubError(error) ? `${error.code}: ${error.message} (${error.requestId ?? '–'})` : error);
  process.exitCode = 1;
} finally {
  hub.close();
}
