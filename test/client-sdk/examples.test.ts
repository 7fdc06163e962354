import { appendFile, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { BreakableLine } from '../kit/breakable-line.ts';
import { startBreakableLine } from '../kit/breakable-line.ts';
import { until } from '../kit/live-client.ts';
import { buildPage } from '../kit/build-page.ts';
import { openBrowser } from '../kit/open-browser.ts';
import { repositoryRoot } from '../kit/start-process.ts';
import { startSite } from '../kit/static-site.ts';
import type { Examples } from './snippets/run-example.ts';
import { appLines, examplesFolder, openExamples } from './snippets/run-example.ts';
import type { VendorWorld } from './snippets/vendor-world.ts';
import { startVendorWorld } from './snippets/vendor-world.ts';

test.each(['alert-watcher', 'air-logger', 'report-kiosk', 'ward-dashboard'])(
  'the example %s has at most 150 lines',
  async (example) => {
    const lines = await appLines(example);
    expect(lines).toBeGreaterThan(20);
    expect(lines).toBeLessThanOrEqual(150);
  },
);

describe('the example apps, against the city', () => {
  let world: VendorWorld;
  let line: BreakableLine;
  let examples: Examples;
  beforeAll(async () => {
    world = await startVendorWorld();
    line = await startBreakableLine(world.origin);
    examples = await openExamples();
  }, 300_000);
  afterAll(async () => {
    await examples?.close();
    await line?.close();
    await world?.close();
  }, 60_000);

  const countOf = (text: string, part: string): number => text.split(part).length - 1;

  test('the alert watcher shows what holds, and what came while its line was cut, each once', async () => {
    const hub = ['--hub', `${line.origin}/graphql`];
    const watcher = examples.start('alert-watcher/watch.ts', [...hub, '16.4637,107.5909']);
    await watcher.untilOutput('NGHIÊM TRỌNG  ĐANG CÓ · Lũ trên sông Hương');
    await watcher.untilOutput('Nước đang lên.');
    line.cut();
    await watcher.untilOutput('Mất kết nối, đang thử lại');
    await world.issueAlert({ severity: 'EXTREME', headline: 'Nước lên rất nhanh' });
    line.mend();
    await watcher.untilOutput('THẢM HỌA  MỚI · Nước lên rất nhanh');
    expect(watcher.output()).toContain('Đã nối lại');
    await world.issueAlert({ severity: 'MINOR', headline: 'Gió mạnh' });
    await watcher.untilOutput('NHẸ  MỚI · Gió mạnh');
    for (const headline of ['Lũ trên sông Hương', 'Nước lên rất nhanh', 'Gió mạnh'])
      expect([headline, countOf(watcher.output(), headline)]).toEqual([headline, 1]);
    watcher.child.kill('SIGINT');
    await watcher.ended;
  }, 120_000);

  test('the alert watcher says how it is used, and ends with the code of a failure', async () => {
    const watcher = examples.start('alert-watcher/watch.ts', []);
    expect(await watcher.ended).toBe(1);
    expect(watcher.output()).toContain('npm start -- 16.4637,107.5909');
  }, 60_000);

  test('the air logger has each hour and each correction once, however it is stopped', async () => {
    const file = join(examples.folder, 'air.csv');
    const args = ['--hub', `${world.origin}/graphql`, '--file', file, 'hung-vuong'];
    /** Whole ones: the last line end stands behind the last of them. */
    const rows = async () => (await readFile(file, 'utf8')).split('\n').slice(1, -1);
    const untilRows = (count: number) =>
      until(async () => (await rows().catch(() => [])).length === count, 60_000);
    const first = examples.start('air-logger/log.ts', args);
    await untilRows(1);
    await world.measureAir({ hoursAgo: 0, value: 90 });
    await untilRows(2);
    first.child.kill('SIGKILL');
    await first.ended;
    // As a crash in the middle of a row leaves it.
    await appendFile(file, 'hung-vuong,2026-');
    await world.measureAir({ hoursAgo: 0, value: 140 });
    const second = examples.start('air-logger/log.ts', args);
    await untilRows(3);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    await world.measureAir({ hoursAgo: 0, value: 190 });
    const third = examples.start('air-logger/log.ts', args);
    await untilRows(4);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    const cells = (await rows()).map((row) => row.split(','));
    expect(new Set(cells.map(([station, hour, version]) => [station, hour, version].join())).size).toBe(4);
    const indexes = cells.map(([, , , aqi]) => Number(aqi));
    expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
    expect(cells.map((row) => row[7])).toEqual(['', '', '', '']);
  }, 240_000);

  describe('in Chromium', () => {
    let browser: Browser;
    beforeAll(async () => void (browser = await openBrowser()), 300_000);
    afterAll(() => browser?.close());

    /** Whatever zone the browser is in: the city's times are those of its clocks. */
    const inHue = (moment: string): string =>
      new Date(moment).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });

    /** Builds an example and opens its page; the work then ends without an error of the page. */
    const onPage = async (example: string, work: (page: Page) => Promise<void>): Promise<void> => {
      const built = await buildPage({ root: join(examplesFolder, example) });
      const site = await startSite(built);
      const page = await browser.newPage({
        viewport: { width: 1_100, height: 800 },
        timezoneId: 'America/New_York',
      });
      page.setDefaultTimeout(60_000);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      const settings = new URLSearchParams({ hub: `${line.origin}/graphql`, signIn: world.signIn });
      await page.goto(`${site.url}?${settings.toString()}`);
      await work(page);
      expect(errors).toEqual([]);
      await page.close();
      await site.close();
      await rm(dirname(built), { recursive: true, force: true });
    };

    test('the report kiosk sends a report with a photo by keyboard and labels, and shows each state as it comes', async () => {
      await onPage('report-kiosk', async (page) => {
        await page.getByText('Phường Thuận Hoá').waitFor();
        await page.getByLabel('Việc gì?').selectOption('TREES');
        await page.getByLabel('Nói ngắn gọn').fill('Cây ngã chắn lối đi');
        await page.getByLabel('Bạn thấy gì?').fill('Cây ngã sau cơn gió tối qua.');
        const send = page.getByRole('button', { name: 'Gửi phản ánh', exact: true });
        const tooLarge = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(10 * 1024 * 1024)]);
        const given = { name: 'large.jpg', mimeType: 'image/jpeg', buffer: tooLarge };
        await page.getByLabel('Ảnh, nếu có').setInputFiles(given);
        await send.press('Enter');
        await page.getByRole('alert').getByText('Ảnh phải là JPEG, PNG, WebP, tối đa 10 MB.').waitFor();
        await page.getByLabel('Ảnh, nếu có').setInputFiles(join(repositoryRoot, 'docs/photo.jpg'));
        await send.press('Enter');
        await page.getByRole('listitem').getByText('Đã gửi').waitFor();
        const query = '{ reports(first: 20) { nodes { id title receivedAt media { width } } } }';
        const { data } = await world.city.ask(query, { as: 'ioc' });
        const sent = data.reports.nodes.find(
          ({ title }: { title: string }) => title === 'Cây ngã chắn lối đi',
        );
        expect(sent.media).toEqual([{ width: 480 }]);
        await page.getByText(inHue(sent.receivedAt)).waitFor();
        line.cut();
        const triage = `mutation { triageReport(id: "${sent.id}", decision: ACCEPT) { state } }`;
        await world.city.ask(triage, { as: 'ioc' });
        line.mend();
        await page.getByRole('listitem').getByText('Đã tiếp nhận').waitFor();
        expect(await page.getByRole('listitem').count()).toBe(2);
      });
    }, 180_000);

    test('the ward dashboard shows the air, the alerts and the reports of a ward, and what comes while its line is cut', async () => {
      const { data } = await world.city.ask('{ wardAt(lat: 16.4637, lon: 107.5909) { code fullName } }');
      await onPage('ward-dashboard', async (page) => {
        await page.getByLabel('Phường, xã').selectOption(data.wardAt.code);
        const part = (name: string) => page.getByRole('region', { name });
        await part('Không khí').getByText('VN_AQI · Hùng Vương').waitFor();
        const air = await world.city.ask('{ airNow(lat: 16.4637, lon: 107.5909) { hour } }');
        await part('Không khí').getByText(inHue(air.data.airNow.hour)).waitFor();
        await part('Cảnh báo').getByText('Lũ trên sông Hương').waitFor();
        await part('Phản ánh').getByText('Ổ gà số 1').waitFor();
        line.cut();
        await part('Phản ánh').getByText('○').waitFor();
        await world.publicReport('Cống bị tắc');
        line.mend();
        await part('Phản ánh').getByText('Cống bị tắc').waitFor();
        await page.getByRole('button', { name: 'English' }).click();
        await part('Reports').getByText('Cống bị tắc').waitFor();
        expect(await part('Reports').getByText('Cống bị tắc').count()).toBe(1);
      });
    }, 180_000);
  });
});
