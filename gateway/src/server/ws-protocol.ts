import { randomUUID } from 'node:crypto';
import type { ExecutionArgs, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { makeServer } from 'graphql-ws';
import type { Context, Server, ServerOptions, SubscribePayload } from 'graphql-ws';
import { scan } from 'secure-json-parse';
import { clientError, errorsOf } from '../errors.ts';
import type { Engine } from '../request/engine.ts';
import { admitOperation } from '../request/know-operation.ts';
import { checkPersistedQuery } from '../request/read.ts';
import type { IncrementalFormat } from '../request/incremental-wire.ts';
import { toWire, wireCode } from '../request/respond.ts';
import { generationFor, viewOf } from '../supergraph/snapshot.ts';
import { StreamEndedError } from '../subscription/ended.ts';
import type { ClientConnection } from './client-connection.ts';
import { credentialsIn } from './credentials.ts';
import type { Doors } from './doors.ts';
import { SocketOperation } from './socket-operation.ts';

export interface ConnectionExtra {
  readonly connection: ClientConnection;
  readonly address: string;
  /** Whose view of the graph the path gives. */
  readonly contract?: string | undefined;
}

const maxIdLength = 256;

type Params = Record<string, unknown>;
type Opened = Context<Params, ConnectionExtra>;

/**
 * graphql-transport-ws, by graphql-ws: it keeps the protocol (init, ids, completes, close codes), these hooks say what
 * is allowed and run it. A refusal before execution is an `error` message for its id, with the code that it has on
 * HTTP; a subgraph that answers in place of a stream, as for a row that is not there, is a `next` with errors and a
 * `complete`; a stream that ends with an error later is an `error`. The socket lives on in each case.
 */
export function createProtocol(doors: Doors): Server<ConnectionExtra> {
  const { engine } = doors.streams;
  const options: ServerOptions<Params, ConnectionExtra> = {
    connectionInitWaitTimeout: doors.settings.initMs,
    onConnect: (context) => connect(context, doors),
    onSubscribe: (context, id, payload) => {
      try {
        return admitSent(context, { id, payload }, doors);
      } catch (error) {
        return refusal(error, engine);
      }
    },
    execute: (args) => parseOperation(args).execute(),
    subscribe: (args) => parseOperation(args).subscribe(),
    // Neither is formatted once more: results and the ends of streams come in wire form.
    onNext: (...[, , , , result]) => parseResult(result),
    onError: (...[, , , errors]) =>
      errors.flatMap((error) => wireErrors(error, { requestId: randomUUID(), log: engine.log })),
  };
  return makeServer(options);
}

/**
 * False closes the socket with 4403 "Forbidden", unless it is closing already: what is wrong with a token is in the log
 * only. Where nobody can tell yet, as while a sandbox is being made, it is closed with 1013 "Try again later".
 */
async function connect({ connectionParams, extra }: Opened, doors: Doors): Promise<boolean> {
  const { connection, address } = extra;
  const credentials = credentialsIn(connectionParams, address);
  const identity = credentials && (await doors.identify(credentials).catch(refusedAs));
  if (identity === 'later') connection.close(1013, 'Try again later');
  if (!identity || identity === 'later') return false;
  try {
    const leave = doors.enterViewer(identity.viewer);
    if (connection.signal.aborted) leave();
    else connection.signal.addEventListener('abort', leave, { once: true });
  } catch {
    connection.close(4429, 'Too many connections');
    return false;
  }
  connection.identify(doors.streams.openSession(identity));
  return true;
}

/** Whether the same credentials may be taken soon. */
function refusedAs(error: unknown): 'later' | undefined {
  const code = wireCode(errorsOf(error)[0]);
  return code === 'UNAVAILABLE' || code === 'OVERLOADED' ? 'later' : undefined;
}

interface Asked {
  readonly id: string;
  readonly payload: SubscribePayload;
}

function refusal(error: unknown, { metrics }: Engine): readonly GraphQLError[] {
  const errors = errorsOf(error);
  metrics.request('none', wireCode(errors[0]), 0);
  return [...errors];
}

/** Of an app it is to be known first what it may send; nobody else waits for that. @throws errors of the table */
function admitSent(
  context: Opened,
  asked: Asked,
  doors: Doors,
): ExecutionArgs | Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { identity } = context.extra.connection.session();
  const { gate, streams, rehearsals } = doors;
  if (!gate.concerns(identity)) return admit(context, asked, doors);
  checkKeys(asked.payload, 'hash');
  const payload = { ...asked.payload, extensions: asked.payload.extensions ?? {} };
  return gate
    .admit(payload, identity)
    .then(async (admitted) => {
      const args = admit(context, { ...asked, payload: admitted }, doors);
      await parseOperation(args).rehearse(rehearsals);
      return args;
    })
    .catch((error: unknown) => refusal(error, streams.engine));
}

/** Parse and validate, as on HTTP. @throws errors of the table */
function admit({ extra, subscriptions }: Opened, { id, payload }: Asked, doors: Doors): ExecutionArgs {
  const { connection, contract } = extra;
  const { engine } = doors.streams;
  const session = connection.session();
  const { maxOperations } = doors.settings;
  // It is sent back with each event, and kept for as long as the operation runs.
  if (id.length > maxIdLength)
    throw clientError('BAD_REQUEST', `The id of an operation is at most ${maxIdLength} characters long.`);
  if (Object.keys(subscriptions).length > maxOperations) {
    throw clientError(
      'TOO_MANY_SUBSCRIPTIONS',
      `At most ${maxOperations} operations may be open on a socket.`,
    );
  }
  checkKeys(payload);
  const { query: source, operationName } = payload;
  const generation = generationFor(engine.snapshots.current(), session.identity.sandbox);
  const view = viewOf(generation, contract);
  const { known, snapshot } = admitOperation({ source, operationName }, engine, view);
  const parsed = { known, variables: payload.variables ?? {} };
  const { after, shaping } = payload.extensions ?? {};
  const requestId = randomUUID();
  const run = new SocketOperation(
    { id, snapshot, contract, parsed, session, requestId, after, shaping, format: formatOf(payload) },
    connection,
    doors,
  );
  return { schema: snapshot.apiSchema, document: known.document, operationName, contextValue: run };
}

/** The newest form of an answer in parts, unless the operation asks for the other with `"deferSpec": "20220824"`. */
function formatOf({ extensions }: SubscribePayload): IncrementalFormat {
  return extensions?.['deferSpec'] === '20220824' ? 'deferSpec=20220824' : 'incrementalSpec=v0.2';
}

/** What a body is refused for on HTTP. @throws BAD_REQUEST */
function checkKeys(payload: SubscribePayload, least: 'text' | 'hash' = 'text'): void {
  if (payload.query === '' && least === 'text')
    throw clientError('BAD_REQUEST', 'A request must have a "query".');
  try {
    scan(payload, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw clientError('BAD_REQUEST', 'The message is not valid JSON.');
  }
  checkPersistedQuery(payload.extensions?.['persistedQuery'], payload.query);
}

function wireErrors(
  error: GraphQLError | GraphQLFormattedError,
  responding: Parameters<typeof toWire>[1],
): readonly GraphQLFormattedError[] {
  if (!(error instanceof GraphQLError)) return [error];
  if (error.originalError instanceof StreamEndedError) return error.originalError.errors;
  return toWire([error], responding);
}

function parseOperation(args: ExecutionArgs): SocketOperation {
  if (args.contextValue instanceof SocketOperation) return args.contextValue;
  throw new Error('expected the operation that onSubscribe made');
}

function parseResult(result: unknown): FormattedExecutionResult {
  return result as FormattedExecutionResult;
}
