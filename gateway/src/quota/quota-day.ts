const dayMs = 24 * 60 * 60_000;
/** Huế time; there is no other in summer. */
const offsetMs = 7 * 60 * 60_000;

/** The day that units are counted for, `YYYY-MM-DD` from midnight to midnight Huế time, and how long it has yet. */
export function quotaDay(nowMs: number): { readonly day: string; readonly leftMs: number } {
  const local = nowMs + offsetMs;
  const startMs = Math.floor(local / dayMs) * dayMs;
  return { day: new Date(startMs).toISOString().slice(0, 10), leftMs: startMs + dayMs - local };
}
