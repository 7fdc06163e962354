import type { Rewrite } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import { isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';

const fragment = '... on ';

/** Applies the plan's rewrites to a value in place. Where a path does not lead anywhere nothing happens. */
export function applyRewrites(value: unknown, rewrites: readonly Rewrite[], types: TypeRelations): void {
  for (const rewrite of rewrites) applyAt(value, rewrite.path, { rewrite, types });
}

interface Rewriting {
  readonly rewrite: Rewrite;
  readonly types: TypeRelations;
}

function applyAt(value: unknown, path: readonly string[], rewriting: Rewriting): void {
  if (Array.isArray(value)) {
    for (const element of value) applyAt(element, path, rewriting);
    return;
  }
  const [step, ...rest] = path;
  if (!isObject(value) || step === undefined) return;
  if (step.startsWith(fragment)) {
    if (isOfType(value, step.slice(fragment.length), rewriting.types)) applyAt(value, rest, rewriting);
  } else if (rest.length > 0) {
    applyAt(own(value, step), rest, rewriting);
  } else {
    rewriteMember(value, step, rewriting.rewrite);
  }
}

/** An object whose `__typename` was not asked for passes: the planner leaves it out where there is no choice. */
function isOfType(object: DataObject, type: string, types: TypeRelations): boolean {
  const typename = own(object, '__typename');
  return typeof typename !== 'string' || types.isSubtype(type, typename);
}

function rewriteMember(object: DataObject, key: string, rewrite: Rewrite): void {
  if (rewrite.kind === 'ValueSetter') {
    define(object, key, rewrite.value);
  } else if (Object.hasOwn(object, key)) {
    define(object, rewrite.to, object[key]);
    delete object[key];
  }
}

/** Unlike an assignment it cannot reach a setter of a prototype. */
function define(object: DataObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
