import { meets } from '../kit/process/policies.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse } from '../kit/verdict.ts';
import type { AppStanding } from './app.rules.ts';
import { actsFor } from './vendor.rules.ts';

/** What an app is looked at for, in the order in which it is shown. */
export const conformanceChecks = [
  'PERSISTED_OPERATIONS',
  'NO_DEPRECATED_FIELD',
  'WAITED_AFTER_429',
  'REPEATED_CUT_MUTATION',
  'RESUMED_CUT_STREAM',
] as const;

export type ConformanceCheck = (typeof conformanceChecks)[number];
export type ConformanceVerdict = 'PASSED' | 'FAILED' | 'NOT_SEEN';

/** What the sandbox does to an app during a run, each once. */
export const plantKinds = ['RATE_LIMIT', 'CUT_ANSWER', 'CUT_STREAM'] as const;
export type PlantKind = (typeof plantKinds)[number];

/** One operation of an app in its sandbox: digests and names only, nothing of what was in it. Times are real, in epoch milliseconds. */
export interface Observation {
  /** As the answer's header `hub-request-id` has it. */
  readonly requestId: string;
  readonly atMs: number;
  /** Of the operation. */
  readonly name: string | null;
  readonly kind: 'QUERY' | 'MUTATION' | 'SUBSCRIPTION';
  /** SHA-256 of the text. */
  readonly document: string;
  /** Digest of the variables, the idempotency key left out. */
  readonly input: string;
  /** Digest of the idempotency key; null when none was sent. */
  readonly key: string | null;
  /** Digest of the cursor that it goes on from; null when it has none. */
  readonly after: string | null;
  /** The document is on the app's list. */
  readonly isListed: boolean;
  /** What of it is deprecated, as `Type.field`. */
  readonly deprecated: readonly string[];
}

/** What was done to which operation; `atMs` is when. */
export interface Plant extends Observation {
  /** Of a stream: digests of the cursors that it had been sent. */
  readonly cursors: readonly string[];
}

export type Plants = { readonly [kind in PlantKind]?: Plant };

/** A request that something is told by. */
export interface Evidence {
  readonly requestId: string;
  readonly atMs: number;
  readonly name: string | null;
  readonly note: string | null;
}

/** What has been seen so far: of each kind the earliest, so that it comes to the same in whatever order and however often it is told. */
export interface Progress {
  readonly seen: readonly Evidence[];
  readonly unlisted: readonly Evidence[];
  readonly deprecated: readonly Evidence[];
  /** Came before the time that it was told to wait was over; or came then. */
  readonly early: readonly Evidence[];
  readonly waited: readonly Evidence[];
  readonly otherKey: readonly Evidence[];
  readonly repeated: readonly Evidence[];
  /** Began anew, or from a cursor that the stream had not been sent. */
  readonly lost: readonly Evidence[];
  readonly resumed: readonly Evidence[];
}

export const noProgress: Progress = Object.freeze({
  seen: [],
  unlisted: [],
  deprecated: [],
  early: [],
  waited: [],
  otherKey: [],
  repeated: [],
  lost: [],
  resumed: [],
});

/** Requests that are kept of each kind. */
export const maxEvidence = 20;
/** What the planted 429 says in Retry-After. */
export const retryAfterMs = 3_000;
/** Other requests than the refused one may have been on their way for so long. */
const underWayMs = 1_000;
/** A timer may ring a little early, and the clocks of two gateways differ a little. */
const leewayMs = 250;
/** For so long after a cut nobody is told to wait: who comes back at once does well. */
const comeBackMs = 10_000;

/** What one more operation adds. */
export function observe(before: Progress, plants: Plants, seen: Observation): Progress {
  const { RATE_LIMIT: limit, CUT_ANSWER: answer, CUT_STREAM: stream } = plants;
  const told: readonly (Told | undefined)[] = [
    { to: 'seen', note: null },
    ...seenAnyway(seen),
    limit && follows(seen, limit) ? afterLimit(seen, limit) : undefined,
    answer && follows(seen, answer) ? afterCutAnswer(seen, answer) : undefined,
    stream && follows(seen, stream) ? afterCutStream(seen, stream) : undefined,
  ];
  const after = { ...before };
  for (const one of told) if (one) after[one.to] = earliest([...after[one.to], evidenceOf(seen, one.note)]);
  return after;
}

interface Told {
  readonly to: keyof Progress;
  readonly note: string | null;
}

function seenAnyway({ isListed, deprecated }: Observation): readonly Told[] {
  return [
    ...(isListed ? [] : [{ to: 'unlisted', note: 'not on the list of the app' } as const]),
    ...(deprecated.length === 0 ? [] : [{ to: 'deprecated', note: deprecated.join(', ') } as const]),
  ];
}

function afterLimit(seen: Observation, limit: Plant): Told | undefined {
  const waitedMs = seen.atMs - limit.atMs;
  if (waitedMs >= retryAfterMs - leewayMs) return { to: 'waited', note: null };
  const isEarly = isSame(seen, limit) || waitedMs > underWayMs;
  return isEarly ? { to: 'early', note: `${waitedMs} ms after the 429` } : undefined;
}

function afterCutAnswer({ kind, document, input, key }: Observation, cut: Plant): Told | undefined {
  if (kind !== 'MUTATION' || document !== cut.document) return undefined;
  if (cut.key !== null && key === cut.key) return { to: 'repeated', note: null };
  return input === cut.input ? { to: 'otherKey', note: key === null ? 'no key' : 'another key' } : undefined;
}

function afterCutStream(seen: Observation, cut: Plant): Told | undefined {
  if (seen.kind !== 'SUBSCRIPTION' || !isSame(seen, cut)) return undefined;
  if (seen.after !== null && cut.cursors.includes(seen.after)) return { to: 'resumed', note: null };
  return { to: 'lost', note: seen.after === null ? 'no cursor' : 'another cursor' };
}

function evidenceOf({ requestId, atMs, name }: Observation, note: string | null): Evidence {
  return { requestId, atMs, name, note };
}

function follows(seen: Observation, plant: Plant): boolean {
  return seen.atMs > plant.atMs && seen.requestId !== plant.requestId;
}

function isSame(seen: Observation, plant: Plant): boolean {
  return seen.document === plant.document && seen.input === plant.input;
}

function earliest(all: readonly Evidence[]): readonly Evidence[] {
  const each = [...new Map(all.map((one) => [one.requestId, one])).values()];
  each.sort((a, b) => a.atMs - b.atMs || (a.requestId < b.requestId ? -1 : 1));
  return each.slice(0, maxEvidence);
}

export interface JudgedCheck {
  readonly check: ConformanceCheck;
  readonly verdict: ConformanceVerdict;
  /** That the verdict was found by. */
  readonly requests: readonly Evidence[];
}

/** What comes of what was seen, one for each check. */
export function judge(plants: Plants, seen: Progress): readonly JudgedCheck[] {
  const { RATE_LIMIT: limit, CUT_ANSWER: answer, CUT_STREAM: stream } = plants;
  const found: Readonly<Record<ConformanceCheck, Omit<JudgedCheck, 'check'>>> = {
    PERSISTED_OPERATIONS: judgeAll(seen.seen, seen.unlisted),
    NO_DEPRECATED_FIELD: judgeAll(seen.seen, seen.deprecated),
    WAITED_AFTER_429: afterPlant(limit, judgeAll(seen.waited, seen.early)),
    REPEATED_CUT_MUTATION: afterPlant(answer, judgeRepeat(answer, seen)),
    RESUMED_CUT_STREAM: afterPlant(stream, judgeFirst(seen.resumed, seen.lost)),
  };
  return conformanceChecks.map((check) => ({ check, ...found[check] }));
}

type Found = Omit<JudgedCheck, 'check'>;

/** One that is wrong is one too many. */
function judgeAll(right: readonly Evidence[], wrong: readonly Evidence[]): Found {
  if (wrong.length > 0) return { verdict: 'FAILED', requests: wrong };
  if (right.length > 0) return { verdict: 'PASSED', requests: right };
  return notSeen;
}

/** What came first counts: later the same may be done again for another reason. */
function judgeFirst(right: readonly Evidence[], wrong: readonly Evidence[]): Found {
  const [first] = right;
  const before = first ? wrong.filter(({ atMs }) => atMs < first.atMs) : wrong;
  return judgeAll(right.slice(0, 1), before);
}

function judgeRepeat(plant: Plant | undefined, { repeated, otherKey }: Progress): Found {
  if (plant && plant.key === null)
    return { verdict: 'FAILED', requests: [{ ...evidenceOf(plant, 'no key') }] };
  return judgeFirst(repeated, otherKey);
}

/** Where what has to follow has not been seen, the request that it would have to follow is shown. */
function afterPlant(plant: Plant | undefined, found: Found): Found {
  if (!plant) return notSeen;
  if (found.verdict !== 'NOT_SEEN') return found;
  return { verdict: 'NOT_SEEN', requests: [evidenceOf(plant, 'what has to follow was not seen')] };
}

const notSeen: Found = Object.freeze({ verdict: 'NOT_SEEN', requests: Object.freeze([]) });

export function hasPassedAll(checks: readonly JudgedCheck[]): boolean {
  return checks.every(({ verdict }) => verdict === 'PASSED');
}

/**
 * Whether something may be planted now: each once, nobody is told to wait while others come back from a cut, and nothing is cut while
 * somebody is to wait, so that what one plant calls for is never held against the app by another.
 */
export function mayPlant(plants: Plants, kind: PlantKind, atMs: number): boolean {
  if (plants[kind]) return false;
  const { RATE_LIMIT: limit, CUT_ANSWER: answer, CUT_STREAM: stream } = plants;
  if (kind === 'RATE_LIMIT') return [answer, stream].every((cut) => !cut || atMs - cut.atMs > comeBackMs);
  return !limit || atMs - limit.atMs > retryAfterMs;
}

/** Whose business the requests of a run are: its organisation's, the operations centre's and the app's own. */
export function seesRequests(
  viewer: Viewer,
  appId: string,
  vendor: { readonly ownerId: string | null } | null,
): boolean {
  return actsFor(viewer, vendor) || meets(viewer, 'ioc') || (viewer.kind === 'app' && viewer.id === appId);
}

/** Whether a run may begin: one at a time, and none of an app that is shut out. */
export function checkStart(
  { state }: AppStanding,
  last: { readonly judgedAt: Date | null } | undefined,
): Verdict<true> {
  if (state === 'SUSPENDED')
    return refuse('ILLEGAL_TRANSITION', 'The app is suspended.', { from: state, allowed: ['RESTORE'] });
  if (last && last.judgedAt === null)
    return refuse('CONFLICT', 'A run of this app is on already: end it with finishConformanceRun.', {
      field: 'appId',
    });
  return { value: true };
}

/** Whether an app may have keys for the city itself: only one that has passed. */
export function checkLiveKeys({ state, before }: AppStanding): Verdict<true> {
  if ((before ?? state) !== 'SANDBOX') return { value: true };
  return refuse(
    'FORBIDDEN',
    'The app has not passed a conformance run yet: begin one with startConformanceRun, use the app in its sandbox, and end it with finishConformanceRun. Until then it may have keys for its sandbox (sandbox: true).',
    { rule: 'not_conformant' },
  );
}
