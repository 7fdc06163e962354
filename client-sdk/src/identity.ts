import type { Connection } from './connection.ts';
import { LiveBreakError } from './live-event.ts';
import type { LiveTransport, SubscribePayload, WireEvent } from './live-event.ts';
import type { Surroundings } from './surroundings.ts';
import { claimsOf } from './token-renewal.ts';

export interface WatchedIdentity {
  /** Asks the same hook, and looks at whom its token is of. */
  readonly connection: Connection;
  /** Told when the hook gives somebody else's token (or none any more). The function returned ends that. */
  readonly onChange: (listener: () => void) => () => void;
}

/** Sees that somebody else signed in, whoever asks for the token first. */
export function watchIdentity(connection: Connection): WatchedIdentity {
  const { token: ask } = connection;
  const listeners = new Set<() => void>();
  let last: string | undefined;
  const see = (token: string | undefined): string | undefined => {
    const owner = ownerOf(token);
    const isOther = last !== undefined && owner !== last;
    last = owner;
    if (isOther) for (const listener of listeners) listener();
    return token;
  };
  return {
    connection: ask ? { ...connection, token: async () => see(await ask()) } : connection,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A token that does not say whose it is may be anybody's: each is another's. */
function ownerOf(token: string | undefined): string {
  if (token === undefined) return '';
  const { iss, sub } = claimsOf(token);
  return sub === undefined ? token : JSON.stringify([iss, sub]);
}

/** What streams go over, and can be told to open others for what comes. */
export interface RenewedTransport extends LiveTransport {
  startAnew(): void;
}

/**
 * Streams that do not outlive who they were opened for: on `change` each breaks and is taken up anew, on a connection
 * that says who asks now.
 */
export class PersonalTransport implements LiveTransport {
  readonly #transport: RenewedTransport;
  #over = new AbortController();

  constructor(transport: RenewedTransport) {
    this.#transport = transport;
  }

  get surroundings(): Surroundings {
    return this.#transport.surroundings;
  }

  async *stream(
    payload: SubscribePayload,
    signal: AbortSignal,
    opened?: () => void,
  ): AsyncGenerator<WireEvent, void> {
    const over = this.#over.signal;
    for await (const event of this.#transport.stream(payload, AbortSignal.any([signal, over]), opened)) {
      // Read before for the one who has left: whoever is there now has what is theirs, behind the last event given.
      if (over.aborted) break;
      yield event;
    }
    if (over.aborted && !signal.aborted) throw new LiveBreakError('Somebody else signed in.', { waitMs: 0 });
  }

  change(): void {
    const before = this.#over;
    this.#over = new AbortController();
    this.#transport.startAnew();
    before.abort();
  }

  close(): void {
    this.#transport.close();
  }
}
