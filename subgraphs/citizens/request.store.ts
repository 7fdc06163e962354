import { randomUUID } from 'node:crypto';
import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, JournalEntry, PageArgs, SubgraphParts, Tx, Viewer } from '../kit/index.ts';
import { findPage, hasRole } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import { orThrow } from '../kit/verdict.ts';
import { noSuchRequest, ownRequest, requireOffice, requirePerson, staleVersion } from './errors.ts';
import type { FactStore } from './fact.store.ts';
import { requestAsOf, requestEntry } from './request.events.ts';
import type { CopyPieceRow, RequestChange, RequestRow } from './request.model.ts';
import { copyPieceSchema, requestSchema } from './request.model.ts';
import type { RequestFacts, RequestKind, RequestState, RequestStep } from './request.rules.ts';
import {
  checkDetails,
  checkOpenRequests,
  checkWords,
  nextMark,
  receivedRequest,
  recountAnswer,
  settleRequest,
  takeRequestStep,
} from './request.rules.ts';
import type { WriteCall } from './write.store.ts';
import { runOnce } from './write.store.ts';

/** What requests are kept with. */
export interface RequestDesk {
  readonly parts: SubgraphParts;
  readonly requests: Model<RequestRow>;
  readonly pieces: Model<CopyPieceRow>;
  readonly facts: FactStore;
}

export async function openRequestDesk(parts: SubgraphParts, facts: FactStore): Promise<RequestDesk> {
  return {
    parts,
    facts,
    requests: await openModel(parts.db, 'DataRequest', requestSchema()),
    pieces: await openModel(parts.db, 'DataCopy', copyPieceSchema()),
  };
}

export interface RequestAsk extends WriteCall {
  readonly kind: RequestKind;
  readonly details?: string | null | undefined;
}

/** The timer that tells what the clock has to tell of a request; one for each, at the next of its marks. */
export const requestClock = 'request-clock';
/** The timer that has one area's part of a copy fetched. */
export const copyTimer = 'data-copy';

/** How the erasure that a completed DELETION stands for is begun; `row` is the request after the step, not yet stored. */
export type BeginErasure = (
  begun: { readonly row: RequestRow; readonly version: number },
  tx: Tx,
) => Promise<void>;

/**
 * Receives a request. One for a copy of all data is acknowledged at once, since nobody has to decide on it.
 * @throws GraphQLError UNAUTHENTICATED, BAD_USER_INPUT, CONFLICT for a second copy or erasure at a time
 */
export async function receiveRequest(
  desk: RequestDesk,
  ask: RequestAsk,
  hasThirdParty: (personId: string, tx: Tx) => Promise<boolean>,
): Promise<RequestRow> {
  const personId = requirePerson(ask.viewer);
  const words = orThrow(checkDetails(ask.kind, ask.details));
  const details = words === null ? null : await desk.parts.personKeys.seal(personId, words);
  const entry = await runOnce(desk.parts, { call: ask, queue: `DataRequests:${personId}` }, async (tx) => {
    orThrow(checkOpenRequests(ask.kind, await openRequests(desk, personId, tx.session)));
    const thirdParty = await hasThirdParty(personId, tx);
    return insertRequest(desk, { personId, kind: ask.kind, thirdParty, details }, tx);
  });
  return rowAsOf(desk, entry);
}

export interface NewRequest extends Pick<RequestRow, 'personId' | 'kind' | 'thirdParty' | 'details'> {}

/** Stores a request with its timers in the caller's transaction. */
export async function insertRequest(desk: RequestDesk, given: NewRequest, tx: Tx): Promise<JournalEntry> {
  const calendar = await desk.facts.calendarIn(tx);
  const received = receivedRequest(calendar, { ...given, now: tx.now });
  const row: RequestRow = {
    _id: randomUUID(),
    ...received,
    personId: given.personId,
    details: given.details,
    answer: null,
    extensionReason: null,
    awaited: [],
    areas: [],
    copyUntil: null,
    lastChange: { step: 'RECEIVE', from: null, to: 'RECEIVED', at: tx.now },
  };
  const said = await tx.append(requestEntry(row, { role: 'person' }));
  if (row.kind !== 'ACCESS') {
    await desk.requests.create([row], { session: tx.session });
    await keepClock(row, tx);
    return said;
  }
  const awaited = allAreas(desk);
  const facts = orThrow(takeRequestStep(row, 'ACKNOWLEDGE', { now: tx.now }));
  const answered = { ...stepped(row, facts, { step: 'ACKNOWLEDGE', at: tx.now }), awaited };
  await desk.requests.create([answered], { session: tx.session });
  await keepClock(answered, tx);
  for (const area of awaited)
    await tx.setTimer({
      kind: copyTimer,
      key: `${row._id}#${area}`,
      at: tx.now,
      data: { id: row._id, area },
    });
  return tx.append(requestEntry(answered, { role: 'system' }));
}

/** Every area that may hold something of a person: this one first. */
export function allAreas({ parts }: RequestDesk): readonly string[] {
  return ['citizens', ...parts.peers];
}

function openRequests(
  { requests }: RequestDesk,
  personId: string,
  session: ClientSession,
): Promise<RequestRow[]> {
  return requests
    .find({ personId, state: trusted({ $in: openStates }) })
    .session(session)
    .lean<RequestRow[]>()
    .exec();
}

const openStates: RequestState[] = ['RECEIVED', 'ACKNOWLEDGED', 'EXTENDED'];

export interface StepCall extends WriteCall {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
  readonly step: RequestStep;
  /** With EXTEND. */
  readonly days?: number | null | undefined;
  /** The reason of EXTEND and REFUSE, the answer of COMPLETE. */
  readonly words?: string | null | undefined;
}

/**
 * Takes one step as the identity officer.
 * @throws GraphQLError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, ILLEGAL_TRANSITION, BAD_USER_INPUT
 */
export async function stepRequest(
  desk: RequestDesk,
  call: StepCall,
  begin: BeginErasure,
): Promise<RequestRow> {
  const { viewer, step, id } = call;
  const officer = requireOffice(viewer);
  const entry = await runOnce(desk.parts, { call, queue: `DataRequest:${id}` }, async (tx) => {
    const stored = await requireRequest(desk, id, tx.session);
    if (stored.personId === viewer.id) throw ownRequest();
    const expected = call.expectedVersion ?? stored.version;
    if (expected !== stored.version) throw staleVersion('request', stored.version);
    const settled = await settle(stored, tx);
    const facts = orThrow(takeRequestStep(settled, step, { now: tx.now, days: call.days ?? null }));
    const words = await sealWords(desk, stored, orThrow(checkWords(stored.kind, step, call.words)));
    const after = stepped(settled, facts, { step, at: tx.now });
    const next = {
      ...after,
      ...(step === 'EXTEND' ? { extensionReason: words } : words && { answer: words }),
    };
    const said = await tx.append(requestEntry(next, { role: 'identityOfficer', id: officer }));
    const { version } = stored;
    if (next.orderedAt === null) await saveRequest(desk, next, { version, tx });
    else await begin({ row: next, version }, tx);
    return said;
  });
  return rowAsOf(desk, entry);
}

async function sealWords({ parts }: RequestDesk, { personId }: RequestRow, words: string | null) {
  return words === null ? null : parts.personKeys.seal(personId, words);
}

/** The request after a step. */
export function stepped(
  row: RequestRow,
  facts: RequestFacts,
  { step, at }: Pick<RequestChange, 'step' | 'at'>,
): RequestRow {
  return { ...row, ...facts, lastChange: { step, from: row.state, to: facts.state, at } };
}

/** Tells what came due before `tx.now`, also when its timer is late. */
export async function settle(row: RequestRow, tx: Tx): Promise<RequestRow> {
  const { told } = settleRequest(row, tx.now);
  let settled = row;
  for (const { mark, at } of told) {
    const lastChange: RequestChange = { step: mark, from: row.state, to: row.state, at };
    settled = { ...settled, marks: [...settled.marks, mark], lastChange };
    await tx.append(requestEntry(settled, { role: 'system' }, 0));
  }
  return settled;
}

/** Replaces what is stored by what became of it, and moves its timer. */
export async function saveRequest(
  { requests }: RequestDesk,
  next: RequestRow,
  { version, tx }: { readonly version: number; readonly tx: Tx },
): Promise<void> {
  const { matchedCount } = await requests.replaceOne({ _id: next._id, version }, next, {
    session: tx.session,
  });
  // Another writer cannot have come between in one transaction: it would have ended in a write conflict.
  if (matchedCount !== 1)
    throw new Error(`expected version ${version} of data request ${next._id}, found none`);
  await keepClock(next, tx);
}

async function keepClock(row: RequestRow, tx: Tx): Promise<void> {
  const next = nextMark(row);
  if (next) await tx.setTimer({ kind: requestClock, key: row._id, at: next.at });
  else await tx.clearTimer(requestClock, row._id);
}

/** Tells what the clock has to tell of a request by now, and sets its timer for what comes next. */
export async function tellClock(desk: RequestDesk, id: string, tx: Tx): Promise<void> {
  const row = await desk.requests.findById(id).session(tx.session).lean<RequestRow>();
  if (!row) return;
  await saveRequest(desk, await settle(row, tx), { version: row.version, tx });
}

/** The timer that counts the terms for answers anew after a change of the calendar. */
export const recountTimer = 'request-recount';
const recountBatch = 50;

/** Called in the transaction that stores the new calendar. */
export async function startRecount(year: number, tx: Tx): Promise<void> {
  await setRecount(year, '', tx);
}

/** One batch of the requests that wait for an answer; sets the timer of the next one in the same transaction. */
export async function recount(
  desk: RequestDesk,
  data: Readonly<Record<string, unknown>>,
  tx: Tx,
): Promise<void> {
  const { year, after } = parseRecount(data);
  const rows = await desk.requests
    .find({ state: 'RECEIVED', _id: trusted({ $gt: after }) })
    .sort({ _id: 1 })
    .limit(recountBatch)
    .session(tx.session)
    .lean<RequestRow[]>();
  const calendar = await desk.facts.calendarIn(tx);
  for (const row of rows) {
    const settled = await settle(row, tx);
    const moved = recountAnswer(calendar, settled);
    if (!moved) continue;
    const next = stepped(settled, moved, { step: 'MOVE_ANSWER_DUE', at: tx.now });
    await saveRequest(desk, next, { version: row.version, tx });
    await tx.append({ ...requestEntry(next, { role: 'system' }), why: `calendar ${year}` });
  }
  const last = rows.at(-1);
  if (last && rows.length === recountBatch) await setRecount(year, last._id, tx);
}

/** Each batch has a key of its own, so that setting the next one and removing this one cannot meet. */
async function setRecount(year: number, after: string, tx: Tx): Promise<void> {
  await tx.setTimer({ kind: recountTimer, key: `${year}#${after}`, at: tx.now, data: { year, after } });
}

// Only what `setRecount` stored is read with it.
function parseRecount(data: Readonly<Record<string, unknown>>): {
  readonly year: number;
  readonly after: string;
} {
  return data as { year: number; after: string };
}

/** The request of an entry as of that change. */
async function rowAsOf(desk: RequestDesk, entry: JournalEntry): Promise<RequestRow> {
  return requestAsOf(await requireRequest(desk, entry.entityId), entry);
}

export async function requireRequest(
  { requests }: RequestDesk,
  id: string,
  session?: ClientSession,
): Promise<RequestRow> {
  const row = await requests
    .findById(id)
    .session(session ?? null)
    .lean<RequestRow>();
  if (!row) throw noSuchRequest();
  return row;
}

/** A request that the viewer may see: one's own, and every one for the identity officer and the auditor. */
export async function visibleRequest(
  desk: RequestDesk,
  { id, viewer }: { readonly id: string; readonly viewer: Viewer },
  session?: ClientSession,
): Promise<RequestRow | null> {
  const row = await desk.requests
    .findById(id)
    .session(session ?? null)
    .lean<RequestRow>();
  return row && maySeeRequest(row, viewer) ? row : null;
}

export function maySeeRequest({ personId }: Pick<RequestRow, 'personId'>, viewer: Viewer): boolean {
  if (viewer.kind !== 'person') return false;
  return viewer.id === personId || hasRole(viewer, 'identityOfficer') || hasRole(viewer, 'auditor');
}

/** A person's own requests, newest first. */
export function listOwn(
  { requests }: RequestDesk,
  personId: string,
  args: PageArgs,
): Promise<Connection<RequestRow>> {
  return findPage(requests, {
    args,
    order: [
      { field: 'receivedAt', direction: -1, kind: 'date' },
      { field: '_id', direction: -1, kind: 'string' },
    ],
    filter: { personId },
  });
}

/** All requests in a state, what is due first before the rest. */
export function listByState(
  { requests }: RequestDesk,
  state: RequestState,
  args: PageArgs,
): Promise<Connection<RequestRow>> {
  return findPage(requests, {
    args,
    order: [
      { field: 'dueAt', direction: 1, kind: 'date' },
      { field: '_id', direction: 1, kind: 'string' },
    ],
    filter: { state },
  });
}
