import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeBasePort } from './kit/free-base-port.ts';
import type { StartedProcess } from './kit/start-process.ts';
import { until } from './kit/live-client.ts';
import { repositoryRoot, startMain } from './kit/start-process.ts';

/** The blocks of the README whose fence says so, with the default ports replaced by this test's. */
async function blocks(kind: string, port: number): Promise<string[]> {
  const readme = await readFile(join(repositoryRoot, 'README.md'), 'utf8');
  const found = [...readme.matchAll(/^```sh (\w+)\n([\s\S]*?)^```$/gm)].filter(([, word]) => word === kind);
  return found.map(([, , text = '']) =>
    text
      .replaceAll('localhost:4000', `localhost:${port}`)
      .replaceAll('localhost:4001', `localhost:${port + 1}`),
  );
}

/** Runs a script of bash in the repository; resolves to what it printed and the code it ended with. */
function bash(script: string, env: Record<string, string>): Promise<{ output: string; code: number | null }> {
  return new Promise((done) => {
    const child = spawn('bash', ['-c', script], { cwd: repositoryRoot, env: { ...process.env, ...env } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => done({ output, code }));
  });
}

/** The lines of an output that have this in them, the first one first. */
function linesWith(output: string, text: string): readonly string[] {
  return output.split('\n').filter((line) => line.includes(text));
}

/** The code of the report that was sent first. */
function codeOf(output: string): unknown {
  const [sent = '{}'] = linesWith(output, '"createReport"');
  return JSON.parse(sent).data.createReport.code;
}

/** The agency's public figures as they were shown first. */
function figuresOf(output: string) {
  const [shown = '{}'] = linesWith(output, '"reportStats"');
  return JSON.parse(shown).data.agency.reportStats.figures;
}

describe('the README', () => {
  let folder: string;
  let port: number;
  let hub: StartedProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hue-hub-readme-'));
    port = await freeBasePort();
    hub = startMain(['start'], { PORT: String(port), DATA_DIR: join(folder, 'data') });
    await hub.untilOutput('Sample data is loaded');
  }, 240_000);

  afterAll(async () => {
    hub.child.kill('SIGTERM');
    await hub.ended;
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  test('leads through its five minutes: a place, a sign-in, a report, a stream that shows its state, an answer, the figures that move', async () => {
    const [place, signIn, send, hint, photo, decide, figures = '', ...answered] = await blocks('tour', port);
    const [follow] = await blocks('live', port);
    const [curl] = await blocks('events', port);
    const stream = join(folder, 'stream.txt');
    const eventStream = join(folder, 'events.txt');
    const script = join(folder, 'tour.sh');
    await writeFile(
      script,
      [
        'set -m',
        place,
        signIn,
        send,
        hint,
        photo,
        // A process group of its own, as a third terminal is.
        `( ${follow?.trim()} ) > ${stream} & LIVE=$!`,
        `( ${curl?.trim()} ) > ${eventStream} & CURL=$!`,
        `for i in $(seq 100); do [ -s ${stream} ] && break; sleep 0.1; done`,
        `for i in $(seq 100); do grep -q ^data: ${eventStream} && break; sleep 0.1; done`,
        decide,
        `for i in $(seq 100); do [ "$(wc -l < ${stream})" -ge 2 ] && break; sleep 0.1; done`,
        `for i in $(seq 100); do [ "$(grep -c ^data: ${eventStream})" -ge 2 ] && break; sleep 0.1; done`,
        'kill -INT -- -$LIVE; kill -- -$CURL',
        figures,
        ...answered,
      ].join('\n'),
    );
    const { output } = await bash(`bash ${script}`, { PORT: String(port) });
    expect(output).toContain('"name":"Thuận Hoá"');
    expect(output).toContain('"dueAt":"2026-03-03T16:59:59.000Z"');
    expect(output).toContain('"state":"SUBMITTED"');
    expect(output).toContain('"state":"READY"');
    expect(output).toMatch(
      /"media":\[\{"url":"\/files\/reports\.o\.published\.[^"]+","width":480,"height":360\}\]/,
    );
    expect(output).toMatch(/"lastChange":\{"step":"ACCEPT","from":"SUBMITTED","to":"ACCEPTED"/);
    const events = (await readFile(stream, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ data }) => data.reportChanged.state)).toEqual(['SUBMITTED', 'ACCEPTED']);
    expect(events[1].data.reportChanged).toMatchObject({
      ward: { name: expect.any(String) },
      agency: { name: expect.any(String) },
    });
    const told = (await readFile(eventStream, 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('data: '));
    expect(told.map((line) => JSON.parse(line.slice(6)).data.reportChanged.state)).toEqual([
      'SUBMITTED',
      'ACCEPTED',
    ]);
    const [shown = '{}'] = linesWith(output, '"duplicatesOf"');
    expect(JSON.parse(shown).data.duplicatesOf).toContainEqual(
      expect.objectContaining({ distanceM: 0, report: expect.objectContaining({ code: codeOf(output) }) }),
    );
    const reached = [...output.matchAll(/"(assign|start|resolve|publish|rate)Report":\{"state":"(\w+)"/g)];
    const answer = ['ASSIGNED', 'IN_PROGRESS', 'RESOLVED', 'PUBLISHED'];
    expect(reached.map(([, , state]) => state)).toEqual([...answer, 'REOPENED', ...answer, 'CLOSED']);
    expect(output).toContain('"evidence":[{"kind":"SITE_RECORD","reference":"BB-02"}]');
    expect(output).toContain('"outcome":"FIXED"');
    const before = figuresOf(output);
    let now = before;
    // The tour waits a moment for its figures; on a busy machine they may take longer.
    await until(async () => {
      now = figuresOf((await bash(figures, {})).output);
      return now.satisfied.count > before.satisfied.count;
    }, 60_000);
    for (const name of ['handled', 'rated', 'satisfied', 'reopened'])
      expect([name, now[name].count]).toEqual([name, before[name].count + 1]);
  }, 240_000);

  test('names every command that there is, and none that there is not', async () => {
    const readme = await readFile(join(repositoryRoot, 'README.md'), 'utf8');
    const { scripts } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/`npm (?:run )?([a-z:-]+)/g)].map(([, name]) => name ?? '');
    expect(new Set(named)).toEqual(new Set(Object.keys(scripts)));
  });
});
