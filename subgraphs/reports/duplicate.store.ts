import type { Model, PipelineStage } from 'mongoose';
import { trusted } from 'mongoose';
import type { Viewer } from '../kit/process/viewer.ts';
import type { AtPlace, Candidate, PlaceDraft } from './duplicate.rules.ts';
import {
  candidateDays,
  distanceBetween,
  maxAtPlace,
  openStates,
  ownCandidateStates,
  rankCandidates,
  roundTo5,
  samePlaceM,
} from './duplicate.rules.ts';
import type { Position } from './draft.rules.ts';
import { newestFirst } from './listing.store.ts';
import type { ReportRow } from './report.model.ts';

/** How many of the nearest are looked at; there are more only where something is very wrong. */
const maxLookedAt = 100;

/**
 * The reports that a draft may repeat: of the same category, within 50 m by public positions, and open or at most 90 days old. Public
 * ones, and the viewer's own that wait or were refused; the most likely first.
 */
export async function findCandidates(
  reports: Model<ReportRow>,
  { category, place, words }: PlaceDraft,
  { viewer, now }: { readonly viewer: Viewer; readonly now: Date },
): Promise<Candidate<ReportRow>[]> {
  const since = new Date(now.getTime() - candidateDays * 24 * 60 * 60 * 1000);
  const recent = { $or: [{ state: { $in: openStates } }, { receivedAt: { $gte: since } }] };
  const open = await reports.aggregate<ReportRow & { distanceM: number }>(
    placePipeline(place, { categoryCode: category.code, ...recent }),
  );
  const own = viewer.id === null ? [] : await findOwn(reports, viewer.id, { category, place, since });
  return rankCandidates([...open.map(toAtPlace), ...own], words);
}

/** Public reports of the same category at the place of this one that were received before it, the newest first. */
export async function findEarlier(
  reports: Model<ReportRow>,
  report: Pick<ReportRow, 'categoryCode' | 'position' | 'receivedAt'>,
): Promise<AtPlace<ReportRow>[]> {
  const { categoryCode, receivedAt, position } = report;
  const [lon, lat] = position.coordinates;
  const found = await reports.aggregate<ReportRow & { distanceM: number }>(
    placePipeline({ lat, lon }, { categoryCode, receivedAt: { $lt: receivedAt } }),
  );
  return found
    .map(toAtPlace)
    .sort((a, b) => b.report.receivedAt.getTime() - a.report.receivedAt.getTime())
    .slice(0, maxAtPlace)
    .map((one) => ({ ...one, distanceM: roundTo5(one.distanceM) }));
}

/** Values in `more` are ours or checked: an aggregation is not guarded. The index gives the nearest first. */
export function placePipeline(
  { lat, lon }: Position,
  more: Readonly<Record<string, unknown>>,
): PipelineStage[] {
  return [
    {
      $geoNear: {
        near: { type: 'Point', coordinates: [lon, lat] },
        key: 'position',
        distanceField: 'distanceM',
        maxDistance: samePlaceM,
        query: { isPublic: true, ...more },
        spherical: true,
      },
    },
    { $limit: maxLookedAt },
  ];
}

async function findOwn(
  reports: Model<ReportRow>,
  reporterId: string,
  { category, place, since }: Pick<PlaceDraft, 'category' | 'place'> & { readonly since: Date },
): Promise<AtPlace<ReportRow>[]> {
  const rows = await reports
    .find({
      reporterId,
      receivedAt: trusted({ $gte: since }),
      categoryCode: category.code,
      state: trusted({ $in: [...ownCandidateStates] }),
    })
    .sort(newestFirst.map(({ field, direction }): [string, 1 | -1] => [field, direction]))
    .limit(maxLookedAt)
    .hint('list_mine')
    .lean<ReportRow[]>();
  return rows
    .map((report) => {
      const [lon, lat] = report.position.coordinates;
      return { report, distanceM: distanceBetween(place, { lat, lon }) };
    })
    .filter(({ distanceM }) => distanceM <= samePlaceM);
}

function toAtPlace({ distanceM, ...report }: ReportRow & { readonly distanceM: number }): AtPlace<ReportRow> {
  return { report, distanceM };
}
