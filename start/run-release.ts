import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, parse, validate } from 'graphql';
import type { CommandInput } from './command-input.ts';
import { isReleased, readReleased, strayFilesOf, writeRelease } from './release-files.ts';

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
 * The second half of `npm run release`, behind `changeset version`: brings what belongs to a release to the SDK's new version, and
 * keeps the vendors' contract and the documents that it goes out with. With `--check` it writes nothing, and ends with 1 when
 * what is there now would break an app of the last release and no changeset says `major`, or when files tell of different releases.
 */
export async function run({ args, root }: CommandInput): Promise<number> {
  const complaints = args.includes('--check') ? complaintsOf(root) : release(root);
  process.stderr.write(complaints.map((each) => `${each}\n`).join(''));
  return complaints.length === 0 ? 0 : 1;
}

function release(root: string): readonly string[] {
  if (isReleased(root))
    return ['There is nothing to release: say with `npx changeset` what changes for apps.'];
  writeRelease(root);
  return [];
}

function complaintsOf(root: string): readonly string[] {
  const present = readFileSync(join(root, 'gateway/contracts/vendors.graphql'), 'utf8');
  const { contract, documents } = readReleased(root);
  const breaks = breaksOf({ released: contract, present, operations: documents });
  const isAnnounced = announcesMajor(readChangesets(join(root, '.changeset')));
  const advice = `Apps of the last release break by this. Take it back, or say so with \`npx changeset\`: ${packageName}, major.`;
  return [
    ...(breaks.length > 0 && !isAnnounced ? [...breaks, advice] : []),
    ...strayFilesOf(root).map(
      (path) => `${path} is not of the SDK's version: \`npm run release\` writes it.`,
    ),
  ];
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

function readChangesets(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}
