import type { CallOptions } from './call-options.ts';
import type { OperationFacts, TypedDocument } from './document.ts';
import { handle, type LiveHandle, type LiveHandlers } from './live-handlers.ts';
import type { LiveOptions } from './live.ts';
import type { LiveEvent } from './live-event.ts';
import { eachPage, nodesOf, type Page } from './paging.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What methods are made on. */
export interface Caller {
  request(
    document: TypedDocument<unknown, Variables>,
    variables: Variables,
    options?: CallOptions,
  ): Promise<unknown>;
  subscribe(
    document: TypedDocument<unknown, Variables>,
    variables: Variables,
    options?: LiveOptions,
  ): AsyncIterable<LiveEvent<unknown>>;
}

/** One method for each operation; their types are `Methods` of the area. */
export function methodsOf(
  caller: Caller,
  operations: Readonly<Record<string, OperationFacts>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, facts]) => [
      name,
      facts.kind === 'subscription' ? liveMethod(caller, facts) : callMethod(caller, facts),
    ]),
  );
}

function callMethod(caller: Caller, facts: OperationFacts): unknown {
  const call = async (variables: Variables = {}, options: CallOptions = {}): Promise<unknown> =>
    valueOf(facts, await caller.request(facts, variables, options));
  if (!facts.paged) return call;
  const pages = (variables: Variables = {}, options: CallOptions = {}): AsyncIterable<Page> =>
    eachPage(async (after) => parsePage(await call(after ? { ...variables, after } : variables, options)));
  return Object.assign(call, {
    pages,
    each: (variables?: Variables, options?: CallOptions) => nodesOf(pages(variables, options)),
  });
}

function liveMethod(caller: Caller, facts: OperationFacts) {
  return (
    variables: Variables = {},
    options: LiveOptions | LiveHandlers<unknown> = {},
  ): AsyncIterable<LiveEvent<unknown>> | LiveHandle => {
    const open = (more: LiveOptions): AsyncIterable<LiveEvent<unknown>> =>
      unwrapped(facts, caller.subscribe(facts, variables, more));
    return 'onEvent' in options ? handle((signal) => open({ ...options, signal }), options) : open(options);
  };
}

async function* unwrapped(
  facts: OperationFacts,
  events: AsyncIterable<LiveEvent<unknown>>,
): AsyncGenerator<LiveEvent<unknown>, void, void> {
  for await (const event of events) yield { ...event, data: valueOf(facts, event.data) };
}

function valueOf({ field }: OperationFacts, data: unknown): unknown {
  return field === null ? data : parseData(data)[field];
}

function parseData(data: unknown): Variables {
  return Object(data) as Variables;
}

/** The generator looked at the selection: what is paged has these members. */
function parsePage(page: unknown): Page | null {
  return page as Page | null;
}
