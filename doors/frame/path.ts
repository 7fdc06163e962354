/** The parts of a path by their names, decoded; undefined when it is another path. `below` has no leading slash. */
export type PathPattern = (below: string) => Readonly<Record<string, string>> | undefined;

/**
 * A pattern such as `v2/requests/{id}{.format}`: a name in braces is one part of a path, and `{.format}` an extension of
 * letters that may be left out. For a grammar of another kind (`Datastreams(3)/Observations`) write a function.
 */
export function template(pattern: string): PathPattern {
  const source = pattern
    .split(/(\{\.?\w+\})/)
    .map((part) => {
      if (part === '{.format}') return String.raw`(?:\.(?<format>[a-z]+))?`;
      if (part.startsWith('{')) return `(?<${part.slice(1, -1)}>[^/]+?)`;
      return part.replace(/[.*+?^$()[\]|\\]/g, String.raw`\$&`);
    })
    .join('');
  const form = new RegExp(`^${source}$`);
  return (below) => {
    const groups = form.exec(below)?.groups;
    return groups || form.test(below) ? decoded(groups ?? {}) : undefined;
  };
}

/** A part that is not UTF-8 leads nowhere. */
function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  try {
    const named = Object.entries(groups).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, decodeURIComponent(value)]],
    );
    return Object.fromEntries(named);
  } catch {
    return undefined;
  }
}
