/** A promise is what React waits for; on a server an error is what it shows the fallback for, and tries again in the browser. */
export function suspended(settled: () => Promise<void>): unknown {
  return !('document' in globalThis)
    ? new Error('The hub is asked in the browser: a Suspense around this shows its fallback until then.')
    : settled();
}
