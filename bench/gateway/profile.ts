import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a process spent its time, in percent of what it was busy. */
export type Shares = ReadonlyMap<string, number>;

export function profileFolder(folder: string): Promise<string> {
  return mkdtemp(join(folder, 'profile-'));
}

/** Reads what `--cpu-prof` left in a folder, without the first `skipSeconds`, in which the process started and warmed up. */
export async function readShares(folder: string, skipSeconds: number): Promise<Shares> {
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile'));
  const { nodes, samples, timeDeltas } = parseProfile(await readFile(join(folder, file), 'utf8'));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const micros = new Map<string, number>();
  let elapsed = 0;
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const took = timeDeltas[index] ?? 0;
    elapsed += took;
    const frame = frames.get(id);
    if (elapsed < skipSeconds * 1e6 || !frame || frame.functionName === '(idle)') continue;
    busy += took;
    const where = placeOf(frame);
    micros.set(where, (micros.get(where) ?? 0) + took);
  }
  const shares = [...micros].map(([where, took]): [string, number] => [where, (took / busy) * 100]);
  return new Map(shares.sort(([, a], [, b]) => b - a));
}

const folders: readonly (readonly [RegExp, string])[] = [
  [/safe-json\.js$/, 'parsing JSON'],
  [/gateway\/src\/transport\//, 'calls to subgraphs (ours)'],
  [/gateway\/src\/execute\//, 'executing (ours)'],
  [/gateway\/src\/shape\//, 'writing the answer (ours)'],
  [/gateway\/src\//, 'road of the request (ours)'],
  [/node:internal\/crypto|node:crypto|signature\.js$/, 'signing'],
  [/^node:/, 'HTTP, sockets and streams of Node'],
];

/** Native functions have no file: what is left of them here is reading and writing sockets. */
function placeOf({ functionName, url }: Frame): string {
  if (functionName === '(garbage collector)') return 'collecting garbage';
  if (url === '') return functionName === '(program)' ? 'V8 and libuv' : 'system calls and other natives';
  return folders.find(([pattern]) => pattern.test(url))?.[1] ?? 'libraries';
}

interface Frame {
  readonly functionName: string;
  readonly url: string;
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

function parseProfile(text: string): CpuProfile {
  return JSON.parse(text) as CpuProfile;
}
