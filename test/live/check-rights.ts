import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { HistoryRecord, RefusedRecord, TokenRecord } from './history.ts';

/** How long rights that have ended may go on to count (design.md 3). */
export const graceMs = 5_000;
/** A token says its second only: one of the second of a revocation is taken for one of before. */
const secondMs = 1_500;

/** The codes by which a token is told to be no good. */
const codes = new Set(['SUBSCRIPTION_JWT_EXPIRED', 'SUBSCRIPTION_RIGHTS_ENDED', 'UNAUTHENTICATED']);

interface Revocation {
  readonly actor: string;
  readonly from: number;
  /** Acknowledged; infinite when it never was. */
  readonly until: number;
}

/**
 * Nobody is given a change with a token that had ended 5 s before the change began to be written, by expiry or by
 * revocation; and nobody is refused whose token was good. When a change was written counts, not when this process heard of
 * it: a process that is held up hears late.
 */
export function checkRights(records: readonly HistoryRecord[]): readonly Finding[] {
  const revocations = revocationsOf(records);
  const began = beginnings(records);
  const tokens = new Map<string, TokenRecord>();
  const comesWith = new Map<string, TokenRecord | undefined>();
  const findings: Finding[] = [];
  for (const record of records) {
    if (record.op === 'token') tokens.set(record.token, record);
    if (record.op === 'subscribe')
      comesWith.set(record.subscriber, record.token === undefined ? undefined : tokens.get(record.token));
    if (record.op !== 'deliver' && record.op !== 'refused') continue;
    const token = comesWith.get(record.subscriber);
    if (record.op === 'refused') findings.push(...checkRefusal(record, token, revocations));
    else if (token && record.mark === 'change') {
      const endedAt = endOf(token, revocations);
      for (const { key, ver } of record.reports)
        if ((began.get(`${key} ${ver}`) ?? 0) > endedAt + graceMs)
          findings.push(
            finding(
              'rights',
              `${record.subscriber} was given version ${ver} of ${key} with a token that had ended`,
            ),
          );
    }
  }
  return findings;
}

function checkRefusal(
  { subscriber, actor, code, t }: RefusedRecord,
  token: TokenRecord | undefined,
  revocations: readonly Revocation[],
): Finding[] {
  const mayBe = token !== undefined && codes.has(code) && mayHaveEnded(token, t, revocations);
  return mayBe ? [] : [finding('refused', `${subscriber} as ${actor} was refused: ${code}`)];
}

function mayHaveEnded(token: TokenRecord, t: number, revocations: readonly Revocation[]): boolean {
  if (token.endsAt !== null && token.endsAt <= t) return true;
  return revocations.some(
    ({ actor, from, until }) => actor === token.actor && from <= t && token.t <= until + secondMs,
  );
}

/** From when on it is no good for certain. */
function endOf(token: TokenRecord, revocations: readonly Revocation[]): number {
  const revoked = revocations
    .filter(({ actor, from }) => actor === token.actor && token.t < from)
    .map(({ until }) => until);
  return Math.min(token.endsAt ?? Number.POSITIVE_INFINITY, ...revoked);
}

function revocationsOf(records: readonly HistoryRecord[]): readonly Revocation[] {
  const all: Revocation[] = [];
  const open = new Map<string, number>();
  for (const record of records) {
    if (record.op !== 'revocation') continue;
    const { actor, type, t } = record;
    if (type === 'invoke') open.set(actor, Math.min(t, open.get(actor) ?? t));
    else {
      all.push({ actor, from: open.get(actor) ?? t, until: t });
      open.delete(actor);
    }
  }
  return [...all, ...[...open].map(([actor, from]) => ({ actor, from, until: Number.POSITIVE_INFINITY }))];
}

/** When each version began to be written: with the first attempt at it. */
function beginnings(records: readonly HistoryRecord[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  const began = new Map<string, number>();
  for (const record of records) {
    if (record.op !== 'write') continue;
    if (!first.has(record.idem)) first.set(record.idem, record.t);
    if (record.type === 'ok') began.set(`${record.key} ${record.ver}`, first.get(record.idem) ?? record.t);
  }
  return began;
}
