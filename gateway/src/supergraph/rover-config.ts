import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

export interface RoverSubgraph {
  readonly name: string;
  readonly url: string;
  readonly schemaFile: string;
}

export type RoverConfig =
  | { readonly subgraphs: readonly RoverSubgraph[]; readonly problems?: undefined }
  | { readonly problems: readonly string[] };

/**
 * Reads a rover supergraph configuration: `federation_version` (a 2.x) and, per subgraph, `routing_url` and
 * `schema.file` (relative to the configuration). Each problem names the file and the line.
 */
export function readRoverConfig(file: string): RoverConfig {
  const shown = basename(file);
  if (!existsSync(file)) return { problems: [`${shown}:1: no such file`] };
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const at = (offset: number | undefined, text: string): string =>
    `${shown}:${lines.linePos(offset ?? 0).line || 1}: ${text}`;
  const broken = document.errors.map((error) => at(error.pos[0], error.message.split('\n')[0] ?? 'not YAML'));
  if (broken.length > 0) return { problems: broken };
  const problems: string[] = [];
  const version = JSON.stringify(document.get('federation_version') ?? null);
  if (!/^"?=?2(\.\d+){0,2}"?$/.test(version)) {
    problems.push(at(0, `federation_version must be 2 or =2.x.y, but it is ${version}`));
  }
  const subgraphs = readSubgraphs(document, { file, at, problems });
  return problems.length > 0 ? { problems } : { subgraphs };
}

interface Reading {
  readonly file: string;
  readonly at: (offset: number | undefined, text: string) => string;
  readonly problems: string[];
}

function readSubgraphs(document: Document.Parsed, reading: Reading): RoverSubgraph[] {
  const { at, problems } = reading;
  const map = document.get('subgraphs');
  if (!isMap(map) || map.items.length === 0) {
    problems.push(at(0, 'subgraphs must name at least one subgraph'));
    return [];
  }
  const found: RoverSubgraph[] = [];
  for (const { key } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = isScalar(key) ? key.range?.[0] : undefined;
    const url = document.getIn(['subgraphs', name, 'routing_url']);
    const schema = document.getIn(['subgraphs', name, 'schema', 'file']);
    if (typeof url !== 'string' || !URL.canParse(url))
      problems.push(at(offset, `subgraph ${name}: routing_url must be a URL`));
    if (typeof schema !== 'string') {
      problems.push(at(offset, `subgraph ${name}: schema.file must name its schema file`));
      continue;
    }
    const schemaFile = resolve(dirname(reading.file), schema);
    if (!existsSync(schemaFile)) problems.push(at(offset, `subgraph ${name}: there is no file ${schema}`));
    found.push({ name, url: String(url), schemaFile });
  }
  return found;
}
