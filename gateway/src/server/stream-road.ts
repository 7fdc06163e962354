import type { IncomingMessage } from 'node:http';
import { admitOperation } from '../request/know-operation.ts';
import type { RequestParams } from '../request/read.ts';
import type { AskedStream } from './http-stream.ts';
import { HttpRefusal } from './http-refusal.ts';
import { registrationOf, textOf } from './known-road.ts';
import type { AskingRoad } from './known-road.ts';
import type { StreamForm } from './stream-form.ts';
import { isForeign } from './upgrade.ts';

export interface StreamChoice {
  readonly request: IncomingMessage;
  /** What the client takes; it says so for queries too, so the operation decides. */
  readonly form: StreamForm;
}

/**
 * Finds a subscription, for a client that takes a stream. Undefined for all other operations, and for those that parse
 * and validation refuse: the road of all others says so, with the same verdict. @throws HttpRefusal
 */
export function findStream(
  params: RequestParams,
  { engine, apollo, view, contract }: AskingRoad & { readonly contract?: string | undefined },
  { request, form }: StreamChoice,
): AskedStream | undefined {
  const registration = registrationOf(params);
  const source = registration?.text ?? textOf(params, apollo);
  if (source === undefined || !/\bsubscription\b/.test(source)) return undefined;
  const shown = view();
  const { operationName, variables = {}, extensions = {} } = params;
  const admitted = attempt(() => admitOperation({ source, operationName }, engine, shown));
  if (admitted?.known.operation.operation !== 'subscription') return undefined;
  const { known, snapshot } = admitted;
  if (registration) apollo.persist(registration);
  const { after, shaping } = extensions;
  const parsed = { known, variables };
  return { snapshot, contract, parsed, after: lastEventId(request) ?? after, shaping, form };
}

/** A browser that comes back by itself asks with the address it began with: where it stands now is in the header. */
function lastEventId({ headers }: IncomingMessage): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * A browser opens a stream by GET from any page, unasked: nothing of it is done in anybody's name, as cookies are not
 * read. One that comes with cookies from a foreign page can only be an attempt (threats.md A22, E20). @throws HttpRefusal
 */
export function checkOrigin(request: IncomingMessage): void {
  if (request.headers.cookie === undefined || !isForeign(request)) return;
  throw new HttpRefusal(403, 'A page of another site may not open a stream with cookies.');
}
