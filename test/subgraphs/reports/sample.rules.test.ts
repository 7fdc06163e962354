import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import { civilDateOf } from '../../../subgraphs/kit/working-days.ts';
import { categories } from '../../../subgraphs/reports/category.rules.ts';
import { checkDraft } from '../../../subgraphs/reports/draft.rules.ts';
import { boxOf, isInside } from '../../../subgraphs/reports/place.rules.ts';
import type { SampleReport } from '../../../subgraphs/reports/sample.rules.ts';
import { planSample, untilOfSample } from '../../../subgraphs/reports/sample.rules.ts';
import { isFlood } from '../../../subgraphs/reports/season.rules.ts';
import type { SampleTexts } from '../../../subgraphs/reports/story.rules.ts';

const until = new Date('2026-11-21T16:59:59Z');

const city = readCityData();

async function ask(count = 600) {
  const { wards } = await city;
  const file = resolve(__dirname, '../../../subgraphs/reports/data/sample-texts.json');
  const texts: SampleTexts = JSON.parse(readFileSync(file, 'utf8'));
  return {
    texts,
    until,
    count,
    wards: wards.map(({ fullName, boundary }) => {
      const { south, north, west, east } = boxOf(boundary);
      return {
        fullName,
        positionAt: (x: number, y: number) => {
          const place = { lat: south + y * (north - south), lon: west + x * (east - west) };
          return isInside(boundary, place) ? place : null;
        },
      };
    }),
  };
}

const local = (at: Date): Date => new Date(at.getTime() + 7 * 3_600_000);
const planOf = async (): Promise<SampleReport[]> => [...planSample(await ask())].flat();

test('the same ask gives the same sample', async () => {
  expect(await planOf()).toEqual(await planOf());
});

test('every report is one that the rules accept, in the past year, its steps in order and never in the future', async () => {
  const plan = await planOf();
  for (const { input, receivedAt, steps } of plan) {
    expect(checkDraft(input, { kind: 'person' })).toHaveProperty('value');
    const times = [receivedAt, ...steps.map(({ at }) => at), until].map((at) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(receivedAt.getTime()).toBeGreaterThanOrEqual(until.getTime() - 364 * 24 * 3_600_000);
  }
  expect(new Set(plan.map(({ input }) => input.categoryCode))).toEqual(
    new Set(categories.map(({ code }) => code)),
  );
});

test('the first report tells for which day the sample was planned, so that a load goes on with the same one', async () => {
  const [first] = await planOf();
  expect(first?.id).toBe('sample-600-0000');
  expect(untilOfSample(first!.receivedAt)).toEqual(until);
});

test('every category has texts for a title within its length', async () => {
  const { texts } = await ask();
  for (const { code } of categories) expect(texts.categories[code]?.length).toBeGreaterThan(1);
});

test('reports come in every month, people write by day and offices act on working days', async () => {
  const plan = await planOf();
  const months = new Set(plan.map(({ receivedAt }) => local(receivedAt).getUTCMonth()));
  expect(months.size).toBe(12);
  for (const { receivedAt } of plan) expect(local(receivedAt).getUTCHours()).toBeGreaterThanOrEqual(6);
  const resolved = plan.flatMap(({ steps }) => steps.filter(({ act }) => act === 'resolve'));
  for (const { at } of resolved) {
    expect([1, 2, 3, 4, 5]).toContain(local(at).getUTCDay());
    expect(local(at).getUTCHours()).toBeGreaterThanOrEqual(8);
    expect(local(at).getUTCHours()).toBeLessThan(17);
  }
});

test('water stands in the streets in the months of rain only, and a result fits its matter', async () => {
  const { texts } = await ask();
  for (const { input, receivedAt, steps } of await planOf()) {
    const story = texts.categories[input.categoryCode]?.find(({ title }) =>
      input.title.startsWith(title.replace('{place}', '')),
    );
    if (story?.season === 'rain') expect(local(receivedAt).getUTCMonth()).toBeGreaterThan(7);
    if (story?.season === 'flood') expect(isFlood(civilDateOf(receivedAt))).toBe(true);
    const results = steps.filter(({ act }) => act === 'resolve' || act === 'instant');
    for (const { text } of results) expect(text).toBe(story?.result);
  }
});

test('a flood brings many reports a day, most of them of water, trees, light and roads', async () => {
  const plan = await planOf();
  const perDay = (reports: readonly SampleReport[]): number =>
    reports.length / new Set(reports.map(({ receivedAt }) => civilDateOf(receivedAt))).size;
  const [floods, usual] = [true, false].map((flood) =>
    plan.filter(({ receivedAt }) => isFlood(civilDateOf(receivedAt)) === flood),
  );
  expect(perDay(floods ?? [])).toBeGreaterThan(2 * perDay(usual ?? []));
  const ofWater = floods?.filter(({ input }) => input.categoryCode === 'DRAINAGE_FLOODING') ?? [];
  expect(ofWater.length).toBeGreaterThan((floods?.length ?? 0) / 4);
});

test('some reports are reopened twice, and more than a third of the answers are never rated', async () => {
  const plan = await planOf();
  const count = (act: string) => (report: SampleReport) =>
    report.steps.filter((step) => step.act === act).length;
  expect(plan.some((report) => count('reopen')(report) === 2)).toBe(true);
  const answered = plan.filter((report) => count('publish')(report) > 0);
  const rated = answered.filter(({ steps }) => ['confirm', 'dispute'].includes(steps.at(-1)?.act ?? ''));
  expect(rated.length).toBeLessThan((answered.length * 2) / 3);
  expect(rated.length).toBeGreaterThan(answered.length / 4);
});

test('a sample of any size comes in small chunks, which is all of it that is held', async () => {
  const sizes = [...planSample(await ask(1234))].map((chunk) => chunk.length);
  expect(Math.max(...sizes)).toBe(50);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1234);
});
