import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, parse, validate } from 'graphql';
import type { CommandInput } from './command-input.ts';

const packageName = '@hue-hub/client-sdk';

/** What an app that was built with the last release relies on, and what it finds now. */
export interface ReleaseStep {
  /** The vendors' contract of the last release and of now. */
  readonly released: string;
  readonly present: string;
  /** Documents that apps send: the SDK's own of the last release. */
  readonly operations: string;
}

/**
 * Keeps what the SDK is released with: the vendors' contract and the documents that its methods send. With `--check` it
 * writes nothing, and ends with 1 when what is there now would break an app of the last release and no changeset says `major`.
 */
export async function run({ args, root }: CommandInput): Promise<number> {
  const present = readFileSync(join(root, 'gateway/contracts/vendors.graphql'), 'utf8');
  const kept = join(root, 'client-sdk/releases');
  if (!args.includes('--check')) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, 'vendors.graphql'), present);
    writeFileSync(join(kept, 'operations.graphql'), readOperations(join(root, 'client-sdk/operations')));
    return 0;
  }
  const read = (name: string): string => readFileSync(join(kept, name), 'utf8');
  const breaks = breaksOf({
    released: read('vendors.graphql'),
    present,
    operations: read('operations.graphql'),
  });
  if (breaks.length === 0 || announcesMajor(readChangesets(join(root, '.changeset')))) return 0;
  process.stderr.write(
    `${breaks.map((each) => `${each}\n`).join('')}Apps of the last release break by this. Take it back, or say so with \`npx changeset\`: ${packageName}, major.\n`,
  );
  return 1;
}

/** Each change that takes something away from apps, in words; empty when there is none. */
export function breaksOf({ released, present, operations }: ReleaseStep): readonly string[] {
  const [before, now] = [buildSchema(released), buildSchema(present)];
  const changes = findBreakingChanges(before, now).map(({ type, description }) => `${type}: ${description}`);
  const document = parse(operations);
  const [misfit] = validate(before, document);
  if (misfit) throw new Error(`expected documents that fit the released contract, got: ${misfit.message}`);
  const errors = validate(now, document, undefined, { maxErrors: 1_000 });
  return [...changes, ...errors.map(({ message }) => `OPERATION_IN_USE: ${message}`)];
}

/** @param changesets the text of each file */
export function announcesMajor(changesets: readonly string[]): boolean {
  return changesets.some((text) => {
    const [, head = ''] = /^---\n([^]*?)\n---/.exec(text) ?? [];
    return head.split('\n').some((line) => /^["']@hue-hub\/client-sdk["']: major\s*$/.test(line));
  });
}

/** Those that go into the package: what only the city's own apps send is in a folder of its own. */
function readOperations(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return names
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function readChangesets(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}
