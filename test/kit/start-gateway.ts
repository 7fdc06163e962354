import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { defaultLimits } from '../../gateway/src/config.ts';
import type { GatewayConfig } from '../../gateway/src/config.ts';
import type { GatewayExtras, RunningGateway } from '../../gateway/src/gateway.ts';
import { startGateway } from '../../gateway/src/gateway.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import type { FakeSubgraph } from './fake-subgraph.ts';

/** A gateway of a test's own, on a free port, in front of fake subgraphs. */
export interface TestGateway extends RunningGateway {
  /** Where its supergraph stands: write to it to have it reloaded. */
  readonly supergraphFile: string;
  /** POST of a GraphQL request; `accept` is application/json unless a header says otherwise. */
  post(
    body: { query: string; variables?: Record<string, unknown>; operationName?: string; extensions?: object },
    headers?: Record<string, string>,
  ): Promise<GraphqlAnswer>;
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: {
      readonly message: string;
      readonly path?: readonly (string | number)[];
      readonly extensions: Record<string, unknown>;
    }[];
  };
}

/** @throws Error with every composition error */
export function composeFakes(subgraphs: readonly Pick<FakeSubgraph, 'name' | 'sdl' | 'url'>[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}

/** Anyone may ask, limits are the default ones, the supergraph file is looked at every 20 ms. `config` overrides any of it. */
export async function startTestGateway(
  supergraph: readonly Pick<FakeSubgraph, 'name' | 'sdl' | 'url'>[] | string,
  config: Partial<GatewayConfig> = {},
  extras: GatewayExtras = {},
): Promise<TestGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-gateway-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, typeof supergraph === 'string' ? supergraph : composeFakes(supergraph));
  const gateway = await startGateway({ ...testConfig(supergraphFile), ...config }, extras);
  return {
    ...gateway,
    supergraphFile,
    post: (body, headers = {}) => postGraphql(gateway.url, body, headers),
    close: async () => {
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function testConfig(supergraphFile: string): GatewayConfig {
  return {
    supergraphFile,
    host: '127.0.0.1',
    port: 0,
    environment: 'development',
    limits: defaultLimits,
    introspection: true,
    anonymous: true,
    issuers: [],
    personIdSecret: 'a secret of the tests',
    subgraphs: {},
    defaultListSize: 1,
    reloadMs: 20,
    log: silentLogger,
  };
}

export async function postGraphql(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return readAnswer(response);
}

export async function readAnswer(response: Response): Promise<GraphqlAnswer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = (isJson ? JSON.parse(text) : {}) as GraphqlAnswer['body'];
  return { status: response.status, headers: response.headers, text, body };
}
