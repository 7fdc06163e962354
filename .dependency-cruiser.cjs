// Import directions (docs/architecture.md): an arrow that is not allowed here is a design change, not a lint fix.
const outside = '^(gateway|doors|start|test|client-sdk|bench)/';
const rules = [
  ['no-circular', {}, { circular: true }, 'a cycle has no first file to read'],
  [
    'gateway-knows-no-area',
    { path: '^gateway/' },
    { path: '^(subgraphs/(?!kit/process/)|start|test|client-sdk|bench)' },
    'of subgraphs/ the gateway may see kit/process only',
  ],
  [
    'only-hub-opens-doors',
    { path: '^gateway/', pathNot: '^gateway/src/hub\\.ts$' },
    { path: '^doors/' },
    'the engine knows no standard',
  ],
  [
    'doors-import-their-frame-only',
    { path: '^doors/([^/]+)/', pathNot: '^doors/frame/' },
    {
      path: '^(gateway|start|test|client-sdk|bench|subgraphs)/|^doors/',
      pathNot: '^doors/(frame/index\\.ts$|$1/)',
    },
    'a door only runs graph operations',
  ],
  [
    'frame-stands-on-process',
    { path: '^doors/frame/' },
    { path: '^(gateway|start|test|client-sdk|bench|subgraphs/(?!kit/process/))|^doors/(?!frame/)' },
    'the frame knows no standard and none of the stages',
  ],
  [
    'only-hub-and-gateway-import-server',
    { path: '^gateway/src/', pathNot: '^gateway/src/(gateway|hub|main)\\.ts$|^gateway/src/server/' },
    { path: '^gateway/src/server/' },
    'no stage knows HTTP or WebSocket',
  ],
  [
    'execute-does-not-look-back',
    { path: '^gateway/src/(execute|shape|plan|transport|supergraph)/' },
    { path: '^gateway/src/(request|subscription|server)/' },
    'server → request, subscription → plan, execute, shape → transport',
  ],
  [
    'transport-is-last',
    { path: '^gateway/src/transport/' },
    { path: '^gateway/src/(plan|execute|shape|request|subscription|server|identity)/' },
    'server → request, subscription → plan, execute, shape → transport',
  ],
  [
    'planner-stays-in-plan',
    { path: '^gateway/src/', pathNot: '^gateway/src/(plan|supergraph)/' },
    { path: '@apollo/(query-planner|query-graphs|federation-internals|composition)' },
    "the planner's types leave plan/ and supergraph/ under our own names",
  ],
  [
    'subgraph-imports-kit-only',
    { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/kit/' },
    { path: `${outside}|^subgraphs/(?!kit/)`, pathNot: '^subgraphs/$1/' },
    'a reference to another area is a @key',
  ],
  [
    'kit-knows-no-area',
    { path: '^subgraphs/kit/' },
    { path: `${outside}|^subgraphs/(?!kit/)` },
    'the kit never knows a domain word',
  ],
  [
    'process-is-the-floor',
    { path: '^subgraphs/kit/process/' },
    { path: '^subgraphs/kit/(?!process/)' },
    'what the gateway may import stands on nothing',
  ],
  [
    'only-the-store-touches-mongoose',
    { path: '^subgraphs/(?!kit/)', pathNot: '\\.(model|store)\\.ts$|/seed\\.ts$' },
    { path: 'node_modules/(mongoose|mongodb)/' },
    'resolvers and rules never see the database',
  ],
  [
    'rules-are-pure',
    { path: '^subgraphs/[^/]+/[^/]+\\.rules\\.ts$' },
    { path: '\\.(store|model|events)\\.ts$|node_modules/(mongoose|mongodb|graphql)/' },
    'rules do no I/O',
  ],
  [
    'sdk-imports-nobody',
    { path: '^client-sdk/' },
    { path: '^(gateway|doors|start|test|subgraphs|bench)/' },
    'the published package stands alone',
  ],
  [
    'sdk-runs-in-browsers',
    { path: '^client-sdk/src/', pathNot: '/file-cursors\\.ts$|/generator/' },
    { dependencyTypes: ['core'] },
    'what needs Node is an export of its own',
  ],
  [
    'no-test-in-source',
    { path: '^(gateway|subgraphs|doors|start|client-sdk)/' },
    { path: '^(test|bench)/' },
    'tests see the source, never the other way',
  ],
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
