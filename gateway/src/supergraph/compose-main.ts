import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeContracts } from './compose-contracts.ts';
import type { ComposedContracts } from './compose-contracts.ts';
import { composeSupergraph } from './compose.ts';
import type { Contract } from './contract.ts';
import { cityContracts } from './contract.ts';

export interface ComposeInput {
  readonly args: readonly string[];
  /** The folder of rover.yaml. */
  readonly root: string;
  /** The city's when left out. */
  readonly contracts?: readonly Contract[] | undefined;
  readonly print?: ((line: string) => void) | undefined;
}

interface MadeFile {
  /** Under the root. */
  readonly path: string;
  readonly content: string;
}

/**
 * Writes gateway/supergraph.graphql from rover.yaml, and gateway/contracts/<name>.graphql for each contract; with `--check` it only
 * compares. Resolves to the exit code: 1 when it does not compose, a contract is none or, checking, when a committed file is not what
 * composes.
 */
export function run(input: ComposeInput): Promise<number> {
  const print = input.print ?? ((line) => void process.stderr.write(`${line}\n`));
  const made = make(input, print);
  if (!made) return Promise.resolve(1);
  const stale = made.filter(({ path, content }) => read(join(input.root, path)) !== content);
  if (input.args.includes('--check')) {
    for (const { path } of stale)
      print(`${path} is not what rover.yaml composes to: run \`npm run compose\`.`);
    return Promise.resolve(stale.length === 0 ? 0 : 1);
  }
  for (const { path, content } of stale) {
    const file = join(input.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    print(`${path} is written.`);
  }
  return Promise.resolve(0);
}

/** Undefined when something does not compose; it has been said. */
function make(
  { root, contracts = cityContracts }: ComposeInput,
  print: (line: string) => void,
): readonly MadeFile[] | undefined {
  const composed = composeSupergraph(join(root, 'rover.yaml'));
  if (composed.sdl === undefined) {
    composed.problems.forEach(print);
    return undefined;
  }
  const supergraph = { path: 'gateway/supergraph.graphql', content: composed.sdl };
  if (contracts.length === 0) return [supergraph];
  const made = composeContracts(composed.sdl, contracts);
  if (made.problems.length > 0) {
    made.problems.forEach(print);
    return undefined;
  }
  tellUntagged(made, print);
  const files = [...made.schemas].map(([name, schema]) => ({
    path: `gateway/contracts/${name}.graphql`,
    content: `${generatedMark}${schema}`,
  }));
  return [supergraph, ...files];
}

const generatedMark = '# Made by `npm run compose` from rover.yaml. Do not edit.\n';

function tellUntagged({ untagged }: ComposedContracts, print: (line: string) => void): void {
  if (untagged.length > 0)
    print(`In no contract, for want of a @tag that says for whom they are: ${untagged.join(', ')}.`);
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
