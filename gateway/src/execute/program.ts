import type { FetchNode } from '../plan/plan-nodes.ts';
import type { InitialCount } from '../plan/resolve-incremental.ts';
import type { DataObject } from './data-object.ts';

/** A plan compiled: what is to be done for each fetch and what each must wait for. Made once, run for every request. */
export interface Program {
  readonly steps: readonly Step[];
}

/** One fetch at one place. */
export interface Step {
  readonly fetch: CompiledFetch;
  /** Lead from the root of the data to the objects that it fills; lists on the way are not mentioned. */
  readonly keys: readonly string[];
  /** Boolean variables of the client that must have these values, or the step is left out. */
  readonly conditions: readonly StepCondition[];
  /** Steps, by their index, that must have ended: each of them writes something that this one reads or writes. */
  readonly waitsFor: readonly number[];
  /** Steps that wait for this one. */
  readonly isAwaitedBy: readonly number[];
  /** The part of the answer that it belongs to, as `partKey` writes it; absent where all comes at once. */
  readonly part?: string | undefined;
  /** Of the lists on its way that are streamed: which of their elements it is for. */
  readonly slices?: readonly ListSlice[] | undefined;
  /** Absent where nothing could go into one request with what it asks for. */
  readonly company?: Company | undefined;
}

/** The steps that ask one subgraph for entities, all with the viewer's identity or all without, for one part of the answer. */
export interface Company {
  readonly group: number;
  /** Of the step itself. */
  readonly index: number;
  /** Those of the group that may begin while this one waits: neither waits for the other. */
  readonly others: readonly number[];
}

/** The first elements of a streamed list, or the rest. */
export interface ListSlice {
  readonly stream: StreamedList;
  readonly side: 'head' | 'tail';
}

/** A list of which the first elements come before the rest. */
export interface StreamedList {
  /** The id of its `@stream`. */
  readonly id: string;
  /** Lead from the root of the data to the list; lists on the way are not mentioned. */
  readonly keys: readonly string[];
  /** How many elements come first. */
  readonly count: InitialCount;
}

export interface StepCondition {
  readonly variable: string;
  readonly value: boolean;
}

/** A fetch with everything about it that is the same for all requests. */
export interface CompiledFetch {
  readonly node: FetchNode;
  /** The body that is sent, up to the first variable. */
  readonly bodyHead: string;
  /** The keys at which it fills its targets, `__typename` left out. */
  readonly producedKeys: readonly string[];
  /** Absent for a fetch of a root type. */
  readonly represent: RepresentationOf | undefined;
  /** The same fetch without what needs the members that are not there, by the paths of those; remembered. */
  readonly without: (missing: ReadonlySet<string>) => ReducedFetch;
  /** The same fetch without some of the keys that it is answered with; undefined when nothing is left of it. */
  readonly withoutKeys: (sentKeys: ReadonlySet<string>) => CompiledFetch | undefined;
}

export interface ReducedFetch {
  /** Undefined when nothing is left to be asked. */
  readonly rest: CompiledFetch | undefined;
  /** What cannot be asked, as a fetch whose errors can be placed. */
  readonly dropped: FetchNode;
}

/** How an entity is represented, by its type: undefined when the fetch is not for an entity like this one. */
export type RepresentationOf = (entity: DataObject) => Representation | undefined;

/** How entities of one type are represented. */
export interface Representation {
  /** The JSON; undefined when something required is not there. */
  readonly write: WriteRepresentation;
  /** False: there is no key to send, whatever is there. */
  readonly isSent: boolean;
  /** The one member that tells two representations of this type apart, where there is only one. */
  readonly only: string | undefined;
}

export type WriteRepresentation = (entity: DataObject) => string | undefined;

/** A fetch of a plan, with all that stands around it in the plan's tree. */
export interface PlacedFetch {
  readonly node: FetchNode;
  readonly keys: readonly string[];
  readonly conditions: readonly StepCondition[];
  /** Fetches, by their index, that the plan lets end before this one begins. */
  readonly after: readonly number[];
  /** The id of the innermost `@defer` whose fetch it is. */
  readonly deferred?: string | undefined;
}
