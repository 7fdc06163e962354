import { startCursorSubgraph } from './cursor-subgraph.ts';
import type { CursorSubgraph } from './cursor-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from './fake-subgraph.ts';
import type { FakeSubgraph } from './fake-subgraph.ts';
import { startTestGateway } from './start-gateway.ts';
import type { TestGateway } from './start-gateway.ts';
import { startIssuer } from './start-issuer.ts';
import type { TestIssuer } from './start-issuer.ts';
import type { GatewayConfig } from '../../gateway/src/config.ts';

/** A gateway with one stream that speaks cursors, and a query and a mutation beside it. */
export interface StreamWorld {
  readonly things: CursorSubgraph;
  readonly plain: FakeSubgraph;
  readonly issuer: TestIssuer;
  readonly gateway: TestGateway;
  /** So many changes of things `1`, `2`, … */
  emit(count: number): void;
  /** Lets all that asked for `late` have its answer. */
  release(): void;
  /** Another gateway of the same supergraph, as the one that a client finds after a break. */
  restart(config?: Partial<GatewayConfig>): Promise<TestGateway>;
  metrics(): Promise<string>;
  close(): Promise<void>;
}

export const signingKey = 'the key of the tests, long enough to be one';

export const changed = 'subscription { changed { id text } }';

export async function startStreamWorld(config: Partial<GatewayConfig> = {}): Promise<StreamWorld> {
  const things = await startCursorSubgraph({
    name: 'things',
    sdl: `${publicLink}
      type Subscription { changed: Thing @public }
      type Thing @key(fields: "id") { id: ID! @public  text: String @public  mine: String }`,
    field: 'changed',
    signingKey,
  });
  const waiting: (() => void)[] = [];
  const plain = await startFakeSubgraph({
    name: 'plain',
    sdl: `${federationLink}
      type Query { hello(name: String): String  late: String }
      type Mutation { rename(name: String!): String }`,
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'you'}`,
        late: () => new Promise((done) => waiting.push(() => done('at last'))),
      },
      Mutation: { rename: (_: unknown, { name }: { name: string }) => name },
    },
  });
  const issuer = await startIssuer();
  const start = (more: Partial<GatewayConfig> = {}): Promise<TestGateway> =>
    startTestGateway([things, plain], {
      signingKey,
      issuers: [issuer.config],
      drainMs: 5_000,
      ...config,
      ...more,
    });
  let gateway = await start();
  return {
    things,
    plain,
    issuer,
    get gateway() {
      return gateway;
    },
    emit: (count) => {
      for (let n = 1; n <= count; n += 1) things.emit({ id: String(n), text: `text ${n}` });
    },
    release: () => waiting.splice(0).forEach((done) => done()),
    restart: async (more) => {
      const { port } = gateway;
      await gateway.close();
      gateway = await start({ port, ...more });
      return gateway;
    },
    metrics: async () => (await fetch(gateway.url.replace('graphql', 'metrics'))).text(),
    close: async () => {
      await gateway.close();
      await Promise.all([things.kill(), plain.close(), issuer.close()]);
    },
  };
}
