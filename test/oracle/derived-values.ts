import { Kind } from 'graphql';
import type { TypeNode } from 'graphql';
import type { FieldFacts, WorldFacts } from './world-facts.ts';

/** One object of the world. Entities are few and met again; any other object is named for where it was met. */
export interface Instance {
  readonly type: string;
  readonly id: string;
}

/** Entities of each type. */
export const population = 3;

/** Even over its range, equal for equal text. */
export function hash(text: string): number {
  let h = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619);
  h = Math.imul(h ^ (h >>> 16), 2_246_822_507);
  h = Math.imul(h ^ (h >>> 13), 3_266_489_909);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The value of a field, as a function of `seed` alone: null, empty, zero and false come often. Composite values are
 * instances.
 */
export function deriveValue(facts: WorldFacts, field: FieldFacts, { seed, owner }: Place): unknown {
  if (field.mayBreak && hash(`${seed} breaks`) % 31 === 0) return null;
  return derive(field.type, { facts, field, seed, owner });
}

export interface Place {
  readonly seed: string;
  readonly owner: Instance;
}

interface Deriving extends Place {
  readonly facts: WorldFacts;
  readonly field: FieldFacts;
}

function derive(type: TypeNode, deriving: Deriving): unknown {
  const { field, seed } = deriving;
  if (type.kind === Kind.NON_NULL_TYPE) return deriveNonNull(type.type, deriving);
  if (!field.unique && hash(`${seed} null`) % 6 === 0) return null;
  return deriveNonNull(type, deriving);
}

function deriveNonNull(type: TypeNode, deriving: Deriving): unknown {
  const { facts, field, seed } = deriving;
  if (type.kind === Kind.NON_NULL_TYPE) return deriveNonNull(type.type, deriving);
  if (type.kind === Kind.LIST_TYPE) {
    const length = field.unique ? 1 : hash(`${seed} length`) % 4;
    return Array.from({ length }, (_, n) => derive(type.type, { ...deriving, seed: `${seed}.${n}` }));
  }
  const name = type.name.value;
  if (field.values.length > 0) return field.values[hash(seed) % field.values.length];
  if (isScalar(name, facts)) return deriveScalar(name, deriving);
  const chosen = field.types[hash(`${seed} type`) % Math.max(field.types.length, 1)];
  if (chosen === undefined) return null;
  if (chosen === 'Query') return { type: 'Query', id: '' };
  // An entity in a key of another belongs to that alone.
  const own = field.unique && facts.isEntity(deriving.owner.type);
  return facts.isEntity(chosen)
    ? { type: chosen, id: own ? deriving.owner.id : String(1 + (hash(seed) % population)) }
    : { type: chosen, id: seed.length > 60 ? `#${hash(seed).toString(36)}${hash(`${seed}+`)}` : seed };
}

function isScalar(name: string, { schema }: WorldFacts): boolean {
  const type = schema.getType(name);
  return type === undefined || 'serialize' in type;
}

function deriveScalar(name: string, { field, seed }: Deriving): unknown {
  const h = hash(seed);
  const edge = !field.unique && h % 5 === 0;
  switch (name) {
    case 'Int':
      return edge ? 0 : (h % 100_000) + 1;
    case 'Float':
      return edge ? 0 : (h % 1_000) + 0.5;
    case 'Boolean':
      return h % 2 === 0;
    case 'String':
    case 'ID':
      return edge ? '' : seed;
    default:
      return edge ? { nested: [0, false, '', null] } : [seed];
  }
}
