import type { EntityAsker } from '../transport/send-together.ts';
import type { CallContext, SubgraphAnswer } from '../transport/subgraph-call.ts';
import type { Company } from './program.ts';

/** Steps of one group whose inputs are there. */
interface Waiting {
  readonly askers: EntityAsker[];
  readonly companies: Company[];
}

/**
 * Holds back what steps of one run ask for entities until those that could go with it have begun too, or the turn of the
 * event loop is over: what is ready at one moment goes together, and nothing waits for what is not.
 */
export class Gathering {
  readonly #begun: boolean[];
  readonly #waiting = new Map<number, Waiting>();
  readonly #send: (askers: readonly EntityAsker[]) => void;
  #isEndAwaited = false;

  constructor(steps: number, send: (askers: readonly EntityAsker[]) => void) {
    this.#begun = Array.from({ length: steps }, () => false);
    this.#send = send;
  }

  ask(company: Company, request: EntityAsker['request'], context: CallContext): Promise<SubgraphAnswer> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(company.group) ?? { askers: [], companies: [] };
      this.#waiting.set(company.group, waiting);
      waiting.askers.push({ request, context, resolve });
      waiting.companies.push(company);
      // A step that has begun asks once more: nobody will say when it is done.
      if (this.#begun[company.index]) this.#awaitEnd();
    });
  }

  /** To be called when a step has asked for all that it asks for, also when that is nothing. */
  began({ group, index }: Company): void {
    this.#begun[index] = true;
    const waiting = this.#waiting.get(group);
    if (!waiting) return;
    const mayCome = waiting.companies.some(({ others }) => others.some((other) => !this.#begun[other]));
    if (mayCome) this.#awaitEnd();
    else this.#sendGroup(group, waiting);
  }

  #awaitEnd(): void {
    if (this.#isEndAwaited) return;
    this.#isEndAwaited = true;
    setImmediate(() => this.#endTurn());
  }

  #endTurn(): void {
    this.#isEndAwaited = false;
    for (const [group, waiting] of this.#waiting) this.#sendGroup(group, waiting);
  }

  #sendGroup(group: number, { askers }: Waiting): void {
    this.#waiting.delete(group);
    this.#send(askers);
  }
}
