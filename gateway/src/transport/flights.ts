/** Who waits for something: looked at now and then, never listened to. An AbortSignal is one. */
export interface Caller {
  readonly aborted: boolean;
}

/** What work that several wait for came to. */
export interface Landed<T> {
  readonly value: T;
  /** Others hold the value too. */
  readonly shared: boolean;
}

/** Given up when all who wait for it have left. */
class Flight<T> implements Caller {
  readonly callers: Caller[];
  readonly beganMs: number;
  landing: Promise<Landed<T>> | undefined;

  constructor(first: Caller, beganMs: number) {
    this.callers = [first];
    this.beganMs = beganMs;
  }

  get aborted(): boolean {
    return this.callers.every(({ aborted }) => aborted);
  }

  /**
   * Lets go of who waited and of what it came to, and tells whether several did. A Map that many pass through leaves old
   * tables behind, which are only collected with the old generation: what they list must not hold anything.
   */
  land(): boolean {
    const isShared = this.callers.length > 1;
    this.callers.length = 0;
    this.landing = undefined;
    return isShared;
  }
}

/**
 * Work under way, so that who asks for the same may wait for it in place of doing it once more. What is the same is
 * said by a key that holds every byte it depends on. Nobody joins work that began too long ago, or before `cut`: what
 * it has read may be older than what that caller knows. The work is told to stop when all who wait for it have left.
 */
export class Flights<T> {
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  /** By the thing asked (a subgraph, an operation), which is let go of with all that is asked of it. */
  #flights = new WeakMap<object, Map<string, Flight<T>>>();

  /** @param now a clock in milliseconds that never goes back */
  constructor(maxAgeMs: number, now: () => number) {
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  /** From now on everybody begins anew: something has been written. */
  cut(): void {
    this.#flights = new WeakMap();
  }

  /** What is under way and may be joined: the caller then waits for it, and `begin` is not called. */
  join(asked: object, key: string, caller: Caller): Promise<Landed<T>> | undefined {
    const flight = this.#flights.get(asked)?.get(key);
    if (!flight || flight.aborted || this.#now() - flight.beganMs > this.#maxAgeMs) return undefined;
    flight.callers.push(caller);
    return flight.landing;
  }

  /** Begins work that others may join. */
  begin(
    { asked, key, caller }: { readonly asked: object; readonly key: string; readonly caller: Caller },
    work: (callers: Caller) => Promise<T>,
  ): Promise<Landed<T>> {
    const before = this.#flights.get(asked);
    const flights = before ?? new Map<string, Flight<T>>();
    if (!before) this.#flights.set(asked, flights);
    const flight = new Flight<T>(caller, this.#now());
    flights.set(key, flight);
    const land = (): boolean => {
      if (flights.get(key) === flight) flights.delete(key);
      return flight.land();
    };
    const landing = work(flight).then(
      (value) => ({ value, shared: land() }),
      (error: unknown) => {
        land();
        throw error;
      },
    );
    flight.landing = landing;
    return landing;
  }
}
