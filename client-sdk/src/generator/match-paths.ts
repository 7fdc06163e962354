import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files below a folder that one of the patterns names, with `**` for any folders, `*` and `?` inside a name and
 * `{a,b}`; a path without any of them names itself. Never in node_modules or in a folder with a dot in front.
 * @returns paths relative to the folder, with `/`, sorted
 */
export function matchPaths(folder: string, patterns: readonly string[]): readonly string[] {
  const matchers = patterns.map((pattern) => matcherOf(pattern.replace(/^\.\//, '')));
  return filesBelow(folder, '')
    .filter((path) => matchers.some((matcher) => matcher.test(path)))
    .sort();
}

function filesBelow(folder: string, prefix: string): readonly string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : filesBelow(folder, path);
  });
}

function matcherOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1) return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
