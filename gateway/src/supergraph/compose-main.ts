import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSupergraph } from './compose.ts';

export interface ComposeInput {
  readonly args: readonly string[];
  /** The folder of rover.yaml. */
  readonly root: string;
  readonly print?: ((line: string) => void) | undefined;
}

/**
 * Writes gateway/supergraph.graphql from rover.yaml; with `--check` it only compares. Resolves to the exit code:
 * 1 when it does not compose or, checking, when the committed file is not what composes.
 */
export function run(input: ComposeInput): Promise<number> {
  const print = input.print ?? ((line) => void process.stderr.write(`${line}\n`));
  const file = join(input.root, 'gateway/supergraph.graphql');
  const composed = composeSupergraph(join(input.root, 'rover.yaml'));
  if (composed.sdl === undefined) {
    composed.problems.forEach(print);
    return Promise.resolve(1);
  }
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (committed === composed.sdl) return Promise.resolve(0);
  if (input.args.includes('--check')) {
    print('gateway/supergraph.graphql is not what rover.yaml composes to: run `npm run compose`.');
    return Promise.resolve(1);
  }
  writeFileSync(file, composed.sdl);
  print('gateway/supergraph.graphql is written.');
  return Promise.resolve(0);
}
