import { isObject } from '../execute/data-object.ts';
import { executePlan } from '../execute/execute-plan.ts';
import type { ExecutedPlan } from '../execute/execute-plan.ts';
import type { CompiledOperation } from '../program/compile-operation.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { isValueTooDeep } from '../transport/nesting.ts';
import type { CallContext, SubgraphAnswer, SubgraphCall } from '../transport/subgraph-call.ts';
import type { JoinPatience } from './join-patience.ts';
import { mapInOrder } from './map-in-order.ts';
import type { SplitSubscription } from './split.ts';
import type { Reached, UpstreamEvent, UpstreamItem } from './upstream-event.ts';

export interface JoinedEvent {
  readonly kind: 'joined';
  readonly event: UpstreamEvent;
  readonly executed: ExecutedPlan;
  /** Others of its stream have come behind it and are being joined. */
  readonly hasMore: boolean;
}

export interface Joining {
  readonly split: SplitSubscription;
  readonly compiled: CompiledOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly snapshot: Snapshot;
  readonly call: SubgraphCall;
  readonly isAsGranted?: (() => Promise<boolean>) | undefined;
  readonly context: CallContext & { readonly signal: AbortSignal };
}

/** How many events of one stream are joined at the same time. */
const width = 8;

/**
 * Runs the rest of the plan on each event. Items leave in the order they came; the joins of later ones may begin
 * before earlier ones have ended. A join that fails is tried again as far as the patience goes; then it leaves its fields
 * null with an error at their paths, and the stream goes on. Ends early, before an event that is not to be given here. The trigger's own answer passes through the same execution as any other fetch, so its renamings and
 * error paths are treated once and alike.
 */
export async function* joinEvents(
  items: AsyncIterable<UpstreamItem>,
  joining: Joining,
  patience: JoinPatience,
): AsyncGenerator<JoinedEvent | Reached, void> {
  let begun = 0;
  const joined = mapInOrder(items, width, async (item) => {
    begun += 1;
    return item.kind === 'reached' ? item : { event: item, executed: await joinEvent(item, joining) };
  });
  for await (const item of joined) {
    begun -= 1;
    if ('kind' in item) {
      yield item;
      continue;
    }
    const { event } = item;
    // In its turn: of those that wait, one asks whether the outage is over.
    const executed = await patience.outlast(event, item.executed, () => joinEvent(event, joining));
    if (!executed) return;
    yield { kind: 'joined', event, executed, hasMore: begun > 0 };
  }
}

async function joinEvent(event: UpstreamEvent, joining: Joining): Promise<ExecutedPlan> {
  const { compiled, variables, snapshot, context } = joining;
  const call: SubgraphCall = (request, within) =>
    request.kind === 'subscription' ? Promise.resolve(answerOf(event)) : joining.call(request, within);
  return executePlan({ program: compiled.program, variables, call, context, snapshot });
}

/** An event whose data is no object has failed as a whole, whether or not its subgraph said so. */
function answerOf(event: UpstreamEvent): SubgraphAnswer {
  if (isObject(event.data) && !isValueTooDeep(event.data)) return { data: event.data, errors: event.errors };
  const silent = {
    message: 'the event has no data that can be used',
    extensions: { code: 'SUBGRAPH_BAD_RESPONSE' },
  };
  return { data: null, errors: event.errors.length > 0 ? event.errors : [silent] };
}
