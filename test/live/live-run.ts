import type { City } from '../kit/start-city.ts';
import type { MongodSet } from '../kit/mongod-set.ts';
import type { History } from './history.ts';

/** What a run is made on: a set of three mongods, the city with its gateways, and the log. */
export interface LiveRun {
  readonly set: MongodSet;
  readonly city: City;
  readonly history: History;
  /** Addresses of the gateways that faults happen to. */
  readonly gateways: readonly string[];
  /** 0 ≤ x < 1; seeded, so that a run's choices can be repeated, though not its timing. */
  readonly random: () => number;
}

/** A report of the run with what its writer knows of it. */
export interface RunReport {
  readonly id: string;
  readonly owner: string;
  state: string;
}

/** The account of a sender of reports; nobody else may ever be shown it. */
export function ownerName(index: number): string {
  return `Người gửi ${index} Kín`;
}

export const agency = 'so-xay-dung';

export function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('expected something to pick from, got nothing');
  return value;
}

/** Numbers from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
