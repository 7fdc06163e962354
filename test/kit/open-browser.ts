import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { repositoryRoot } from './start-process.ts';

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** A page of a test comes from this machine and is of our own making. */
const args = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * A real Chromium without a window: the one that CHROMIUM_BIN names, else one on PATH, else the one in the package
 * @sparticuz/chromium, unpacked once for this machine. Close it.
 * @throws Error where none starts: a test that needs one fails, and says why
 */
export async function openBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM_BIN'] || onPath();
  if (installed) return chromium.launch({ executablePath: installed, args });
  const folder = await unpackChromium();
  const executablePath = join(folder, 'chromium');
  const env = { ...process.env, HOME: folder, FONTCONFIG_PATH: join(folder, 'fonts') };
  try {
    return await chromium.launch({ executablePath, args, env });
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error;
    // The package brings the libraries that a bare machine has not.
    return chromium.launch({
      executablePath,
      args,
      env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') },
    });
  }
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path));
}

/**
 * The unpacked package, whole. It unpacks itself into the folder for temporary files, and its libraries only where it
 * believes to be on a certain bare machine: so that is what a process of its own is told.
 */
async function unpackChromium(): Promise<string> {
  const home = join(repositoryRoot, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `hue-hub-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const scratch = await mkdtemp(join(tmpdir(), 'hue-hub-unpack-'));
  try {
    const script = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;
    const env = { ...process.env, TMPDIR: scratch, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await run(process.execPath, ['-e', script], { cwd: repositoryRoot, env, timeout: 300_000 });
    // Renamed last: another run that looks at the same time sees a whole folder or none.
    if (!existsSync(folder)) await rename(scratch, folder).catch(allowTaken);
    return folder;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function allowTaken(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}
