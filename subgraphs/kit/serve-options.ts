import type { GraphQLSchema } from 'graphql';
import type { Call } from './call.ts';
import type { LiveParts, LiveStreams } from './event-source.ts';
import type { OperationCache } from './operation-cache.ts';
import type { Logger } from './process/logger.ts';
import type { Refusals } from './refusals.ts';
import type { FilesRoad } from './serve-files.ts';

export interface ServeOptions {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly operations: OperationCache;
  readonly live: LiveParts;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Keys whose signatures are taken; more than one while a key is being changed. */
  readonly signingKeys: readonly string[];
  readonly log: Logger;
  readonly createContext: (call: Call, live: LiveStreams) => object;
  /** Counts who was refused what. */
  readonly refusals: Pick<Refusals, 'note'>;
  readonly ready: () => boolean;
  /** Answers `/files/…`; without it there is nothing. */
  readonly files?: FilesRoad | undefined;
  /** Answers `GET /metrics`, to this machine only. */
  readonly metrics: () => string;
}
