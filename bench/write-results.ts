import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** Of the minute before the bench: above zero, something else had a part of the machine. */
const [loadBefore = 0] = loadavg();

const file = new URL('results.md', import.meta.url);
const intro = '# Measurements\n\nEach section is written by the command that it names.\n';

/** Puts a section in place of the one with the same title, or behind the others; machine and commit are added. */
export function writeResults(title: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : intro;
  const sections = before.split(/^(?=## )/m);
  const heading = `## ${title}\n`;
  const section = `${heading}\n${text.trim()}\n\n${machine()}\n\n`;
  const index = sections.findIndex((each) => each.startsWith(heading));
  if (index < 0) sections.push(section);
  else sections[index] = section;
  writeFileSync(file, `${sections.map((each) => each.trim()).join('\n\n')}\n`);
}

function machine(): string {
  const [first] = cpus();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const day = new Date().toISOString().slice(0, 10);
  return `Machine: ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory}, ${process.platform}, Node ${process.version}; mongod, the city and this client on it together; load before ${loadBefore.toFixed(1)}. ${day}, commit ${commit}.`;
}
