import type { JournalEntry, NewEntry, Viewer } from '../kit/index.ts';
import type { LinkRow } from './link.model.ts';
import type { LinkFacts, LinkStep } from './link.rules.ts';
import { linkSteps } from './link.rules.ts';

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
  return {
    entity: 'GuardianLink',
    entityId: row._id,
    kind,
    to: state,
    version,
    payload: { ...payload },
    about: [guardianId, childId],
    topics: [],
    actor: by,
  };
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
