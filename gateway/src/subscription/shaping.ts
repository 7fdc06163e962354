import { clientError } from '../errors.ts';

/** How a client wants its stream thinned out. The last word on everything is always given. */
export interface Shaping {
  /** Of several changes of one entity that wait, only the latest. */
  readonly latestPerEntity: boolean;
  /** Rounds a second: the latest event of all, or with `latestPerEntity` the latest of each entity that has changed. */
  readonly maxPerSecond: number | undefined;
}

const field = 'extensions.shaping';
const mostPerSecond = 1_000;

/**
 * `extensions.shaping` of a subscribe: `{ latestPerEntity?: true, maxPerSecond?: 1 … 1000 }`, at least one of the two.
 * @param tellsEntities the subgraph says what each event is about
 * @throws BAD_USER_INPUT naming the member and the rule
 */
export function parseShaping(value: unknown, tellsEntities: boolean): Shaping | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw refusal(field, 'object', 'must be an object');
  const { latestPerEntity = false, maxPerSecond, ...unknown } = parseMembers(value);
  const [other] = Object.keys(unknown);
  if (other !== undefined) throw refusal(`${field}.${other}`, 'unknown_member', 'is not known');
  if (typeof latestPerEntity !== 'boolean')
    throw refusal(`${field}.latestPerEntity`, 'boolean', 'must be true or false');
  if (latestPerEntity && !tellsEntities)
    throw refusal(
      `${field}.latestPerEntity`,
      'not_told',
      'cannot be had: its subgraph does not say what events are about',
    );
  if (maxPerSecond !== undefined && !isRate(maxPerSecond))
    throw refusal(`${field}.maxPerSecond`, 'range', `must be a whole number from 1 to ${mostPerSecond}`);
  if (!latestPerEntity && maxPerSecond === undefined) throw refusal(field, 'empty', 'asks for nothing');
  return { latestPerEntity, maxPerSecond };
}

function isRate(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostPerSecond;
}

function refusal(member: string, rule: string, what: string): Error {
  return clientError('BAD_USER_INPUT', `"${member}" ${what}.`, { extensions: { field: member, rule } });
}

function parseMembers(value: object): Record<string, unknown> {
  return value as Record<string, unknown>;
}
