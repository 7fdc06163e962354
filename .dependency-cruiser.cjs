// Import directions (docs/architecture.md): an arrow that is not allowed here is a design change, not a lint fix.
const rules = [
  ['no-circular', {}, { circular: true }, 'a cycle has no first file to read'],
  only(
    'gateway-knows-no-area',
    { path: '^gateway/' },
    { path: '^(subgraphs/(?!kit/process/)|doors|start|test|client-sdk|bench)' },
    'of subgraphs/ the gateway may see kit/process only',
  ),
  only(
    'only-hub-and-gateway-import-server',
    { path: '^gateway/src/', pathNot: '^gateway/src/(gateway|hub|main)\\.ts$|^gateway/src/server/' },
    { path: '^gateway/src/server/' },
  ),
  only(
    'execute-does-not-look-back',
    { path: '^gateway/src/(execute|shape|plan|transport|supergraph)/' },
    { path: '^gateway/src/(request|subscription|server)/' },
  ),
  only(
    'transport-is-last',
    { path: '^gateway/src/transport/' },
    { path: '^gateway/src/(plan|execute|shape|request|subscription|server|identity)/' },
  ),
  only(
    'planner-stays-in-plan',
    { path: '^gateway/src/', pathNot: '^gateway/src/(plan|supergraph)/' },
    { path: '@apollo/(query-planner|federation-internals|composition)' },
    'Apollo names leave plan/ and supergraph/ under our own',
  ),
  only(
    'subgraph-imports-kit-only',
    { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/kit/' },
    {
      path: '^(gateway|doors|start|test|client-sdk|bench)/|^subgraphs/(?!kit/)',
      pathNot: '^subgraphs/$1/',
    },
    'a reference to another area is a @key',
  ),
  only(
    'kit-knows-no-area',
    { path: '^subgraphs/kit/' },
    { path: '^(gateway|doors|start|test|client-sdk|bench)/|^subgraphs/(?!kit/)' },
  ),
  only('process-is-the-floor', { path: '^subgraphs/kit/process/' }, { path: '^subgraphs/kit/(?!process/)' }),
  only(
    'only-the-store-touches-mongoose',
    { path: '^subgraphs/(?!kit/)', pathNot: '\\.(model|store)\\.ts$|/seed\\.ts$' },
    { path: 'node_modules/(mongoose|mongodb)/' },
  ),
  only(
    'rules-are-pure',
    { path: '^subgraphs/[^/]+/[^/]+\\.rules\\.ts$' },
    { path: '\\.(store|model|events)\\.ts$|node_modules/(mongoose|mongodb|graphql)/' },
  ),
  only(
    'sdk-imports-nobody',
    { path: '^client-sdk/' },
    { path: '^(gateway|doors|start|test|subgraphs|bench)/' },
  ),
  only(
    'no-test-in-source',
    { path: '^(gateway|subgraphs|doors|start|client-sdk)/' },
    { path: '^(test|bench)/' },
  ),
];

module.exports = {
  forbidden: rules.map(([name, from, to, comment]) => ({ name, severity: 'error', comment, from, to })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/.*/node_modules)/' },
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
