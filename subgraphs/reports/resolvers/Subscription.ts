import type { Viewer } from '../../kit/index.ts';
import { anonymous } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { noSuchReport } from '../errors.ts';
import { eventFor, officeTopic, reportTopic } from '../report.events.ts';
import type { ReportRow } from '../report.model.ts';
import { mayView, mayViewInternal } from '../visibility.rules.ts';
import type { Context } from './context.ts';

export const Subscription: TypeResolvers<Context> = {
  reportChanged: {
    subscribe: (_: unknown, { id }: Ask, context) => streamReport(id, context.viewer, context),
  },
  publicReportChanged: {
    subscribe: (_: unknown, { id }: Ask, context) => streamReport(id, anonymous, context),
  },
};

interface Ask {
  readonly id: string;
}

/** The report as of each change, to whom it was visible then; what only the offices may know goes to the offices. */
async function streamReport(
  id: string,
  viewer: Viewer,
  { store, live }: Context,
): Promise<AsyncIterable<unknown>> {
  const now = await store.byId(id);
  if (!now || !mayView(now, viewer)) throw noSuchReport();
  const topics = mayViewInternal(now, viewer) ? [reportTopic(id), officeTopic(id)] : [reportTopic(id)];
  return live.stream<ReportRow>({
    topics,
    snapshot: async (session) => {
      const row = await store.byId(id, session);
      return row && mayView(row, viewer) ? row : null;
    },
    event: async ({ entry }) => eventFor(await store.byId(id), entry, viewer),
  });
}
