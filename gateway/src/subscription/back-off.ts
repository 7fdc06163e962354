export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Full jitter: somewhere between nothing and a ceiling that doubles with each attempt (1, 2, …), so that many who lost the same peer do not come back together. */
export function backOffMs(backOff: BackOff, attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(backOff.maxMs, backOff.firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.ceil(random() * ceiling);
}
