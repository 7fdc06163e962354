import { readFile } from 'node:fs/promises';
import type { SeedTools } from '../kit/index.ts';
import type { AlertsStore } from './alerts.store.ts';
import type { SampleMessage } from './past.store.ts';
import { loadPast } from './past.store.ts';

/** The alerts of `data/`, each with its updates, as they were issued: dated in the past. One that is there is left alone. */
export async function seed(store: AlertsStore, { progress }: SeedTools): Promise<void> {
  const threads = await readSampleAlerts();
  for (const [index, messages] of threads.entries()) {
    await loadPast(store, messages);
    progress(index + 1, threads.length);
  }
}

/** The messages of each alert, the first one first. */
export async function readSampleAlerts(): Promise<readonly (readonly SampleMessage[])[]> {
  return parseSample(await readFile(new URL('./data/sample-alerts.json', import.meta.url), 'utf8'));
}

// The repository's own file: its shape is held by test/subgraphs/alerts/seed.test.ts.
function parseSample(json: string): readonly (readonly SampleMessage[])[] {
  return JSON.parse(json) as readonly (readonly SampleMessage[])[];
}
