import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { pathToFileURL } from 'node:url';

interface Listed {
  readonly at: string;
  readonly file: string;
}

/** How long one program may take. The slowest one waits for a sandbox to be made. */
const limitMs = 240_000;

/** Runs each listed module to its end and takes down what it prints with console.log and what it throws. */
async function runAll(listed: readonly Listed[]): Promise<readonly object[]> {
  const outcomes: object[] = [];
  for (const { at, file } of listed) {
    const lines: string[] = [];
    console.log = (...values: unknown[]) => void lines.push(format(...values));
    const late = new Error(`it did not end within ${limitMs / 1_000} s, having printed:`);
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise((_, fail) => {
      timer = setTimeout(() => fail(late), limitMs);
    });
    let error: string | undefined;
    try {
      await Promise.race([import(pathToFileURL(file).href), limit]);
    } catch (thrown) {
      error = `${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n${lines.join('\n')}`;
    }
    clearTimeout(timer);
    outcomes.push({ at, output: lines.join('\n'), error });
  }
  return outcomes;
}

const [list = '', outcomes = ''] = process.argv.slice(2);
writeFileSync(outcomes, JSON.stringify(await runAll(JSON.parse(readFileSync(list, 'utf8')))));
// A program may leave a stream behind, as those of the documentation do.
process.exit(0);
