/** Settles when the condition holds; fails after `withinMs` with what was waited for. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { withinMs = 30_000, what = 'the condition' }: { readonly withinMs?: number; readonly what?: string } = {},
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what} did not come true within ${withinMs} ms`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
