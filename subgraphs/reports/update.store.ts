import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs } from '../kit/index.ts';
import type { PageOrder } from '../kit/page.ts';
import { findPage } from '../kit/page.ts';
import type { ReportRow } from './report.model.ts';
import type { UpdateRow } from './update.model.ts';
import type { Audience } from './update.rules.ts';

const oldestFirst: PageOrder = [
  { field: 'version', direction: 1, kind: 'number' },
  { field: '_id', direction: 1, kind: 'string' },
];

/** The history of a report for one audience, the first line first, up to the version that `report` shows. */
export function listUpdates(
  updates: Model<UpdateRow>,
  { report, audience }: { readonly report: Pick<ReportRow, '_id' | 'version'>; readonly audience: Audience },
  args: PageArgs,
): Promise<Connection<UpdateRow>> {
  const filter = { reportId: report._id, audience, version: trusted({ $lte: report.version }) };
  return findPage(updates, { args, order: oldestFirst, filter, hint: 'history' });
}
