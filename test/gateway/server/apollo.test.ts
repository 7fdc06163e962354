import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';

test('A30: what a document holds is not logged when graphql-js fails on it', async () => {
  const logged: string[] = [];
  const log: Logger = { ...silentLogger, error: (...line) => void logged.push(JSON.stringify(line)) };
  const sdl = 'type Query { find(phone: String): Int } type Subscription { ticks: Int }';
  const subgraph = await startFakeSubgraph({ name: 'ticks', sdl, resolvers: {} });
  const gateway = await startTestGateway([subgraph], { log });

  const query = 'query A { find(phone: "0905000001") } subscription B($s: Boolean) { ticks @skip(if: $s) }';
  const answer = await gateway.post({ query, operationName: 'A' });
  await gateway.close();
  await subgraph.close();

  expect(JSON.stringify(answer.body)).not.toContain('0905000001');
  expect(logged.join('\n')).not.toContain('0905000001');
});
