import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../kit/start-process.ts';

const run = promisify(execFile);

describe('the site of the SDK', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hue-hub-site-'));
    const vitepress = join(repositoryRoot, 'node_modules/vitepress/bin/vitepress.js');
    // It fails by itself on a link that leads nowhere.
    await run(process.execPath, [vitepress, 'build', 'docs/sdk', '--outDir', folder], {
      cwd: repositoryRoot,
      timeout: 280_000,
      env: { ...process.env, NODE_ENV: 'production' },
    });
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('has a page for each page in docs/sdk, and a way to each from the side', async () => {
    const sources = (await readdir(join(repositoryRoot, 'docs/sdk'))).filter((name) => name.endsWith('.md'));
    const built = await readdir(folder);
    const home = await readFile(join(folder, 'index.html'), 'utf8');
    for (const name of sources.map((source) => source.replace(/\.md$/, ''))) {
      expect(built).toContain(`${name}.html`);
      if (name !== 'index') expect(home).toContain(`href="/${name}.html"`);
    }
  });

  test('shows the programs and not the hidden parts that test them', async () => {
    const start = await readFile(join(folder, 'start.html'), 'utf8');
    expect(start).toContain('createHub');
    expect(start).not.toContain('acceptSoon');
  });
});
