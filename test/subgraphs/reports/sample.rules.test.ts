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
  for (const { code } of categories) expect(texts.categories[code]?.reports.length).toBeGreaterThan(1);
});
