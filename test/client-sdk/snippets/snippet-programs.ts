import type { Page, Snippet } from './read-snippets.ts';

/** One program of a page: a block and those that go on with it. */
export interface Program {
  /** Of its first block. */
  readonly at: string;
  readonly page: string;
  /** Unique, without an extension. */
  readonly name: string;
  readonly language: string;
  readonly text: string;
  /** What it has to print, line by line; `…` stands for anything. Undefined where the page does not say. */
  readonly output: string | undefined;
}

/** How one program ended. */
export interface Outcome {
  readonly at: string;
  readonly output: string;
  /** Undefined where nothing went wrong. */
  readonly error: string | undefined;
}

/** The programs of a page, in their order. @throws Error for a block that goes on with nothing */
export function programsOf(page: Page): readonly Program[] {
  const programs: Program[] = [];
  for (const snippet of page.snippets) {
    const last = programs.at(-1);
    if (snippet.use === 'run') programs.push(begin(page, snippet, programs.length));
    else if (snippet.use === 'more' || snippet.use === 'output') {
      if (!last) throw new Error(`${snippet.at}: expected a block to go on with, got none`);
      programs[programs.length - 1] =
        snippet.use === 'output'
          ? { ...last, output: snippet.text }
          : { ...last, text: `${last.text}\n${textOf(snippet)}` };
    }
  }
  return programs;
}

function begin(page: Page, snippet: Snippet, index: number): Program {
  const { at, language } = snippet;
  const name = `${page.path.replace(/\W+/g, '-')}-${index + 1}`;
  return { at, page: page.path, name, language, text: textOf(snippet), output: undefined };
}

function textOf({ before, text, after }: Snippet): string {
  return [before, text, after].filter((part) => part !== '').join('\n');
}

/** Whether what was printed is what the page says. */
export function matchesOutput(printed: string, wanted: string): boolean {
  const pattern = wanted
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?')
    .replace(/\n+/g, '\\s*\n\\s*');
  return new RegExp(`^${pattern}$`).test(printed.trim());
}
