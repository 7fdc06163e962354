import { badInput, doorError } from '../frame/index.ts';
import type { EntitySet } from './entity-types.ts';
import { isEntitySet, navigationOf } from './entity-types.ts';

/** One step of a resource path: a set or a navigation, with the key of one of its entities. */
export interface PathStep {
  readonly name: string;
  readonly set: EntitySet;
  readonly isMany: boolean;
  readonly key: string | undefined;
}

/** `Things('x')/Datastreams`, `Datastreams('y')/name/$value`, `Things/$ref`. */
export interface ResourcePath {
  readonly steps: readonly [PathStep, ...PathStep[]];
  /** A member of the entity that the steps lead to. */
  readonly member: string | undefined;
  readonly tail: '$value' | '$ref' | undefined;
}

const maxSteps = 6;
const memberForm = /^(?:@iot\.)?[A-Za-z]+$/;
const segmentForm = /^(?<name>[A-Za-z]+)(?:\((?:'(?<text>(?:[^']|'')*)'|(?<bare>[^')]+))\))?$/;

/**
 * A path below `v1.1/`, decoded.
 * @throws NOT_FOUND for what leads nowhere
 */
export function readPath(path: string): ResourcePath {
  const segments = splitPath(path);
  const last = segments.at(-1);
  const tail = last === '$value' || last === '$ref' ? last : undefined;
  const { steps, member } = readSteps(tail ? segments.slice(0, -1) : segments);
  const hasMember = member !== undefined;
  if ((tail === '$value' && !hasMember) || (tail === '$ref' && hasMember)) throw nowhere();
  return { steps, member, tail };
}

function readSteps(segments: readonly string[]): Pick<ResourcePath, 'steps' | 'member'> {
  const [first = '', ...more] = segments;
  const root = rootStep(first);
  if (!root || segments.length > maxSteps) throw nowhere();
  const steps: [PathStep, ...PathStep[]] = [root];
  for (const [index, segment] of more.entries()) {
    const from = steps.at(-1) ?? root;
    const next = leadsToOne(from) ? nextStep(from, segment) : undefined;
    if (next) steps.push(next);
    // What is no navigation is a member, and nothing comes behind one.
    else if (leadsToOne(from) && index === more.length - 1 && memberForm.test(segment))
      return { steps, member: segment };
    else throw nowhere();
  }
  return { steps, member: undefined };
}

/** Whether a step ends at one entity. */
export function leadsToOne({ isMany, key }: PathStep): boolean {
  return !isMany || key !== undefined;
}

/** Slashes in the quotes of a key divide nothing. */
function splitPath(path: string): string[] {
  return path.replace(/\/$/, '').match(/(?:'(?:[^']|'')*'|[^/'])+/g) ?? [];
}

function rootStep(segment: string): PathStep | undefined {
  const { name = '', key } = readSegment(segment);
  return isEntitySet(name) ? { name, set: name, isMany: true, key } : undefined;
}

function nextStep(from: PathStep, segment: string): PathStep | undefined {
  const { name = '', key } = readSegment(segment);
  const navigation = navigationOf(from.set, name);
  if (!navigation || (key !== undefined && !navigation.isMany)) return undefined;
  return { name, set: navigation.to, isMany: navigation.isMany, key };
}

function readSegment(segment: string): { readonly name?: string; readonly key: string | undefined } {
  const { name, text, bare } = segmentForm.exec(segment)?.groups ?? {};
  return { ...(name !== undefined && { name }), key: text?.replaceAll("''", "'") ?? bare };
}

function nowhere(): Error {
  return doorError('NOT_FOUND', 'There is nothing at this address.');
}

/** A path within the options of a query: `Datastreams/ObservedProperty/name`. @throws BAD_USER_INPUT rule `path` */
export function readMemberPath(text: string, field: string): readonly string[] {
  const parts = text.split('/');
  if (parts.length <= maxSteps && parts.every((part) => /^(?:@iot\.)?[A-Za-z_][\w.]*$/.test(part)))
    return parts;
  throw badInput({ field, rule: 'path' }, `"${text.slice(0, 100)}" is no path of members.`);
}
