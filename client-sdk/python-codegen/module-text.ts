interface ModuleParts {
  /** What it was made from, as its first line says. */
  readonly source: string;
  readonly declarations: readonly string[];
  /** The package that it is a module of. */
  readonly home?: 'hue_hub' | 'hue_hub.areas';
  readonly imports?: readonly { readonly from: string; readonly names: readonly string[] }[];
}

/** What declarations may need of elsewhere; only what they name is imported. */
const known: readonly { readonly from: string; readonly names: readonly string[] }[] = [
  { from: 'collections.abc', names: ['Sequence'] },
  { from: 'typing', names: ['Any', 'Literal', 'TypedDict', 'Union'] },
  { from: 'hue_hub.call', names: ['AsyncCaller', 'Caller', 'CallOptions'] },
  { from: 'hue_hub.errors', names: ['HubError'] },
  { from: 'hue_hub.live_options', names: ['LiveOptions'] },
  { from: 'hue_hub.live_stream', names: ['AsyncLiveStream', 'LiveStream'] },
  { from: 'hue_hub.operation', names: ['Operation'] },
  { from: 'hue_hub.page', names: ['AsyncPage', 'Page'] },
  { from: 'hue_hub.scalars', names: ['Day', 'Moment'] },
];

const notRequired =
  'if sys.version_info >= (3, 11):\n    from typing import NotRequired\nelse:\n    from typing_extensions import NotRequired\n';

/** A whole Python module, with the imports that its declarations name and no others. */
export function moduleText({
  source,
  declarations,
  home = 'hue_hub.areas',
  imports = [],
}: ModuleParts): string {
  const body = declarations.join('\n\n');
  // What documentation and documents say needs no import.
  const words = new Set(body.replaceAll(/"""[^]*?"""|^ *#.*$/gm, '').match(/\w+/g));
  const lines = [...known, ...imports].flatMap(({ from, names }) => {
    const used = names.filter((name) => words.has(name)).toSorted();
    if (used.length === 0) return [];
    const place = from.replace('hue_hub', home === 'hue_hub' ? '' : '.');
    const line = `from ${place} import ${used.join(', ')}\n`;
    return [
      line.length <= 100
        ? line
        : `from ${place} import (\n${used.map((name) => `    ${name},\n`).join('')})\n`,
    ];
  });
  const needsVersion = words.has('NotRequired');
  return [
    `# Made by \`npm run sdk\` from ${source}. Do not edit.\n`,
    'from __future__ import annotations\n\n',
    ...(needsVersion ? ['import sys\n'] : []),
    ...lines.flatMap((line, index) =>
      line.startsWith('from .') && index > 0 && !lines[index - 1]?.startsWith('from .')
        ? ['\n', line]
        : [line],
    ),
    ...(needsVersion ? [`\n${notRequired}`] : []),
    ...(lines.length > 0 || needsVersion ? ['\n\n'] : []),
    body,
  ].join('');
}
