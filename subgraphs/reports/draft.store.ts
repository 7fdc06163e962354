import { randomUUID } from 'node:crypto';
import type { NewEntry } from '../kit/index.ts';
import { cellsOf } from '../kit/grid-cells.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import type { ReportCodes } from './code.store.ts';
import type { Draft, DraftInput } from './draft.rules.ts';
import { checkDraft, publicPosition, receivedReport } from './draft.rules.ts';
import { orThrow, requireCapacity } from './errors.ts';
import type { Attaching } from './attach.store.ts';
import { attachMedia } from './attach.store.ts';
import { reportAsOf, reportEntry } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk } from './step.store.ts';
import { keepTimers, rowAsOf, withFacts } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

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

/**
 * Receives a report: place, ward, agency, due date, code, all found before the answer.
 * @throws GraphQLError UNAUTHENTICATED; BAD_USER_INPUT with the field and rule that is broken
 */
export async function receiveReport(desk: Desk, codes: ReportCodes, call: CreateCall): Promise<ReportRow> {
  const { viewer, input, clientMutationId, now } = call;
  const received = await checkReceipt(desk, call);
  const request = { viewer, clientMutationId, operation: 'createReport', args: input };
  let made: ReportRow | undefined;
  const entry = await desk.parts.once(now ? { ...request, now } : request, async (tx) => {
    const code = await codes.next(tx.now);
    const row = receivedRow(received, { _id: call.id ?? randomUUID(), code, now: tx.now });
    await attachMedia(desk.media, [photosWith(row, call, tx.now)], tx);
    await desk.native.reports.insertOne(row, { session: tx.session });
    await keepTimers(desk, { row: null, next: row, tx });
    made = row;
    return tx.append(receiptEntry(row, received.ownTopic));
  });
  // What was just written need not be read; a repeat of the call gets the report of the first.
  return made?._id === entry.entityId ? reportAsOf(made, entry) : rowAsOf(desk, entry);
}

/** The photos that come with a report; that their ids are fit to be looked up has been checked. */
export function photosWith(report: ReportRow, { viewer, input }: CreateCall, at: Date): Attaching {
  return { ids: input.media ?? [], role: 'PHOTO', field: 'media', report, viewer, at };
}

/** What is sent, checked, with the place found and what is private under the sender's key. @throws as `receiveReport` */
export async function checkReceipt(desk: Desk, { viewer, input }: CreateCall): Promise<Receipt> {
  requireCapacity(couldAct(viewer, 'person'), viewer);
  const draft = orThrow(checkDraft(input, viewer.name));
  const found = await desk.places.locate(draft.exact, draft.category.code);
  const sealed = await sealDraft(desk, draft, viewer);
  return { ...sealed, ...found, category: draft.category };
}

/** The report in the moment of its receipt. */
export function receivedRow(
  { category, ownTopic: _ownTopic, calendar, ...received }: Receipt,
  at: Pick<ReportRow, '_id' | 'code'> & { readonly now: Date },
): ReportRow {
  const { _id, code, now } = at;
  const { reporterId, agencyId } = received;
  const facts = receivedReport({ category, reporterId, agencyId, calendar, now });
  const lastChange = { step: 'CREATE', from: null, to: facts.state, why: null, at: now } as const;
  const own = { _id, code, ...received, ...facts, categoryCode: category.code };
  return withFacts(
    { ...own, lastChange, comments: 0, followers: 0, isPublic: false, followsCalendar: true },
    facts,
    lastChange,
  );
}

/** Also on the reporter's own topic, so that a stream of what the reporter hears of takes the report in. */
export function receiptEntry(row: ReportRow, ownTopic: string): NewEntry {
  const entry = reportEntry(row, { role: 'reporter' }, null);
  return { ...entry, topics: [...entry.topics, ownTopic] };
}

type SealedDraft = Pick<
  ReportRow,
  'title' | 'description' | 'address' | 'source' | 'alias' | 'position' | 'cells' | 'exact' | 'contact'
> & {
  readonly reporterId: string;
  /** Of the reporter. */
  readonly ownTopic: string;
};

async function sealDraft({ parts }: Desk, draft: Draft, viewer: Viewer): Promise<SealedDraft> {
  if (viewer.id === null) throw new Error('expected a person, got a stranger');
  const { title, description, address, source, alias } = draft;
  const { lat, lon } = publicPosition(draft.exact);
  const key = await parts.personKeys.keyOf(viewer.id);
  return {
    title,
    description,
    address,
    source,
    alias,
    reporterId: viewer.id,
    position: { type: 'Point', coordinates: [lon, lat] },
    cells: cellsOf({ lat, lon }),
    exact: key.seal(draft.exact),
    contact: key.seal(draft.contact),
    ownTopic: key.topic,
  };
}

export interface Receipt extends SealedDraft {
  readonly wardCode: string;
  readonly agencyId: string;
  readonly category: Draft['category'];
  /** A calendar that changes before the report is stored is counted in by the recount that follows it. */
  readonly calendar: WorkingCalendar;
}
