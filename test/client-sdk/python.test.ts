import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCityApp } from '../kit/city-app.ts';
import { installPythonSdk } from '../kit/python-sdk.ts';
import type { PythonSdk } from '../kit/python-sdk.ts';
import { acceptedReport, versions, writeNote } from '../kit/report-journey.ts';
import { startCity } from '../kit/start-city.ts';
import type { City } from '../kit/start-city.ts';
import { repositoryRoot } from '../kit/start-process.ts';
import { seedTools } from '../subgraphs/agencies/start-agencies.ts';

const scripts = join(repositoryRoot, 'test/client-sdk/python');
const home = join(repositoryRoot, 'client-sdk/python');
const photo = join(repositoryRoot, 'docs/photo.jpg');
let sdk: PythonSdk;
let city: City;
beforeAll(async () => {
  sdk = await installPythonSdk();
  city = await startCity({ gateways: 1 });
  await city.subgraph('environment').seed({ ...seedTools, now: () => new Date(), given: { days: 3 } });
}, 500_000);
afterAll(async () => {
  await city?.close();
  await sdk?.close();
});

const succeeds = async (run: ReturnType<PythonSdk['run']>): Promise<string> => {
  const { code, output } = await run;
  if (code !== 0) throw new Error(output);
  return output;
};

const packagesOf = ({ folder }: PythonSdk): string => {
  const [python = ''] = readdirSync(join(folder, 'lib'));
  return join(folder, 'lib', python, 'site-packages');
};

describe('the package of the Python client', () => {
  test('is installed into an empty environment, with its licence, its types and httpx and websockets only', async () => {
    const list = await succeeds(sdk.run(['-m', 'pip', 'list', '--format=json'], { env: { PYTHONPATH: '' } }));
    const [json = '[]'] = list.split('\n').filter((line) => line.startsWith('['));
    const names = JSON.parse(json).map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['hue-hub', 'httpx', 'websockets']));
    const others = [
      'pip',
      'setuptools',
      'anyio',
      'certifi',
      'exceptiongroup',
      'h11',
      'httpcore',
      'idna',
      'sniffio',
      'typing_extensions',
    ];
    expect(
      names.filter((name: string) => !['hue-hub', 'httpx', 'websockets', ...others].includes(name)),
    ).toEqual([]);
    const packages = packagesOf(sdk);
    expect(existsSync(join(packages, 'hue_hub/py.typed'))).toBe(true);
    const info = await readdir(packages, { recursive: true });
    expect(info).toContainEqual(expect.stringMatching(/^hue_hub-[\d.]+\.dist-info\/licenses\/LICENSE$/));
  });

  test('its dependencies are named in docs/dependencies.md', async () => {
    const page = await readFile(join(repositoryRoot, 'docs/dependencies.md'), 'utf8');
    const project = await readFile(join(home, 'pyproject.toml'), 'utf8');
    const [, listed = ''] = /\ndependencies = \[([^\]]*)\]/.exec(project) ?? [];
    const [built = ''] = /\nrequires = \[[^\]]*\]/.exec(project) ?? [];
    const names = [...(listed + built).matchAll(/"([\w-]+)/g)].map(([, name]) => name);
    expect(names).toEqual(['httpx', 'websockets', 'typing_extensions', 'flit_core']);
    for (const name of names) expect(page).toContain(name);
  });

  test('its own tests pass', async () => {
    expect(await succeeds(sdk.run(['-m', 'unittest'], { cwd: home }))).toMatch(/Ran \d+ tests[^]*OK/);
  }, 240_000);

  test('it and a program that uses it are well typed, and each misuse is found', async () => {
    const strict = ['-m', 'mypy', '--strict', '--no-error-summary', '--cache-dir', join(sdk.folder, 'mypy')];
    await succeeds(sdk.run([...strict, '-p', 'hue_hub']));
    const programs = ['well_typed.py', 'watch.py', 'ill_typed.py'].map((name) => join(scripts, name));
    const { output } = await sdk.run([...strict, ...programs]);
    const errors = output.split('\n').filter((line) => line.includes(': error: '));
    const found = errors.map((line) => /(\w+\.py):(\d+): error: .*(\[[\w-]+\])$/.exec(line) ?? [line]);
    const lines = (await readFile(join(scripts, 'ill_typed.py'), 'utf8')).split('\n');
    const marked = lines.flatMap((line, index) => {
      const [, code] = /# (\[[\w-]+\])$/.exec(line) ?? [];
      return code ? [`ill_typed.py:${index + 1} ${code}`] : [];
    });
    expect(marked.length).toBeGreaterThan(10);
    expect(found.map(([, file, line, code]) => `${file}:${line} ${code}`)).toEqual(marked);
  }, 240_000);
});

describe('the Python client against the city', () => {
  test('asks, sends once, pages, tells errors, fills frames and follows, with and without await', async () => {
    const app = await createCityApp(city);
    const tokens = { citizen: await city.token('citizen'), ioc: await city.token('ioc') };
    const env = {
      HUB_URL: city.url,
      HUB_TOKENS: JSON.stringify(tokens),
      HUB_API_KEY: (await app.createKey()).secret,
      PHOTO: photo,
    };
    const output = await succeeds(sdk.run(['-W', 'error', join(scripts, 'city_calls.py')], { env }));
    expect(output).toMatch(/OK/);
  }, 240_000);

  test.each([
    ['ws', 2],
    ['sse', 1],
  ] as const)(
    'loses and doubles nothing over %s when its gateway is killed and when it is killed itself',
    async (road, kills) => {
      const [gateway] = city.gateways;
      if (!gateway) throw new Error('expected a gateway of its own');
      const folder = await mkdtemp(join(tmpdir(), 'hue-hub-watch-'));
      const id = await acceptedReport(city);
      const last = 2 + kills * 10 + 9;
      const env = {
        HUB_URL: gateway.url,
        HUB_TOKEN: await city.token('citizen'),
        CURSORS: join(folder, 'cursors.json'),
      };
      const watch = () => sdk.start([join(scripts, 'watch.py'), road, id, String(last)], { env });
      const write = async (from: number, to: number): Promise<void> => {
        for (let n = from; n <= to; n += 1) await writeNote(city, id, `${road} ${n}`);
      };
      const seen: string[] = [];
      let watching = watch();
      const readTo = async (version: number): Promise<void> => {
        do seen.push(await watching.next());
        while (Number.parseInt(seen.at(-1) ?? '', 10) < version);
      };
      await readTo(2);
      for (let kill = 0; kill < kills; kill += 1) {
        const from = 3 + kill * 10;
        await write(from, from + 4);
        await readTo(from + 2);
        await gateway.kill();
        await write(from + 5, from + 9);
        await gateway.restart();
        await readTo(from + 9);
      }
      expect(seen).toEqual(['2 start', ...versions(3, last - 9).map((version) => `${version} change`)]);
      watching.kill();
      await watching.ended;
      await write(last - 8, last);
      watching = watch();
      const resumed = await watching.next();
      // What it was working on when it was killed comes again: its cursor is kept when the next event is asked for.
      if (resumed !== `${last - 9} change`) seen.push(resumed);
      await readTo(last);
      expect(seen.slice(1)).toEqual(versions(3, last).map((version) => `${version} change`));
      expect(await watching.next()).toBe('breaks 0');
      expect(await watching.ended).toBe(0);
      await rm(folder, { recursive: true });
    },
    240_000,
  );

  test('every snippet of its README runs, in their order', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hue-hub-readme-'));
    const signIn = createServer((request, response) => {
      void text(request)
        .then((form) => city.token(new URLSearchParams(form).get('username') ?? ''))
        .then((token) => response.end(JSON.stringify({ access_token: token })));
    }).listen(0, '127.0.0.1');
    await once(signIn, 'listening');
    const { port } = signIn.address() as AddressInfo;
    await acceptedReport(city);
    const readme = await readFile(join(home, 'README.md'), 'utf8');
    const snippets = [...readme.matchAll(/^```python\n([^]*?)^```$/gm)].map(([, code = '']) => code);
    expect(snippets.length).toBeGreaterThan(6);
    await copyFile(photo, join(folder, 'pothole.jpg'));
    const program = join(folder, 'ten_minutes.py');
    await writeFile(
      program,
      snippets
        .join('\n')
        .replaceAll('http://localhost:4000/graphql', city.url)
        .replaceAll('http://localhost:4001', `http://127.0.0.1:${port}`),
    );
    const output = await succeeds(sdk.run([program], { cwd: folder }));
    signIn.close();
    expect(output).toContain('Thuận Hoá · Ủy ban nhân dân phường Thuận Hoá');
    expect(output).toMatch(/\nBAD_USER_INPUT lat /);
    expect(output).toContain('UNAUTHENTICATED: Sign in to ask for this.');
    expect(output).toMatch(/\nTrue SUBMITTED\nFalse ACCEPTED\n2 ACCEPTED False\n/);
    expect(output).toMatch(
      /100 %\r\S+ with 1 photo\nbytes media_type \('image\/jpeg', 'image\/png', 'image\/webp'\)\n/,
    );
    expect(output).toMatch(/\nThuận Hoá \S+/);
    await rm(folder, { recursive: true });
  }, 240_000);
});
