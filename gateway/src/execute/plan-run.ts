import type { TypeRelations } from '../plan/type-relations.ts';
import type { CallContext, SubgraphCall, SubgraphEndpoint } from '../transport/subgraph-call.ts';
import type { DataObject } from './data-object.ts';
import type { Gathering } from './gathering.ts';
import type { ListProgress } from './list-progress.ts';
import type { LocatedError } from './locate-errors.ts';

/** What every step of one run works with. `data` and `errors` grow as it goes. */
export interface PlanRun {
  readonly data: DataObject;
  readonly errors: LocatedError[];
  /** What has gone wrong so far, in other parts of the answer too. */
  causes(): readonly LocatedError[];
  /** Of the client, coerced: defaults are in. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly types: TypeRelations;
  readonly subgraphs: ReadonlyMap<string, SubgraphEndpoint>;
  readonly call: SubgraphCall;
  readonly context: CallContext;
  /** Where steps may go together in one request. */
  readonly gathering?: Gathering | undefined;
  /** Where lists are delivered piece by piece. */
  readonly lists?: ListProgress | undefined;
}
