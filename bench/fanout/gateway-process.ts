/** The bare engine in a process of its own, as `npm run gateway` runs it. */
import { run } from '../../gateway/src/main.ts';

const [supergraph = '', port = ''] = process.argv.slice(2);
const ending = new AbortController();
process.once('disconnect', () => ending.abort());
await run({
  args: ['--supergraph', supergraph, '--port', port],
  env: process.env,
  signal: ending.signal,
  print: () => process.send?.('ready'),
});
process.exit();
