// The one entry of every command. It runs before anything is installed and on any Node that knows modules: plain
// JavaScript, nothing but the oldest built-ins, and nothing else is imported until the version is known to be right.
import { versionProblem } from './node-version.mjs';

const problem = versionProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
} else {
  void import('./commands.mjs').then(({ runCommand }) => runCommand(process.argv[2], process.argv.slice(3)));
}
