import type { Body } from './body.ts';
import { announcedKind, readBodyText } from './body.ts';
import type { Asked, Door, DoorRoute } from './door.ts';
import { doorError, StatusError } from './errors.ts';
import { Fields } from './fields.ts';
import { BoundedGraph } from './graph.ts';
import type { DoorExchange, DoorHost, DoorIdentity } from './host.ts';
import type { Format } from './media.ts';
import { chooseFormat } from './media.ts';
import { respond } from './respond.ts';

export type ServeDoor<E extends DoorExchange> = (exchange: E) => Promise<void>;

/**
 * Serves a door's table of routes. Checks are in the order of their price, as on /graphql: the address and the head, who asks,
 * and then the body. Never rejects.
 */
export function serveDoor<E extends DoorExchange, I extends DoorIdentity>(
  door: Door,
  host: DoorHost<E, I>,
): ServeDoor<E> {
  return async (exchange) => {
    try {
      const below = exchange.url.pathname.slice(door.base.length);
      if (exchange.request.method === 'OPTIONS')
        return host.preflight(exchange, [...methodsAt(door, below), 'OPTIONS'].join(', '));
      host.enter(exchange);
      await answer(exchange, { door, host, below });
    } catch (error) {
      refuse(exchange, { door, host, error });
    }
  };
}

interface At<E extends DoorExchange, I extends DoorIdentity> {
  readonly door: Door;
  readonly host: DoorHost<E, I>;
  /** The path below the door's base. */
  readonly below: string;
}

async function answer<E extends DoorExchange, I extends DoorIdentity>(
  exchange: E,
  { door, host, below }: At<E, I>,
): Promise<void> {
  const { request, url } = exchange;
  const { route, path } = findRoute(door, request.method ?? '', below);
  const format = formatOf(route, path, request.headers.accept);
  const kind = route.takes && announcedKind(request.headers['content-type'], route.takes);
  const readBody = async (): Promise<Body> =>
    kind ? readBodyText(kind, await host.readText(exchange)) : { kind: 'none' };
  // Who says in the body who they are is read first; everybody else is known before a byte of it is.
  const early = route.keyIn ? await readBody() : undefined;
  const identity = await host.identify(exchange, early && route.keyIn?.(early));
  const asked: Asked = {
    path,
    format,
    query: Fields.of(url.searchParams),
    body: early ?? (await readBody()),
    caller: identity.viewer.kind,
    inSandbox: identity.sandbox !== undefined,
    hasSandboxes: host.hasSandboxes ?? false,
    at: new Date(),
    header: (name) => [request.headers[name]].flat()[0],
    origin: originOf(request, host.proxies),
  };
  const graph = new BoundedGraph({ host, exchange, identity });
  const rendered = await route.handle(asked, graph);
  // What is public in a sandbox is the app's own, at an address that is the same for all.
  const isSame = graph.isPublic && !asked.inSandbox;
  const isKept = route.maxAgeS !== undefined && route.method === 'GET' && isSame;
  respond(exchange, {
    mediaType: format.mediaType,
    ...rendered,
    keptS: isKept ? route.maxAgeS : undefined,
    varies: path['format'] === undefined && route.formats.length > 1,
  });
}

/** @throws NOT_FOUND, or StatusError 405 where the address has other methods */
function findRoute(
  door: Door,
  method: string,
  below: string,
): { readonly route: DoorRoute; readonly path: Asked['path'] } {
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const route of door.routes) {
    const path = route.method === wanted ? route.path(below) : undefined;
    if (path) return { route, path };
  }
  const methods = methodsAt(door, below);
  if (methods.length === 0) throw doorError('NOT_FOUND', 'There is nothing at this address.');
  throw new StatusError(405, `This address takes ${methods.join(', ')}.`, { allow: methods.join(', ') });
}

function methodsAt({ routes }: Door, below: string): string[] {
  const methods = new Set(routes.filter(({ path }) => path(below)).map(({ method }) => method));
  return [...methods].flatMap((method) => (method === 'GET' ? [method, 'HEAD'] : [method]));
}

/** @throws NOT_FOUND for an extension that there is none of, StatusError 406 for a client that takes none of what there is */
function formatOf({ formats }: DoorRoute, path: Asked['path'], accept: string | undefined): Format {
  const named = path['format'];
  const chosen =
    named === undefined ? chooseFormat(accept, formats) : formats.find(({ name }) => name === named);
  if (chosen) return chosen;
  if (named !== undefined) throw doorError('NOT_FOUND', 'There is nothing at this address in this format.');
  throw new StatusError(406, `Answers are ${formats.map(({ mediaType }) => mediaType).join(' or ')}.`);
}

/** What the client called us by; a proxy of ours in front says in which scheme. */
function originOf({ headers }: DoorExchange['request'], proxies: number): string {
  const host = /^[\w.:[\]-]{1,255}$/.test(headers.host ?? '') ? headers.host : 'localhost';
  const scheme = proxies > 0 && headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${host}`;
}

function refuse<E extends DoorExchange, I extends DoorIdentity>(
  exchange: E,
  { door, host, error }: { readonly door: Door; readonly host: DoorHost<E, I>; readonly error: unknown },
): void {
  const { request, response, url, requestId } = exchange;
  if (response.headersSent || response.destroyed) return void response.destroy();
  const isStatus = error instanceof StatusError;
  const explained = host.explain(isStatus ? error.error : error, exchange);
  const [first] = explained.errors;
  const status = isStatus ? error.status : ((first && door.statusOf?.(first)) ?? explained.status);
  const extension = /\.([a-z]+)$/.exec(url.pathname)?.[1];
  const format =
    door.formats.find(({ name }) => name === extension) ??
    chooseFormat(request.headers.accept, door.formats) ??
    door.formats[0];
  if (!format) throw new Error(`expected a format of ${door.name}, got none`);
  const { errors } = explained;
  const problem = door.renderProblem({ status, errors, format, requestId });
  respond(exchange, {
    status,
    mediaType: format.mediaType,
    ...problem,
    headers: { ...explained.headers, ...(isStatus ? error.headers : {}), ...problem.headers },
    varies: false,
  });
}
