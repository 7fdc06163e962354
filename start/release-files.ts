import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sdk = 'client-sdk/package.json';
const changelog = 'client-sdk/CHANGELOG.md';
/** The vendors' contract and the documents that the SDK's methods send, each with the version below which it went out. */
const contract = 'client-sdk/releases/vendors.graphql';
const documents = 'client-sdk/releases/operations.graphql';
const python = 'client-sdk/python/pyproject.toml';
const lock = 'package-lock.json';
const page = 'docs/sdk/changelog.md';

const pageHead = `# Changelog

What changed for apps, release by release. Versions are semantic; what is going to be taken away is [marked](deprecations.md) long before.

<!-- below: made by \`npm run release\` from client-sdk/CHANGELOG.md -->
`;

export interface Released {
  readonly contract: string;
  readonly documents: string;
}

/** What the last release went out with. */
export function readReleased(root: string): Released {
  return { contract: read(root, contract), documents: read(root, documents) };
}

/**
 * Brings everything that belongs to a release to the version that changesets has just given the SDK: contract, documents, the
 * Python client, the lock file, the changelog of the documentation.
 * @throws Error when the version is that of the last release, or the changelog does not tell of it
 */
export function writeRelease(root: string): void {
  const version = versionOf(root);
  const misfit = `expected client-sdk/CHANGELOG.md to begin with ${version}, got ${newestOf(read(root, changelog))}`;
  if (newestOf(read(root, changelog)) !== version) throw new Error(misfit);
  for (const [path, text] of filesOf(root, version)) writeFileSync(join(root, path), text);
}

/** Whether the SDK has the version that went out last: nobody has said what changes. */
export function isReleased(root: string): boolean {
  return signed('', versionOf(root)).trim() === read(root, contract).split('\n')[0];
}

/** The files that do not say what belongs to the SDK's version; none when all is of one release. */
export function strayFilesOf(root: string): readonly string[] {
  const version = versionOf(root);
  const wrong = [...filesOf(root, version)]
    .filter(([path, text]) => {
      const kept = read(root, path);
      // Contract and documents are of then, not of now.
      return path === contract || path === documents ? !kept.startsWith(signed('', version)) : kept !== text;
    })
    .map(([path]) => path);
  return newestOf(read(root, changelog)) === version ? wrong : [changelog, ...wrong];
}

function filesOf(root: string, version: string): ReadonlyMap<string, string> {
  const locked = read(root, lock).replace(
    /("client-sdk": \{\s+"name": "@hue-hub\/client-sdk",\s+"version": ")[^"]*/,
    `$1${version}`,
  );
  return new Map([
    [contract, signed(read(root, 'gateway/contracts/vendors.graphql'), version)],
    [documents, signed(readOperations(join(root, 'client-sdk/operations')), version)],
    [python, read(root, python).replace(/^version = ".*"$/m, `version = "${version}"`)],
    [lock, locked],
    [page, pageHead + read(root, changelog).replace(/^# .*\n/, '')],
  ]);
}

function signed(text: string, version: string): string {
  return `# Released with ${version} of the SDK.\n${text}`;
}

function versionOf(root: string): string {
  return parsePackage(read(root, sdk)).version;
}

function newestOf(text: string): string | undefined {
  return /^## (.*)$/m.exec(text)?.[1];
}

/** Those that go into the package: what only the city's own apps send is in a folder of its own. */
function readOperations(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return names
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function parsePackage(json: string): { readonly version: string } {
  return JSON.parse(json) as { version: string };
}
