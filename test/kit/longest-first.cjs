const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest, the longest first. The order alone hangs on it: a file that is missing here comes behind them. */
const longest = [
  'subgraphs/reports/thousand-lives',
  'oracle/supergraphs',
  'live/survives-everything',
  'readme',
  'journeys/conformance',
  'client-sdk/python',
  'client-sdk/packed',
  'client-sdk/docs',
  'journeys/survives-crashes',
  'access/access',
  'journeys/survives-failover',
  'oracle/operations',
  'subgraphs/explain',
  'start/hub-restarts',
  'client-sdk/react/hooks',
  'client-sdk/gateway-killed',
  'journeys/quotas',
  'start/seed',
  'subgraphs/reports/explain-writes',
  'subgraphs/reports/stats',
  'subgraphs/reports/seed',
  'client-sdk/examples',
  'journeys/acceptance',
  'journeys/photos',
  'start/refusals',
  'subgraphs/environment/import',
  'subgraphs/kit/change-stream',
].map((name) => `/test/${name}.test.ts`);

/**
 * Long files begin first, also where jest has no times of an earlier run, so that no worker is left with one when the others have
 * nothing to do. The others as jest has them: by what they took, else by their size.
 */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => longest.findIndex((name) => path.endsWith(name)) + 1 || longest.length + 1;
    const sorted = await super.sort(tests);
    return [...sorted].sort((a, b) => rank(a) - rank(b));
  }
};
