import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildPage } from '../../kit/build-page.ts';
import { openBrowser } from '../../kit/open-browser.ts';
import { startSite } from '../../kit/static-site.ts';
import { matchesOutput } from './snippet-programs.ts';
import type { Outcome, Program } from './snippet-programs.ts';

/** How long a page may take to show what it has to; none comes near. */
const limitMs = 120_000;

/** Each program as the script of a page of its own, in one real Chromium: what it prints is what can be read there in the end. */
export async function runBrowserPrograms(
  programs: readonly (Program & { readonly file: string })[],
): Promise<readonly Outcome[]> {
  const browser = await openBrowser();
  try {
    const outcomes: Outcome[] = [];
    for (const { at, name, file, output = '…' } of programs) {
      const root = join(dirname(file), `${name}-page`);
      await mkdir(root);
      const script = '<script type="module" src="main.ts"></script>';
      await writeFile(join(root, 'index.html'), `<!doctype html><div id="app"></div>${script}`);
      await writeFile(join(root, 'main.ts'), `import '../${name}.tsx';\n`);
      const built = await buildPage({ root });
      const site = await startSite(built);
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(site.url);
      const end = Date.now() + limitMs;
      const read = (): Promise<string> => page.locator('body').innerText();
      while (!matchesOutput(await read(), output) && errors.length === 0 && Date.now() < end)
        await page.waitForTimeout(100);
      outcomes.push({ at, output: await read(), error: errors[0] });
      await page.close();
      await site.close();
      await rm(dirname(built), { recursive: true, force: true });
    }
    return outcomes;
  } finally {
    await browser.close();
  }
}
