const width = 30;

/** Describes a long step: how much is done, how fast it goes, and for how long it will go on at that speed. */
export function progressBar(
  nowMs: () => number = () => performance.now(),
): (done: number, total: number) => string {
  let first: { readonly done: number; readonly total: number; readonly atMs: number } | undefined;
  return (done, total) => {
    // Less is done than before: another step began.
    if (!first || done < first.done || total !== first.total) first = { done, total, atMs: nowMs() };
    const filled = Math.floor((done / Math.max(total, 1)) * width);
    const bar = `${'#'.repeat(filled)}${'.'.repeat(width - filled)}`;
    const seconds = (nowMs() - first.atMs) / 1000;
    const perSecond = seconds > 0 ? (done - first.done) / seconds : 0;
    const left =
      perSecond > 0 ? `, ${Math.round(perSecond)}/s, ${duration((total - done) / perSecond)} left` : '';
    return `${done} of ${total} [${bar}]${left}`;
  };
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
