import { readFileSync } from 'node:fs';
import { SettingError } from '../../subgraphs/kit/process/env.ts';
import type { SubgraphConfig } from './config.ts';
import { settingRanges } from './transport/subgraph-settings.ts';
import { wrongTls } from './transport/tls-settings.ts';

/**
 * HUB_SUBGRAPHS: JSON of an object with a member for each subgraph that differs from the rest, by its name; the member
 * `*` is for all of them. Each may have `url`, `wsUrl`, `signingKey`, `shareStreams`, `caFile`, `certFile`, `keyFile` and the numbers of transport/subgraph-settings.ts.
 * @throws SettingError naming the member that is wrong
 */
export function readSubgraphs(text: string | undefined): Readonly<Record<string, SubgraphConfig>> {
  if (!text) return {};
  const value = parseJson(text);
  if (!isRecord(value)) throw notJson();
  return Object.fromEntries(
    Object.entries(value).map(([name, config]) => [name, readSubgraph(name, config)]),
  );
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw notJson();
  }
}

function notJson(): SettingError {
  return new SettingError(
    'HUB_SUBGRAPHS must be JSON of the form {"name": {"url": "…", "wsUrl": "…", "signingKey": "…", "deadlineMs": 5000}}.',
  );
}

const addresses: ReadonlySet<string> = new Set(['url', 'wsUrl', 'signingKey']);
const texts: ReadonlySet<string> = new Set([...addresses, 'caFile', 'certFile', 'keyFile']);
const ranges = new Map<string, readonly [number, number]>(Object.entries(settingRanges));

function readSubgraph(name: string, config: unknown): SubgraphConfig {
  if (!isRecord(config)) throw new SettingError(`HUB_SUBGRAPHS: "${name}" must be an object.`);
  for (const [member, value] of Object.entries(config)) checkMember(`${name}.${member}`, member, value);
  if (name === '*' && Object.keys(config).some((member) => addresses.has(member)))
    throw new SettingError(
      'HUB_SUBGRAPHS: "*" may have no address and no key: they are of one subgraph each.',
    );
  return { ...config, ...readTls(name, config) };
}

/** The files that are named, read once. */
function readTls(name: string, config: Record<string, unknown>): Pick<SubgraphConfig, 'tls'> {
  const { caFile, certFile, keyFile } = config;
  if (caFile === undefined && certFile === undefined && keyFile === undefined) return {};
  const tls = { ca: readPem(name, caFile), cert: readPem(name, certFile), key: readPem(name, keyFile) };
  const wrong = wrongTls(tls);
  if (wrong) throw new SettingError(`HUB_SUBGRAPHS: "${name}": caFile, certFile, keyFile: ${wrong}.`);
  return { tls };
}

function readPem(name: string, file: unknown): string | undefined {
  if (typeof file !== 'string') return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingError(`HUB_SUBGRAPHS: "${name}": the file ${file} cannot be read.`);
  }
}

function checkMember(where: string, member: string, value: unknown): void {
  if (member === 'shareStreams') {
    if (typeof value !== 'boolean')
      throw new SettingError(`HUB_SUBGRAPHS: "${where}" must be true or false.`);
    return;
  }
  if (texts.has(member)) {
    if (typeof value !== 'string') throw new SettingError(`HUB_SUBGRAPHS: "${where}" must be a text.`);
    return;
  }
  const [least, most] = ranges.get(member) ?? [];
  if (least === undefined || most === undefined) {
    const known = [...texts, 'shareStreams', ...ranges.keys()].join(', ');
    throw new SettingError(`HUB_SUBGRAPHS: "${where}" is not known; there are ${known}.`);
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    const shown = JSON.stringify(value);
    throw new SettingError(
      `HUB_SUBGRAPHS: "${where}" must be a whole number from ${least} to ${most}, but it is ${shown}.`,
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
