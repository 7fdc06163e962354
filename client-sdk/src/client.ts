import type { Area, MethodsOf } from './area.ts';
import type { CallOptions } from './call-options.ts';
import { tellDeprecations, type DeprecationOptions } from './deprecation.ts';
import { factsOf } from './document.ts';
import type { OperationFacts, ResultOf, TypedDocument, VariablesOf } from './document.ts';
import { sendRequest, type Connection, type HubRequest } from './http.ts';
import { PersonalTransport, watchIdentity } from './identity.ts';
import { follow, openTransport, type LiveOptions } from './live.ts';
import type { LiveEvent } from './live-event.ts';
import { methodsOf } from './methods.ts';

/** What a hub has whatever its areas are. */
export interface HubCore {
  /** What it was made with. */
  readonly connection: Connection;
  /** Runs one query or mutation of any origin and gives its whole data. @throws HubError, HubUnreachableError, HubDeadlineError */
  request<D extends TypedDocument>(
    document: D,
    variables: VariablesOf<D>,
    options?: CallOptions,
  ): Promise<ResultOf<D>>;
  /** Follows one subscription over any number of breaks; all of them share one WebSocket. @throws HubError */
  subscribe<D extends TypedDocument>(
    document: D,
    variables: VariablesOf<D>,
    options?: LiveOptions,
  ): AsyncIterable<LiveEvent<ResultOf<D>>>;
  /**
   * Told when the token hook gives somebody else's token (or none any more): what is kept of answers is another's now.
   * Open streams are then taken up anew as the one who is signed in. The function returned ends the telling.
   */
  readonly onIdentityChange: (listener: () => void) => () => void;
  /** Ends all streams; nothing can be followed any more. Idempotent. */
  close(): void;
}

/** A hub with the methods of its areas: `hub.<area>.<operation>(variables, options)`. */
export type Hub<TAreas extends readonly Area[] = readonly []> = HubCore & MethodsOf<TAreas>;

export interface HubOptions<TAreas extends readonly Area[]> extends Connection, DeprecationOptions {
  /** Whose methods the hub has; what is not imported is not in the bundle. */
  readonly areas?: TAreas | undefined;
}

/**
 * A client of one hub. Nothing is opened until something is asked.
 * @throws TypeError for a url that cannot be a hub's, for a token that is no function, for an area with a name of the hub's own, and for
 * two operations of one name
 */
export function createHub<const TAreas extends readonly Area[] = readonly []>(
  options: HubOptions<TAreas>,
): Hub<TAreas> {
  checkConnection(options);
  const core = createCore(options);
  const areas: Record<string, Record<string, unknown>> = {};
  for (const { name, operations } of options.areas ?? []) {
    if (name in core) throw new TypeError(`expected an area with a name of its own, got "${name}"`);
    const methods = (areas[name] ??= {});
    for (const [method, call] of Object.entries(methodsOf(core, operations))) {
      if (method in methods) throw new TypeError(`expected one ${name}.${method}, got two`);
      methods[method] = call;
    }
  }
  return parseHub({ ...core, ...areas });
}

function createCore(options: Connection & DeprecationOptions): HubCore {
  const { connection, onChange } = watchIdentity(options);
  const transport = new PersonalTransport(openTransport(connection));
  onChange(() => transport.change());
  const tell = tellDeprecations(options);
  const requestOf = (document: TypedDocument | OperationFacts, variables: unknown): HubRequest => {
    const { deprecated, kind, text, hash, keyed } = factsOf(document);
    if (deprecated) tell(deprecated);
    return { query: text, variables, kind, hash, keyed };
  };
  return {
    connection: options,
    request: (document, variables, call) =>
      parseResult(sendRequest(connection, requestOf(document, variables), call)),
    subscribe: (document, variables, live) =>
      parseStream(follow(transport, requestOf(document, variables), live)),
    onIdentityChange: onChange,
    close: () => transport.close(),
  };
}

/** What would only be seen as a hub that never answers. A path alone is of the page's own origin. */
function checkConnection({ url, token }: Connection): void {
  if (typeof url !== 'string' || !/^(https?:\/)?\//i.test(url))
    throw new TypeError(`expected a url such as "https://<hub>/graphql", got ${JSON.stringify(url)}`);
  if (token !== undefined && typeof token !== 'function')
    throw new TypeError('expected as token a function that gives one, such as () => token');
}

/** The methods were made of the areas that the type names. */
function parseHub<T>(hub: object): T {
  return hub as T;
}

/** The hub checks its answers against its schema, from which the generator made these types. */
function parseResult<T>(result: Promise<unknown>): Promise<T> {
  return result as Promise<T>;
}

function parseStream<T>(events: AsyncIterable<LiveEvent<unknown>>): AsyncIterable<LiveEvent<T>> {
  return events as AsyncIterable<LiveEvent<T>>;
}
