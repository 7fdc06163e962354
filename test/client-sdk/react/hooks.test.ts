import { join } from 'node:path';
import type { Browser, Page, WebSocket } from 'playwright-core';
import { buildPage } from '../../kit/build-page.ts';
import { openBrowser } from '../../kit/open-browser.ts';
import type { City } from '../../kit/start-city.ts';
import { startCity } from '../../kit/start-city.ts';
import { repositoryRoot } from '../../kit/start-process.ts';
import { startSite } from '../../kit/static-site.ts';

const here = join(repositoryRoot, 'test/client-sdk');
const place = (name: string): string => join(here, 'react-18/node_modules', name);
const versions = [
  ['19', {}],
  ['18', { react: place('react'), 'react-dom': place('react-dom') }],
] as const;
const create = 'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }';
const withdraw = 'mutation ($id: ID!) { withdrawReport(id: $id) { id } }';

interface Watched {
  readonly page: Page;
  /** POSTs of queries and mutations so far. */
  readonly posts: string[];
  /** What went over sockets: the types of the page's messages. */
  readonly sent: string[];
  readonly sockets: WebSocket[];
  readonly problems: string[];
}

let city: City;
let browser: Browser;
beforeAll(async () => {
  [city, browser] = await Promise.all([startCity(), openBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await city.close();
});

describe.each(versions)('the hooks under React %s in Chromium', (version, alias) => {
  let site: Awaited<ReturnType<typeof startSite>>;
  let shown: Watched;
  beforeAll(
    async () => void (site = await startSite(await buildPage({ root: join(here, 'react/page'), alias }))),
    300_000,
  );
  afterAll(() => site.close());
  afterEach(async () => {
    const { page, problems } = shown;
    await page.close();
    expect(problems).toEqual([]);
  });

  const report = async (title: string): Promise<string> => {
    const input = {
      categoryCode: 'TREES',
      title,
      description: 'Cây nghiêng ra đường.',
      lat: 16.4637,
      lon: 107.5909,
    };
    const { data } = await city.ask(create, { as: 'citizen', variables: { input } });
    return data.createReport.id;
  };
  const open = async (id: string): Promise<Page> => {
    const page = await browser.newPage();
    const posts: string[] = [];
    const sent: string[] = [];
    const sockets: WebSocket[] = [];
    const problems: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.postData() ?? '');
    });
    page.on('websocket', (socket) => {
      sockets.push(socket);
      socket.on('framesent', ({ payload }) => sent.push(JSON.parse(String(payload)).type));
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    shown = { page, posts, sent, sockets, problems };
    const given = { url: city.url, token: await city.token('citizen'), id };
    await page.goto(`${site.url}#${encodeURIComponent(JSON.stringify(given))}`);
    await page.waitForFunction('page.show');
    expect(await page.title()).toMatch(new RegExp(`^${version}\\.`));
    return page;
  };
  const show = (name: string): Promise<void> => shown.page.evaluate(`page.show('${name}')`);
  /** Waits for the text; one that does not come is told with what is there. */
  const textOf = async (selector: string, text: string | RegExp): Promise<void> => {
    const place = shown.page.locator(selector, { hasText: text }).first();
    await place.waitFor({ timeout: 40_000 }).catch(async () => {
      throw new Error(
        `expected ${String(text)} in ${selector}, got ${await shown.page.locator('main').innerHTML()}`,
      );
    });
  };

  test('ask once for what three components want, and show it to a fourth at once', async () => {
    const page = await open(await report('Cây đổ'));
    await show('titles');
    await textOf('.title:nth-of-type(3)', 'Cây đổ');
    expect(shown.posts).toHaveLength(1);
    await show('none');
    await page.evaluate('page.renders.length = 0');
    await show('titles');
    await textOf('.title:nth-of-type(3)', 'Cây đổ');
    expect([...new Set((await page.evaluate('page.renders')) as string[])]).toEqual(['Cây đổ']);
    expect(shown.posts).toHaveLength(1);
  });

  test('ask nothing for variables that are null', async () => {
    await open('');
    await show('idle');
    await textOf('.title', 'idle');
    expect(shown.posts).toEqual([]);
  });

  test('wait in Suspense, fail in the error boundary, and ask again from there', async () => {
    const page = await open(await report('Cây chờ'));
    let answers: (() => void)[] = [];
    await page.route(city.url, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await new Promise<void>((done) => answers.push(done));
      await route.fulfill({ status: 503, headers: { 'access-control-allow-origin': '*' }, body: 'away' });
    });
    await show('awaited');
    await textOf('.fallback', 'waiting');
    await until(() => answers.length > 0);
    answers.forEach((give) => give());
    await textOf('.again', 'UNREACHABLE');
    // React 18 tells the page of what a boundary caught, too.
    const told = shown.problems.splice(0).filter((problem) => !problem.includes('HTTP 503'));
    expect(told).toEqual([]);
    await page.unroute(city.url);
    answers = [];
    await page.click('.again');
    await textOf('.awaited', 'Cây chờ');
  });

  test('show a stream from its present state, over a break and to its next change, and end it with the component', async () => {
    const id = await report('Cây sống');
    const page = await open(id);
    await show('live');
    await textOf('.live', /^live SUBMITTED start/);
    await city.replaceGateway();
    await textOf('.live', /tried/);
    await city.ask(withdraw, { as: 'citizen', variables: { id } });
    await textOf('.live', /^live SUBMITTED>WITHDRAWN\s*$/);
    expect(await page.evaluate('page.live.resyncs')).toBe(0);
    await show('none');
    // StrictMode began it twice: nothing of either is left.
    await until(() => shown.sent.at(-1) === 'complete' && shown.sockets.every((socket) => socket.isClosed()));
  });

  test('wait in Suspense for the first event of a stream, which then goes on to the next', async () => {
    const id = await report('Cây đợi');
    const page = await open(id);
    await show('awaitedLive');
    await textOf('.fallback', 'waiting');
    await textOf('.awaited', 'live SUBMITTED start');
    await city.ask(withdraw, { as: 'citizen', variables: { id } });
    await textOf('.awaited', /^live WITHDRAWN\s*$/);
    expect([...new Set((await page.evaluate('page.renders')) as string[])]).toEqual([
      'SUBMITTED',
      'WITHDRAWN',
    ]);
    await show('none');
    await until(() => shown.sent.at(-1) === 'complete' && shown.sockets.every((socket) => socket.isClosed()));
  });

  test('say why a stream cannot be had, in the error boundary where it was waited for', async () => {
    await open('no-such-report');
    await show('live');
    await textOf('.live', /^failed .*NOT_FOUND$/);
    await show('awaitedLive');
    await textOf('.again', 'NOT_FOUND');
    expect(shown.problems.splice(0).filter((problem) => !/report/i.test(problem))).toEqual([]);
  });

  test('do a mutation and ask again for what it changed', async () => {
    const page = await open(await report('Cây rút'));
    await show('withdraw');
    await textOf('.state', 'SUBMITTED');
    await page.click('.withdraw');
    await textOf('.state', 'WITHDRAWN');
    await textOf('.withdraw', 'done');
  });

  test.each([
    ['the app says so', 'page.signIn("binh")'],
    ['only their token tells it', 'page.refresh()'],
  ])('show nothing of one person to the next when %s (C18)', async (_how, say) => {
    const page = await open(await report('Của An'));
    const [an, binh] = [await city.token('citizen'), await city.token('citizen2')];
    const seenSince = async (): Promise<unknown[]> => {
      const { titles, live } = (await page.evaluate(
        '({ titles: page.renders, live: page.live.data })',
      )) as Seen;
      return [...new Set([...titles, ...live])];
    };
    await show('person');
    await textOf('.title', 'Của An');
    await textOf('.live', /^live SUBMITTED/);
    await page.evaluate(`page.token = ${JSON.stringify(binh)}; ${say}`);
    await textOf('.title', 'NOT_FOUND');
    await textOf('.live', /^failed .*NOT_FOUND$/);
    expect(await seenSince()).toEqual(['pending', 'failed']);
    // And nothing was kept: who comes back is asked for again.
    const before = shown.posts.length;
    await page.evaluate(`page.token = ${JSON.stringify(an)}; ${say.replace('binh', 'an')}`);
    await textOf('.title', 'Của An');
    await textOf('.live', /^live SUBMITTED/);
    expect(shown.posts.length).toBeGreaterThan(before);
  });
});

interface Seen {
  readonly titles: readonly string[];
  readonly live: readonly string[];
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
}
