import { asThrown, doorError } from './errors.ts';
import type { DoorExchange, DoorHost, DoorIdentity } from './host.ts';

/** A document of the door with one operation. Made by `loadOperations`. */
export interface Operation {
  readonly name: string;
  readonly source: string;
}

export interface RunOptions {
  /** What failed below the root is null, and the answer is kept by nobody. Otherwise any error is thrown. */
  readonly partly?: boolean;
  /** What is not there is null, as in a list of ids of which some may be unknown. */
  readonly missing?: 'null';
}

/** The graph, for one request at a door: each operation passes the pipeline of every request, as whoever asks here. */
export interface Graph {
  /** The data. @throws what the operation was refused for, or the first of its errors */
  run(
    operation: Operation,
    variables?: Readonly<Record<string, unknown>>,
    options?: RunOptions,
  ): Promise<unknown>;
}

/** Of one request: more is a program, and belongs into the graph. */
export const graphBounds = Object.freeze({ operations: 12, withinMs: 20_000 });

export interface Asking<E extends DoorExchange, I extends DoorIdentity> {
  readonly host: DoorHost<E, I>;
  readonly exchange: E;
  readonly identity: I;
}

export class BoundedGraph<E extends DoorExchange, I extends DoorIdentity> implements Graph {
  readonly #asking: Asking<E, I>;
  readonly #endMs = performance.now() + graphBounds.withinMs;
  #operations = 0;
  #isPublic = true;

  constructor(asking: Asking<E, I>) {
    this.#asking = asking;
  }

  /** All that was read is the same for whoever asks, and nothing of it failed. */
  get isPublic(): boolean {
    return this.#isPublic;
  }

  async run(
    { name, source }: Operation,
    variables: Readonly<Record<string, unknown>> = {},
    { partly = false, missing }: RunOptions = {},
  ): Promise<unknown> {
    const { host, exchange, identity } = this.#asking;
    this.#operations += 1;
    if (this.#operations > graphBounds.operations)
      throw new Error(`expected at most ${graphBounds.operations} operations, got one more: ${name}`);
    if (exchange.caller.aborted || performance.now() > this.#endMs)
      throw doorError('UNAVAILABLE', 'This takes too long at the moment; ask again.');
    const { data, errors, isPublic } = await host.run({ source, variables }, { exchange, identity });
    const failed =
      missing === 'null' ? errors.filter(({ extensions }) => extensions?.['code'] !== 'NOT_FOUND') : errors;
    const [first] = partly ? failed.filter(({ path = [] }) => path.length < 2) : failed;
    if (first) throw asThrown(first);
    this.#isPublic &&= isPublic && failed.length === 0;
    return data;
  }
}
