import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import { categories } from '../../../subgraphs/reports/category.rules.ts';
import { checkDraft } from '../../../subgraphs/reports/draft.rules.ts';
import { boxOf, isInside } from '../../../subgraphs/reports/place.rules.ts';
import type { SampleTexts } from '../../../subgraphs/reports/sample.rules.ts';
import { planSample, untilOfSample } from '../../../subgraphs/reports/sample.rules.ts';

const until = new Date('2026-11-21T16:59:59Z');

async function ask(count = 300) {
  const { wards } = await readCityData();
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

test('the same ask gives the same sample', async () => {
  expect(planSample(await ask())).toEqual(planSample(await ask()));
});

test('every report is one that the rules accept, in the past year, its steps in order and never in the future', async () => {
  const plan = planSample(await ask());
  for (const { input, receivedAt, steps } of plan) {
    expect(checkDraft(input, undefined)).toHaveProperty('value');
    const times = [receivedAt, ...steps.map(({ at }) => at), until].map((at) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(receivedAt.getTime()).toBeGreaterThanOrEqual(until.getTime() - 364 * 24 * 3_600_000);
  }
  expect(new Set(plan.map(({ input }) => input.categoryCode))).toEqual(
    new Set(categories.map(({ code }) => code)),
  );
});

test('the first report tells for which day the sample was planned, so that a load goes on with the same one', async () => {
  const [first] = planSample(await ask());
  expect(first?.id).toBe('sample-0000');
  expect(untilOfSample(first!.receivedAt)).toEqual(until);
});

test('every category has texts for a title within its length', async () => {
  const { texts } = await ask();
  for (const { code } of categories) expect(texts.categories[code]?.length).toBeGreaterThan(1);
});

test('reports come in every month, people write by day and offices act on working days', async () => {
  const plan = planSample(await ask());
  const local = (at: Date) => new Date(at.getTime() + 7 * 3_600_000);
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
  for (const { input, receivedAt, steps } of planSample(await ask())) {
    const story = texts.categories[input.categoryCode]?.find(({ title }) =>
      input.title.startsWith(title.replace('{place}', '')),
    );
    if (story?.rainy) expect(new Date(receivedAt.getTime() + 7 * 3_600_000).getUTCMonth()).toBeGreaterThan(7);
    const results = steps.filter(({ act }) => act === 'resolve' || act === 'instant');
    for (const { text } of results) expect(text).toBe(story?.result);
  }
});
