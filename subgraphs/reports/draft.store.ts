import { randomUUID } from 'node:crypto';
import type { DatedEntry, NewEntry, Tx, Written } from '../kit/index.ts';
import { cellsOf } from '../kit/grid-cells.ts';
import { insertAll } from '../kit/mongo.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { hashClaimToken } from './claim.rules.ts';
import { makeClaimToken } from './claim.store.ts';
import type { ReportCodes } from './code.store.ts';
import type { Draft, DraftInput } from './draft.rules.ts';
import { checkDraft, publicPosition, receivedReport } from './draft.rules.ts';
import type { ReportFacts } from './facts.rules.ts';
import { orThrow, requireCapacity } from './errors.ts';
import type { Attaching } from './attach.store.ts';
import { attachMedia } from './attach.store.ts';
import { reportAsOf, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk } from './step.store.ts';
import { rowAsOf, startTimers, withFacts } from './step.store.ts';
import { maySend } from './visibility.rules.ts';

/** One call of createReport. */
export interface CreateCall {
  readonly viewer: Viewer;
  readonly input: DraftInput;
  readonly clientMutationId?: string | null | undefined;
  /** Hub clock unless given; the sample data is written in the past. */
  readonly now?: Date;
  /** Random unless given; the sample data has the same ids each time. */
  readonly id?: string;
}

/** A call whose report is still to be written. */
interface Receiving {
  readonly call: CreateCall;
  readonly placed: Placed;
  /** Begun before the transaction: what does not need it is written meanwhile. */
  readonly sealing: Promise<SealedDraft>;
}

export type ReceiveReport = (call: CreateCall) => Promise<ReportRow>;

/**
 * Receives reports: place, ward, agency, due date, code, all found before the answer. Reports that come at the same time are
 * written together.
 * @throws GraphQLError UNAUTHENTICATED; BAD_USER_INPUT with the field and rule that is broken
 */
export function createReceiver(desk: Desk, codes: ReportCodes): ReceiveReport {
  const receive = desk.parts.together((all: readonly Receiving[], tx) =>
    writeReceipts(desk, codes, { all, tx }),
  );
  return async (call) => {
    const { viewer, input, clientMutationId, now } = call;
    const placed = await placeDraft(desk, call);
    const sealing = sealDraft(desk, placed);
    // Whoever awaits it is told; nobody does when the transaction does not get so far.
    sealing.catch(() => undefined);
    const request = { viewer, clientMutationId, operation: 'createReport', args: input };
    const item = { call, placed, sealing };
    const { entry, made } = await receive(now ? { ...request, now } : request, item);
    // What was just written need not be read; a repeat of the call gets the report of the first.
    return made ? reportAsOf(made, entry) : rowAsOf(desk, entry);
  };
}

async function writeReceipts(
  desk: Desk,
  codes: ReportCodes,
  { all, tx }: { readonly all: readonly Receiving[]; readonly tx: Tx },
): Promise<readonly Written<ReportRow>[]> {
  const { now, session } = tx;
  const received = all.map((one) => ({
    ...one,
    facts: receivedFacts(one.placed, now),
    _id: one.call.id ?? randomUUID(),
  }));
  // Seals and codes come from outside the transaction, so its first command need not wait for them, nor they for it.
  const composing = composeReceipts(codes, received, now);
  // Nobody awaits it when the timers fail.
  composing.catch(() => undefined);
  await startTimers(
    desk,
    received.map(({ facts, _id }) => ({ ...facts, _id })),
    tx,
  );
  const { rows, photos, entries } = await composing;
  await attachMedia(desk.media, photos, tx);
  await insertAll(desk.native.reports, rows, session);
  const written = await tx.appendAll(entries);
  return rows.flatMap((made, i) => {
    const entry = written[i];
    return entry ? [{ entry, made }] : [];
  });
}

interface Composed {
  readonly rows: readonly ReportRow[];
  readonly photos: readonly Attaching[];
  readonly entries: readonly DatedEntry[];
}

async function composeReceipts(
  codes: ReportCodes,
  received: readonly (Receiving & { readonly facts: ReportFacts; readonly _id: string })[],
  now: Date,
): Promise<Composed> {
  const rows: ReportRow[] = [];
  const photos: Attaching[] = [];
  const entries: DatedEntry[] = [];
  for (const { call, placed, sealing, facts, _id } of received) {
    const receipt = { ...placed, ...(await sealing) };
    const row = receivedRow(receipt, { _id, code: await codes.next(now), facts });
    rows.push(row);
    photos.push(photosWith(row, call, now));
    entries.push({ entry: receiptEntry(row, receipt.ownTopic), at: now });
  }
  return { rows, photos, entries };
}

/** The photos that come with a report; that their ids are fit to be looked up has been checked. */
export function photosWith(report: ReportRow, { viewer, input }: CreateCall, at: Date): Attaching {
  return { ids: input.media ?? [], role: 'PHOTO', field: 'media', report, viewer, at };
}

/** What is sent, checked, with the place found and what is private under the sender's key. @throws as `ReceiveReport` */
export async function checkReceipt(desk: Desk, call: CreateCall): Promise<Receipt> {
  const placed = await placeDraft(desk, call);
  return { ...placed, ...(await sealDraft(desk, placed)) };
}

async function placeDraft(desk: Desk, { viewer, input }: CreateCall): Promise<Placed> {
  requireCapacity(maySend(viewer), viewer);
  const kind = viewer.kind === 'app' ? 'app' : 'person';
  const draft = orThrow(checkDraft(input, { kind, accountName: viewer.name }));
  if (viewer.id === null) throw new Error('expected a person or an app, got a stranger');
  return {
    draft,
    keeperId: viewer.id,
    reporterId: kind === 'app' ? null : viewer.id,
    appId: kind === 'app' ? viewer.id : null,
    ...(await desk.places.locate(draft.exact, draft.category.code)),
  };
}

export function receivedFacts({ draft, reporterId, agencyId, calendar }: Placed, now: Date): ReportFacts {
  return receivedReport({ category: draft.category, reporterId, agencyId, calendar, now });
}

/** The report in the moment of its receipt. */
export function receivedRow(
  { draft, ownTopic: _ownTopic, calendar: _calendar, keeperId: _keeper, ...received }: Receipt,
  at: Pick<ReportRow, '_id' | 'code'> & { readonly facts: ReportFacts },
): ReportRow {
  const { _id, code, facts } = at;
  const { receivedAt, state } = facts;
  const lastChange = { step: 'CREATE', from: null, to: state, why: null, at: receivedAt } as const;
  const own = { _id, code, ...received, ...facts, categoryCode: draft.category.code };
  return withFacts(
    { ...own, lastChange, comments: 0, followers: 0, isPublic: false, followsCalendar: true },
    facts,
    lastChange,
  );
}

/** Also on the reporter's own topic, so that a stream of what the reporter hears of takes the report in. */
export function receiptEntry(row: ReportRow, ownTopic: string): NewEntry {
  const { appId } = row;
  const entry = reportEntry(row, appId ? { role: 'app', id: appId } : { role: 'reporter' }, null);
  if (appId) return entry;
  return { ...entry, topics: [...entry.topics, ownTopic] };
}

type SealedDraft = Pick<
  ReportRow,
  | 'title'
  | 'description'
  | 'address'
  | 'source'
  | 'alias'
  | 'position'
  | 'cells'
  | 'exact'
  | 'contact'
  | 'link'
  | 'claim'
  | 'claimHash'
> & {
  /** Of whose key it is. */
  readonly ownTopic: string;
};

async function sealDraft({ parts }: Desk, { draft, keeperId, appId }: Placed): Promise<SealedDraft> {
  const { title, description, address, source, alias } = draft;
  const { lat, lon } = publicPosition(draft.exact);
  const key = await parts.personKeys.keyOf(keeperId);
  const token = appId === null ? null : makeClaimToken();
  const claimHash = token && hashClaimToken(token);
  return {
    title,
    description,
    address,
    source,
    alias,
    position: { type: 'Point', coordinates: [lon, lat] },
    cells: cellsOf({ lat, lon }),
    exact: key.seal(draft.exact),
    contact: key.seal(draft.contact),
    link: draft.mediaUrl === null ? null : key.seal(draft.mediaUrl),
    ...(token && claimHash ? { claim: key.seal(token), claimHash } : {}),
    ownTopic: key.topic,
  };
}

/** A draft, checked, in its place. */
interface Placed {
  readonly draft: Draft;
  /** Under whose key lies what is private: the reporter's, or, until somebody claims it, the app's. */
  readonly keeperId: string;
  /** Null for what an app sent. */
  readonly reporterId: string | null;
  readonly appId: string | null;
  readonly wardCode: string;
  readonly agencyId: string;
  /** A calendar that changes before the report is stored is counted in by the recount that follows it. */
  readonly calendar: WorkingCalendar;
}

export type Receipt = Placed & SealedDraft;
