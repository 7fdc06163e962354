import type { SeedTools } from '../kit/index.ts';
import type { ReportsStore } from './report.store.ts';

export async function seed(_store: ReportsStore, _tools: SeedTools): Promise<void> {}
