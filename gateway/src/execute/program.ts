import type { FetchNode } from '../plan/plan-nodes.ts';
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
  readonly represent: WriteRepresentation | undefined;
  /** The same fetch without what needs the members that are not there, by the paths of those; remembered. */
  readonly without: (missing: ReadonlySet<string>) => ReducedFetch;
}

export interface ReducedFetch {
  /** Undefined when nothing is left to be asked. */
  readonly rest: CompiledFetch | undefined;
  /** What cannot be asked, as a fetch whose errors can be placed. */
  readonly dropped: FetchNode;
}

/**
 * The JSON of an entity's representation; empty when the fetch is not for an entity like this one, or when there is no
 * key to send; undefined when something required is not there.
 */
export type WriteRepresentation = (entity: DataObject) => string | undefined;

/** A fetch of a plan, with all that stands around it in the plan's tree. */
export interface PlacedFetch {
  readonly node: FetchNode;
  readonly keys: readonly string[];
  readonly conditions: readonly StepCondition[];
  /** Fetches, by their index, that the plan lets end before this one begins. */
  readonly after: readonly number[];
}
