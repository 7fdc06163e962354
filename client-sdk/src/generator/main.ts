#!/usr/bin/env node
import process from 'node:process';
import { readArguments, usage } from './read-arguments.ts';

const tools =
  'graphql @graphql-codegen/core @graphql-codegen/typescript-operations @graphql-tools/graphql-tag-pluck';

/** Runs the command line; what goes wrong is said on stderr without a stack. @returns the exit code */
async function run(args: readonly string[]): Promise<number> {
  try {
    const command = readArguments(args);
    if (command === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    // Loaded now: an app that only runs the client does not have the tools.
    const { generate } = await import('./generate.ts');
    const { isDone, lines } = await generate(command, process.cwd());
    (isDone ? process.stdout : process.stderr).write(lines.map((line) => `${line}\n`).join(''));
    return isDone ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
    return `The generator needs its tools, which the client itself does not:\n  npm install --save-dev ${tools}`;
  return error instanceof TypeError ? `${error.message}\n\n${usage}` : String(error);
}

process.exitCode = await run(process.argv.slice(2));
