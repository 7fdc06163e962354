import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repositoryRoot } from '../../kit/start-process.ts';

/** What is done with a fenced block: run as a program, written as a file that programs of its page use, or held against what the program before it prints. */
export type SnippetUse = 'run' | 'more' | 'file' | 'output';

export interface Snippet {
  /** `docs/sdk/start.md:12`. */
  readonly at: string;
  readonly language: string;
  /** Undefined for a block whose fence says nothing that is known: the test fails on it. */
  readonly use: SnippetUse | undefined;
  /** Of `file=NAME`. */
  readonly file: string | undefined;
  readonly text: string;
  /** Hidden in comments of the markdown: what runs before it, and what checks it. */
  readonly before: string;
  readonly after: string;
}

export interface Page {
  /** Inside the repository. */
  readonly path: string;
  readonly snippets: readonly Snippet[];
  /** Lines that begin or end a fence, counted by themselves. */
  readonly fenceLines: number;
}

const fence =
  /(?:^<!-- before\n(?<before>[\s\S]*?)\n-->\n+)?^```(?<info>.*)\n(?<text>[\s\S]*?)^```\n?(?:\n*^<!-- after\n(?<after>[\s\S]*?)\n-->$)?/gm;

/** The pages for the vendors' developers: the SDK's README and all of docs/sdk. */
export function readPages(): readonly Page[] {
  const pages = readdirSync(join(repositoryRoot, 'docs/sdk'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(repositoryRoot, 'docs/sdk', name));
  return [join(repositoryRoot, 'client-sdk/README.md'), ...pages].map((path) =>
    readPage(relative(repositoryRoot, path), readFileSync(path, 'utf8')),
  );
}

/** What is fenced in a page, in its order. */
export function readPage(path: string, markdown: string): Page {
  const snippets = [...markdown.matchAll(fence)].map((match): Snippet => {
    const { before = '', info = '', text = '', after = '' } = match.groups ?? {};
    const [language = '', ...words] = info.trim().split(/\s+/);
    const line = markdown.slice(0, match.index + match[0].indexOf('```')).split('\n').length;
    return { at: `${path}:${line}`, language, ...useOf(words), text, before, after };
  });
  return { path, snippets, fenceLines: markdown.match(/^\s*(```|~~~)/gm)?.length ?? 0 };
}

function useOf(words: readonly string[]): Pick<Snippet, 'use' | 'file'> {
  const [word = ''] = words;
  if (word === 'run') return { use: words[1] === 'more' ? 'more' : 'run', file: undefined };
  if (word === 'output') return { use: 'output', file: undefined };
  return word.startsWith('file=')
    ? { use: 'file', file: word.slice(5) }
    : { use: undefined, file: undefined };
}
