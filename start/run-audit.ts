import type { AuditHead, AuditReport } from '../subgraphs/kit/audit-verify.ts';
import { verifyAudit } from '../subgraphs/kit/audit-verify.ts';
import { readDataSetLife } from '../subgraphs/kit/data-set-life.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { createLogger } from '../subgraphs/kit/process/logger.ts';
import { deriveSecrets } from '../subgraphs/kit/process/secrets.ts';
import { readCitySubgraphs } from './city-subgraphs.ts';
import type { CommandInput } from './command-input.ts';
import { keptSecret } from './kept-secret.ts';
import { openHubDatabase } from './open-hub-database.ts';
import { readSettings } from './settings.ts';

/**
 * Runs `npm run audit:verify`: reads the audit chain of every subgraph, beside a running hub or without one, changes nothing, and says the first place where
 * one does not hold. Each argument is a last seal of an earlier run (`citizens:412:3fa9…`), which has to be there still.
 * @returns 1 when a chain does not hold
 */
export async function run(input: CommandInput): Promise<number> {
  const { env, dataDir, root } = input;
  const seen = new Map(input.args.map(parseSeen));
  const settings = readSettings(env);
  const log = createLogger('audit', settings.logLevel);
  const secret = await keptSecret(settings, dataDir);
  const database = await openHubDatabase(input, settings, log);
  try {
    const key = deriveSecrets(secret).audit;
    let isBroken = false;
    for (const { name: subgraph } of readCitySubgraphs(`${root}/rover.yaml`, settings.port)) {
      const db = database.client.db(`${settings.dbPrefix}${subgraph}`);
      const life = await readDataSetLife(db);
      const report =
        life && (await verifyAudit({ db, of: { subgraph, life: life.id, key }, seen: seen.get(subgraph) }));
      process.stdout.write(report ? linesOf(report) : `${subgraph}: no data yet.\n`);
      isBroken ||= (report?.broken ?? null) !== null;
    }
    return isBroken ? 1 : 0;
  } finally {
    await database.close();
  }
}

/** @throws SettingError */
function parseSeen(text: string): [string, AuditHead] {
  const [, subgraph = '', number = '', seal = ''] = /^([a-z]+):(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!subgraph)
    throw new SettingError(`A seal is given as the check prints it, citizens:412:3fa9…, not as "${text}".`);
  return [subgraph, { number: Number(number), seal }];
}

function linesOf({ subgraph, seals, rows, erased, pruned, waiting, head, broken }: AuditReport): string {
  const more = [
    erased && `${erased} emptied by erasures`,
    pruned && `${pruned} past their time`,
    `${waiting} wait`,
  ];
  const counts = `${rows} entries under ${seals} seals (${more.filter(Boolean).join(', ')})`;
  if (broken !== null) return `${subgraph}: BROKEN: ${broken}.\n`;
  return `${subgraph}: whole; ${counts}${head ? `, last ${subgraph}:${head.number}:${head.seal}` : ''}\n`;
}
