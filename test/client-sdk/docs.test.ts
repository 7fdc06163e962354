import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../kit/start-process.ts';
import type { Page } from './snippets/read-snippets.ts';
import { readPages } from './snippets/read-snippets.ts';
import type { SnippetProject } from './snippets/snippet-project.ts';
import { makeProject } from './snippets/snippet-project.ts';
import type { Outcome } from './snippets/snippet-programs.ts';
import { matchesOutput, programsOf } from './snippets/snippet-programs.ts';
import type { VendorWorld } from './snippets/vendor-world.ts';
import { startVendorWorld, stations } from './snippets/vendor-world.ts';

const pages: readonly Page[] = readPages();
const programs = pages.flatMap(programsOf);
/** Languages of programs; a file may be in any. */
const languages = new Set(['ts', 'tsx', 'sh', 'python']);

describe('the documentation of the SDK', () => {
  let world: VendorWorld;
  let project: SnippetProject;
  let typeErrors: string;
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    world = await startVendorWorld({ sandboxes: true });
    process.env['HUB_API_KEY'] = world.apiKey;
    process.env['HUB_APP_ID'] = world.appId;
    process.env['PHOTO'] = join(repositoryRoot, 'docs/photo.jpg');
    project = await makeProject(pages, {
      'http://localhost:4000': world.origin,
      'http://localhost:4001': world.signIn,
    });
    for (const outcome of await project.runShell()) outcomes.set(outcome.at, outcome);
    typeErrors = await project.typeErrors();
    for (const outcome of await project.runTypeScript()) outcomes.set(outcome.at, outcome);
    for (const outcome of await project.runOthers()) outcomes.set(outcome.at, outcome);
  }, 600_000);
  afterAll(async () => {
    await project?.remove();
    await world?.close();
  }, 60_000);

  test.each(pages.map((page) => [page.path, page] as const))(
    'says of every block of %s how it is run',
    (_, { snippets, fenceLines }) => {
      expect(snippets.filter(({ use }) => use === undefined).map(({ at }) => at)).toEqual([]);
      expect(fenceLines).toBe(2 * snippets.length);
    },
  );

  test('has its programs in languages that are run', () => {
    expect(programs.filter(({ language }) => !languages.has(language)).map(({ at }) => at)).toEqual([]);
  });

  test('names stations that are there in a hub that `npm start` began', async () => {
    const path = join(repositoryRoot, 'subgraphs/environment/data/sample-stations.json');
    const sample: readonly object[] = JSON.parse(await readFile(path, 'utf8'));
    for (const { id, kind, name, nameEn } of stations)
      expect(sample).toContainEqual(expect.objectContaining({ id, kind, name, nameEn }));
  });

  test('is written in types that a strict compiler takes', () => {
    expect(typeErrors).toBe('');
  });

  test.each(programs.map((program) => [program.at, program] as const))(
    'runs %s against the hub as it stands there',
    (at, { output }) => {
      const outcome = outcomes.get(at);
      expect(outcome?.error).toBeUndefined();
      expect(outcome).toBeDefined();
      if (output !== undefined && !matchesOutput(outcome?.output ?? '', output))
        expect(outcome?.output).toBe(output);
    },
  );
});
