import type { JournalEntry, NewEntry, Viewer } from '../kit/index.ts';
import type { LinkRow } from './link.model.ts';
import type { LinkFacts, LinkStep } from './link.rules.ts';
import { linkSteps } from './link.rules.ts';
import { rightsNotice } from './rights.events.ts';

type LinkPayload = LinkFacts & { readonly guardianId: string; readonly childId: string };

/**
 * The journal entry of a change of a link. Whoever keeps records of children follows it, to know whose guardian may see
 * them on which days: ids, state and dates, until one of the two is erased.
 */
export function linkEntry(
  row: LinkRow,
  kind: LinkStep | 'REQUEST',
  by: NonNullable<NewEntry['actor']>,
): NewEntry {
  const { guardianId, childId, state, version, validFrom, validTo, requestedAt, decidedAt, endedAt } = row;
  const dates = { validFrom, validTo, requestedAt, decidedAt, endedAt };
  const payload: LinkPayload = { guardianId, childId, state, version, ...dates };
  const changesRights = state === 'VERIFIED' || state === 'ENDED';
  return {
    entity: 'GuardianLink',
    entityId: row._id,
    kind,
    to: state,
    version,
    payload: { ...payload, ...(changesRights && { rights: rightsOf(row) }) },
    about: [guardianId, childId],
    topics: [],
    audited: true,
    actor: by,
  };
}

/** The entry of a link that is erased with one of its sides: what the other one may see has changed. It names that one only. */
export function erasedLinkEntry({ _id: entityId, guardianId, childId }: LinkRow, erased: string): NewEntry {
  const other = erased === guardianId ? childId : guardianId;
  const payload = { rights: rightsNotice(other, 'CONSENT') };
  return { entity: 'GuardianLink', entityId, kind: 'ERASE', version: 0, payload, topics: [] };
}

/** What the guardian may see of the child has changed. */
function rightsOf({ guardianId, childId }: LinkRow) {
  return rightsNotice(childId, 'CONSENT', { grantees: [guardianId] });
}

/** Who acted: of the family the capacity only. */
export function linkActor(
  step: LinkStep | 'REQUEST',
  link: LinkRow,
  viewer: Viewer,
): NonNullable<NewEntry['actor']> {
  if (step === 'EXPIRE') return { role: 'system' };
  const isVerifier =
    step !== 'REQUEST' && linkSteps[step].who !== 'guardian' && viewer.id !== link.guardianId;
  return isVerifier && viewer.id !== null
    ? { role: link.verifier.kind.toLowerCase(), id: viewer.id }
    : { role: 'guardian' };
}

/** The link of an entry as it stood right after that change. */
export function linkAsOf(row: LinkRow, entry: JournalEntry): LinkRow {
  const { state, version, validFrom, validTo, decidedAt, endedAt } = parsePayload(entry);
  return { ...row, state, version, validFrom, validTo, decidedAt, endedAt };
}

// Only entries that `linkEntry` made are read with it.
function parsePayload(entry: JournalEntry): LinkPayload {
  return entry.payload as unknown as LinkPayload;
}
