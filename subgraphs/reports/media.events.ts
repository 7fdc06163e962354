import type { NewEntry } from '../kit/index.ts';
import type { MediaRow } from './media.model.ts';

/** The journal entry of a picture: no stream shows it, the report's own entry tells of the change. */
export function mediaEntry(
  { _id, reportId, role, place, rectangles, version }: MediaRow,
  kind: 'ATTACH_MEDIA' | 'REDACT_MEDIA',
  actor: NonNullable<NewEntry['actor']>,
): NewEntry {
  const payload = { reportId, role, place, rectangles };
  return { entity: 'ReportMedia', entityId: _id, kind, version, payload, topics: [], actor };
}
