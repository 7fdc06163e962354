/** The subgraph environment beside the city on the same database, as `npm run import` opens it: takes a file in and tells its figures. */
import { environment } from '../../subgraphs/environment/subgraph.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';

const [mongoUri = '', dbPrefix = '', agencies = '', path = ''] = process.argv.slice(2);
const secret = process.env['HUB_SECRET'] ?? '';
const running = await environment.start({
  mongoUri,
  dbPrefix,
  port: 0,
  secret,
  log: silentLogger,
  peers: { agencies },
});
const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
const outcome = await running.importFile?.({
  path,
  refusalsPath: `${path}.refused.csv`,
  signal: new AbortController().signal,
  progress: () => undefined,
});
const seconds = (performance.now() - began) / 1_000;
const cpu = process.cpuUsage(cpuBefore);
process.send?.({
  outcome,
  seconds,
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
  peakMiB: process.resourceUsage().maxRSS / 1_024,
});
await running.close();
process.disconnect();
