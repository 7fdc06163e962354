import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError } from 'graphql';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { errorsOf } from '../errors.ts';
import type { Engine } from '../request/engine.ts';
import { parseOptions } from '../request/parse.ts';
import { toWire } from '../request/respond.ts';
import { validationOptions, validationRules } from '../request/validate.ts';
import { answerPlugin } from './answer-plugin.ts';
import type { ApolloContext } from './answer-plugin.ts';
import { createBoundedStore } from './bounded-store.ts';
import { createGatewayInterface } from './gateway-interface.ts';

/** Apollo Server, and what the road beside it (known-road.ts) has to know. */
export interface ApolloRoad {
  readonly server: ApolloServer<ApolloContext>;
  /** The text that was registered under a hash of automatic persisted queries. */
  persistedText(hash: string): string | undefined;
  /** Registers a text under its hash, on roads that do not pass Apollo Server. */
  persist(registration: { readonly hash: string; readonly text: string }): void;
  /** A plugin wants to be told of operations: then each of them comes here. */
  readonly watched: boolean;
}

/**
 * Apollo Server in front of our own execution: it brings persisted queries, its plugins' life cycle and the landing
 * page; parsing and validation follow our rules, errors leave in our form, and nothing is reported to anybody.
 */
export async function startApollo(
  engine: Engine,
  extraPlugins: readonly ApolloServerPlugin<ApolloContext>[],
): Promise<ApolloRoad> {
  const persisted = createBoundedStore<string>({
    maxEntries: 10_000,
    maxBytes: 16 * 1024 * 1024,
    weigh: (text, key) => (text.length + key.length) * 2,
  });
  engine.metrics.cache('persisted queries', () => persisted.size());
  const server = new ApolloServer<ApolloContext>({
    gateway: createGatewayInterface(engine),
    logger: apolloLogger(engine.log),
    // What it has parsed and validated once is known from then on (program/known-documents.ts), and does not come here again.
    documentStore: null,
    persistedQueries: { cache: persisted },
    parseOptions: parseOptions(engine.limits),
    validationRules: validationRules(engine),
    validationOptions: validationOptions(engine),
    // Our own rule decides on introspection, the same on every road.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // For what fails outside of an operation; an operation's own errors are answered by the plugin.
    formatError: (_formatted, error) => toWire(errorsOf(error), outsideOperation)[0] ?? fallback,
    plugins: [
      answerPlugin(engine),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...extraPlugins,
    ],
  });
  await server.start();
  return {
    server,
    persistedText: (hash) => persisted.look(`apq:${hash}`),
    persist: ({ hash, text }) => void persisted.set(`apq:${hash}`, text),
    watched: extraPlugins.some((plugin) => 'requestDidStart' in plugin),
  };
}

const outsideOperation = { requestId: 'none', log: silentLogger };
const fallback = new GraphQLError('Something went wrong on our side.').toJSON();

/** The first line only: below it stands the client's document, with whatever is written out in it. */
function apolloLogger(log: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void> {
  const line = (message: unknown): string => String(message).split('\n', 1).join('');
  return {
    debug: (message) => log.debug({}, line(message)),
    info: (message) => log.info({}, line(message)),
    warn: (message) => log.warn({}, line(message)),
    error: (message) => log.error({}, line(message)),
  };
}
