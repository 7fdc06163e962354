/**
 * Puts an endpoint of live streams through what ours must hold:
 *
 *   npm run live-suite -- --url http://… --subscription 'subscription { … }' --order path.to.number
 *     [--variables JSON] [--token T] [--restart-gateway CMD] [--drain-gateway CMD] [--restart-subgraph CMD]
 *
 * `--order` names a number in `data` that grows by one with each event. The commands do what their names say and end
 * when it is done; without one its case is left out. Ends with 1 when a case is lost.
 *
 *   npm run live-suite -- --peers      ours and Hive Gateway on the same subgraphs, into bench/results.md
 */
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { cases, runCases } from './live-suite/cases.ts';
import { startHivePeer, startOurPeer } from './live-suite/peers.ts';
import type { Peer } from './live-suite/peers.ts';
import type { Target } from './live-suite/target.ts';
import { parseMembers } from './live-suite/target.ts';
import type { Verdict } from './live-suite/verdict.ts';
import { writeResults } from './write-results.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    url: text,
    subscription: text,
    variables: text,
    order: text,
    token: text,
    'restart-gateway': text,
    'drain-gateway': text,
    'restart-subgraph': text,
    peers: { type: 'boolean', default: false },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
process.exitCode = values.peers ? await runPeers() : await runTarget(targetOf());
process.exit();

function targetOf(): Target {
  const { url, subscription, order } = values;
  if (!url || !subscription || !order)
    throw new Error('expected --url, --subscription and --order, or --peers');
  return {
    name: url,
    url,
    token: values.token,
    subscription,
    variables: parseMembers(JSON.parse(values.variables ?? '{}')),
    order: order.split('.'),
    restartGateway: commandOf(values['restart-gateway']),
    drainGateway: commandOf(values['drain-gateway']),
    restartSubgraph: commandOf(values['restart-subgraph']),
  };
}

function commandOf(command: string | undefined): (() => Promise<void>) | undefined {
  if (command === undefined) return undefined;
  return async () => void (await promisify(execFile)('sh', ['-c', command]));
}

async function runTarget(target: Target): Promise<number> {
  const verdicts = await runCases(target, say(target));
  return [...verdicts.values()].some(({ result }) => result === 'lost') ? 1 : 0;
}

function say({ name: target }: Target): (name: string, verdict: Verdict) => void {
  return (name, { result, text: why }) =>
    void process.stdout.write(`${target} | ${result.padEnd(4)} | ${name}: ${why}\n`);
}

async function runPeers(): Promise<number> {
  const columns: { readonly name: string; readonly verdicts: ReadonlyMap<string, Verdict> }[] = [];
  for (const start of [startOurPeer, startHivePeer]) {
    const peer: Peer | null = await start();
    if (!peer) continue;
    columns.push({ name: peer.target.name, verdicts: await runCases(peer.target, say(peer.target)) });
    await peer.close();
  }
  const heads = columns.map(({ name }) => name);
  const lines = cases.map(({ name }) => {
    const cells = columns.map(({ verdicts }) => {
      const found = verdicts.get(name);
      return found ? `${found.result}: ${found.text.replaceAll('|', '/')}` : '';
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const table = [`| case | ${heads.join(' | ')} |`, `|---|${heads.map(() => '---|').join('')}`, ...lines];
  const intro =
    '`npm run live-suite -- --peers`: the same subgraphs behind each, an event every 50 ms with an entity joined from each of two others. `lost` is what ours must not do.';
  if (!values.quick) writeResults('What live streams survive', `${intro}\n\n${table.join('\n')}`);
  return [...(columns[0]?.verdicts.values() ?? [])].some(({ result }) => result === 'lost') ? 1 : 0;
}
