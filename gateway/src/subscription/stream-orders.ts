import type { GraphQLFormattedError } from 'graphql';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError, errorsOf } from '../errors.ts';
import type { Identity } from '../identity/identity.ts';
import { toWire } from '../request/respond.ts';
import type { Responding } from '../request/respond.ts';
import type { Area } from './move-area.ts';
import type { StreamRegistry } from './stream-registry.ts';

/** What one gateway asks of the one that has a stream. `asks` is `<kind>:<id>` of who commands; '' is a stranger. */
export type StreamOrder =
  | { readonly kind: 'renew'; readonly stream: string; readonly asks: string; readonly identity: Identity }
  | { readonly kind: 'move'; readonly stream: string; readonly asks: string; readonly area: Area };

/** Undefined: it is done. */
export type OrderRefusal = Pick<GraphQLFormattedError, 'message' | 'extensions'>;

/**
 * Carries out an order on a stream of this gateway; gives null when it is done, else the first error, in wire form. Somebody else's stream is
 * not there: only its own person commands it, and whoever knows its id where it is a stranger's.
 */
export async function carryOut(
  order: unknown,
  registry: StreamRegistry,
  responding: Responding,
): Promise<OrderRefusal | null> {
  try {
    await tryOrder(parseOrder(order), registry);
    return null;
  } catch (error) {
    const [first] = toWire(errorsOf(error), responding);
    return first ?? null;
  }
}

async function tryOrder(order: StreamOrder, registry: StreamRegistry): Promise<void> {
  const stream = registry.find(order.stream);
  if (!stream) throw noSuchStream();
  const owner = ownerOf(stream.session.viewer);
  if (order.kind === 'move') {
    if (owner !== '' && owner !== order.asks) throw noSuchStream();
    return stream.moveArea(order.area);
  }
  if (owner === '' || ![order.asks, ownerOf(order.identity.viewer)].includes(owner)) throw noSuchStream();
  stream.session.take(order.identity);
}

function noSuchStream(): Error {
  return clientError('NOT_FOUND', 'There is no such stream.');
}

export function ownerOf({ kind, id }: Viewer): string {
  return id === null ? '' : `${kind}:${id}`;
}

/** Sealed by a gateway of ours: it is what it was. */
function parseOrder(order: unknown): StreamOrder {
  return order as StreamOrder;
}

export function parseAnswer(answer: unknown): OrderRefusal | undefined {
  return answer === null ? undefined : (answer as OrderRefusal);
}
