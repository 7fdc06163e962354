const keywords: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda
  nonlocal not or pass raise return try while with yield match case type self options`.split(/\s+/),
);

/** `airNow` → `air_now`; what Python or a method itself needs gets a `_` behind it. */
export function snakeCase(name: string): string {
  const snake = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return keywords.has(snake) ? `${snake}_` : snake;
}

/** `air-now`, `airNow` → `AirNow`. */
export function pascalCase(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** Whether it may stand as a name in the body of a class: `__x` would be mangled there. */
export function isClassMember(name: string): boolean {
  return !keywords.has(name) && !name.startsWith('__');
}

/** JSON's strings are Python's. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text);
}

/** A docstring in lines of at most 110 columns, indented; nothing for no text. */
export function docstring(text: string, indent: string): string {
  const safe = text.trim().replaceAll('\\', '\\\\').replaceAll('"', "'");
  if (safe === '') return '';
  // Lines of a schema's description are broken where its editor broke them: only an empty line or a point of a list begins anew.
  const lines = safe
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .replaceAll(/([^\n])\n(?![\n*-])/g, '$1 ')
    .split('\n')
    .flatMap((line) => wrapped(line.trim(), 110 - indent.length))
    .map((line) => (line === '' ? '' : `${indent}${line}`));
  const [only = ''] = lines;
  if (lines.length === 1) return `${indent}"""${only.trim()}"""\n`;
  return `${indent}"""${lines.join('\n').trimStart()}\n${indent}"""\n`;
}

function wrapped(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/\s+/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
