import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A folder with these packages from PyPI, each with its version, by the pip of this machine, kept in the user's cache folder. The first
 * `named` of them name the folder. What PyPI has as source only (`fromSource`) is built here.
 * @throws Error that says what is missing: a test that needs it fails, and says why, where there is no Python or no PyPI
 */
export async function installPython(
  packages: readonly string[],
  named: number,
  fromSource: readonly string[] = [],
): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const home = join(cache, 'hue-city-hub', 'python');
  const folder = join(home, packages.slice(0, named).join('+').replaceAll('==', '-'));
  if (existsSync(folder)) return folder;
  await mkdir(home, { recursive: true });
  const scratch = await mkdtemp(join(home, 'unpack-'));
  try {
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
    const built = fromSource.flatMap((name) => ['--no-binary', name]);
    await run('python3', [...pip, '--only-binary', ':all:', ...built, '--target', scratch, ...packages], {
      timeout: 300_000,
    });
    // Renamed last: another run that looks at the same time sees a whole folder or none.
    if (!existsSync(folder)) await rename(scratch, folder);
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `NOT TESTED against Python's ${packages[0]}: ${packages.join(' ')} could not be had with "python3 -m pip" (3.10 or newer). Is there a python3, and does its pip reach PyPI or a mirror? ${reason}`,
      { cause: error },
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
