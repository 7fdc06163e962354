import { GraphQLError } from 'graphql';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { StreamTicket, StreamTickets } from '../identity/stream-tickets.ts';
import type { Identity } from '../identity/identity.ts';
import type { Authenticate } from '../identity/verify-token.ts';
import { answerInProcess } from '../transport/in-process-subgraph.ts';
import type { Asking } from '../transport/in-process-subgraph.ts';
import type { SubgraphCall } from '../transport/subgraph-call.ts';
import type { Mailbox } from './mailbox.ts';
import type { Area } from './move-area.ts';
import { parseAnswer } from './stream-orders.ts';
import type { StreamOrder } from './stream-orders.ts';
import { gatewayOf } from './stream-registry.ts';

export interface StreamCommandsParts {
  readonly mailbox: Pick<Mailbox, 'ask'>;
  readonly tickets: StreamTickets;
  readonly authenticate: Authenticate;
  /** The identity that `authenticate` gave a viewer. */
  readonly identityOf: (viewer: Viewer) => Identity | undefined;
}

/**
 * The subgraph `streams`, answered in this process: what clients may do to streams that are open, wherever they are. Each
 * command is a question to the gateway that has the stream (mailbox.ts), and its answer is that gateway's.
 */
export function answerStreamCommands(parts: StreamCommandsParts): SubgraphCall {
  return answerInProcess(new URL('./streams.graphql', import.meta.url), createResolvers(parts));
}

interface MoveArguments {
  readonly stream: string;
  readonly bbox?: Readonly<Record<string, unknown>> | null;
  readonly ward?: string | null;
}

interface RenewArguments {
  readonly stream: string;
  readonly token: string;
}

function createResolvers({ mailbox, tickets, authenticate, identityOf }: StreamCommandsParts): object {
  const order = async (stream: string, what: StreamOrder): Promise<void> => {
    const gateway = gatewayOf(stream);
    const answer = gateway === undefined ? undefined : await mailbox.ask(gateway, what);
    if (answer === undefined) throw clientError('NOT_FOUND', 'There is no such stream.');
    const refusal = parseAnswer(answer);
    if (refusal) throw new GraphQLError(refusal.message, { extensions: refusal.extensions });
  };
  return {
    createStreamTicket: async (
      { clientMutationId }: { readonly clientMutationId?: string | null },
      { viewer }: Asking,
    ) => {
      const identity = identityOf(viewer);
      if (!identity) throw clientError('UNAUTHENTICATED', 'A token is needed.');
      if (identity.sandbox)
        throw clientError('FORBIDDEN', 'In a sandbox there are no tickets.', {
          extensions: { rule: 'sandbox' },
        });
      return ticketForWire(await tickets.create(identity, clientMutationId ?? undefined));
    },
    renewStream: async ({ stream, token }: RenewArguments, { viewer }: Asking) => {
      const identity = await authenticate(`Bearer ${token}`);
      await order(stream, { kind: 'renew', stream, asks: idOf(viewer), identity });
      return { stream, expiresAt: new Date(identity.expiresAtMs ?? 0).toISOString() };
    },
    moveArea: async ({ stream, bbox, ward }: MoveArguments, { viewer }: Asking) => {
      await order(stream, { kind: 'move', stream, asks: idOf(viewer), area: areaOf({ bbox, ward }) });
      return { stream };
    },
  };
}

function areaOf({ bbox, ward }: Pick<MoveArguments, 'bbox' | 'ward'>): Area {
  if (bbox && typeof ward !== 'string') return { bbox };
  if (typeof ward === 'string' && !bbox) return { ward };
  throw clientError('BAD_USER_INPUT', 'Give exactly one of bbox and ward.', {
    extensions: { field: 'area', rule: 'exactly_one' },
  });
}

function idOf({ kind, id }: Viewer): string {
  return id === null ? '' : `${kind}:${id}`;
}

function ticketForWire({ ticket, openUntil, resumeUntil }: StreamTicket): object {
  return { ticket, openUntil: openUntil.toISOString(), resumeUntil: resumeUntil.toISOString() };
}
