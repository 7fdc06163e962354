import type { SeedTools } from '../kit/index.ts';

/** Nothing is seeded: a citizen is who signs in, and a look is there because somebody looked. */
export async function seed(_store: object, { progress }: SeedTools): Promise<void> {
  progress(0, 0);
}
