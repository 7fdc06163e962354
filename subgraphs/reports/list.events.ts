import type { JournalEntry, ListMove } from '../kit/index.ts';
import type { ReportArea } from './membership.rules.ts';
import { isInArea, queueOf } from './membership.rules.ts';
import type { ReportPayload } from './report.events.ts';
import { reportPayload } from './report.events.ts';

/** What a change does to the public reports of an area. */
export function areaMove(area: ReportArea, entry: JournalEntry): ListMove {
  const payload = reportPayload(entry);
  const { wardCode, lat, lon, was } = payload;
  // Without a position it was not public before, nor is it now.
  const place = lat === undefined || lon === undefined ? null : { wardCode, lat, lon };
  return {
    ...idOf(payload),
    before: place !== null && was !== null && isInArea(area, was, place),
    after: place !== null && isInArea(area, payload, place),
  };
}

/** What a change does to the queue of an agency. */
export function queueMove(agencyId: string, entry: JournalEntry): ListMove {
  const payload = reportPayload(entry);
  const { was } = payload;
  return {
    ...idOf(payload),
    before: was !== null && queueOf(was) === agencyId,
    after: queueOf(payload) === agencyId,
  };
}

function idOf({ reportId, version }: ReportPayload): Pick<ListMove, 'id' | 'version'> {
  return { id: reportId, version };
}
