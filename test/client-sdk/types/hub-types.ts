import { expectTypeOf } from 'expect-type';
import {
  agencies,
  area,
  createHub,
  CreateReportDocument,
  environment,
  graphql,
  ReportChangedDocument,
  reports,
  ReportsDocument,
} from '../../../client-sdk/src/index.ts';
import type {
  CreateReportInput,
  Hub,
  LiveEvent,
  LiveHandle,
  PublicReportFieldsFragment,
  ReportFieldsFragment,
  ReportState,
  ReportsInSubscription,
  ReportsQuery,
} from '../../../client-sdk/src/index.ts';

/** Never called: it is only held to the types. */
export async function hubTypes(input: CreateReportInput): Promise<void> {
  const hub = createHub({ url: 'https://hub.example/graphql', areas: [agencies, reports] });
  const report = await hub.reports.createReport({ input });

  // Results: the value of the root field, as null as the contract says.
  expectTypeOf(report).toExtend<ReportFieldsFragment | null>();
  expectTypeOf(report?.claimToken).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(report?.state).toEqualTypeOf<ReportState | undefined>();
  expectTypeOf(report?.ward).toEqualTypeOf<{ code: string; name: string } | null | undefined>();
  expectTypeOf(await hub.reports.reportCategories())
    .extract<null>()
    .toEqualTypeOf<null>();
  const ward = await hub.agencies.wardAt({ lat: 16.46, lon: 107.59 });
  expectTypeOf(ward?.boundary).toEqualTypeOf<Record<string, unknown> | undefined>();
  // @ts-expect-error it may be null
  void report.code;
  // @ts-expect-error what the operation does not select is not there
  void report?.reporter;

  // Variables: those that are required, and no others.
  // @ts-expect-error a report has an input
  void hub.reports.createReport();
  // @ts-expect-error a report has an input
  void hub.reports.createReport({});
  // @ts-expect-error an input has a title
  void hub.reports.createReport({ input: { ...input, title: undefined } });
  // @ts-expect-error a category is one of the contract's
  void hub.reports.createReport({ input: { ...input, categoryCode: 'UNICORNS' } });
  // @ts-expect-error a latitude is a number
  void hub.agencies.wardAt({ lat: '16', lon: 107 });
  // @ts-expect-error it takes an id or a code
  void hub.reports.report({ identity: 'x' });
  // @ts-expect-error an option has its name
  void hub.reports.report({ id: 'x' }, { timeout: 5 });
  expectTypeOf(hub.reports.reports).toBeCallableWith();
  expectTypeOf(hub.reports.reports).toBeCallableWith({ first: 5 }, { deadlineMs: 1_000, retries: 0 });

  // Areas: those that are given, and no others.
  expectTypeOf(hub).toHaveProperty('agencies');
  // @ts-expect-error the area of the environment was not given
  void hub.environment;
  // @ts-expect-error an area has the operations of its subgraph
  void hub.agencies.createReport;
  expectTypeOf(createHub({ url: '' })).toEqualTypeOf<Hub>();
  expectTypeOf(createHub({ url: '', areas: [environment] })).not.toHaveProperty('reports');
  // @ts-expect-error an area is no word
  void createHub({ url: '', areas: ['reports'] });

  // An area of one's own choice, and two of one name together.
  const picked = createHub({
    url: '',
    areas: [
      area('reports', { createReport: CreateReportDocument }),
      area('reports', { reportChanged: ReportChangedDocument }),
    ],
  });
  expectTypeOf(picked.reports.createReport).toEqualTypeOf(hub.reports.createReport);
  expectTypeOf(picked.reports.reportChanged).toEqualTypeOf(hub.reports.reportChanged);
  // @ts-expect-error it was not picked
  void picked.reports.withdrawReport;

  // Lists.
  const page = await hub.reports.reports({ first: 5 });
  expectTypeOf(page).toEqualTypeOf<ReportsQuery['reports']>();
  for await (const one of hub.reports.reports.each()) expectTypeOf(one).toEqualTypeOf<ReportFieldsFragment>();
  for await (const { nodes } of hub.reports.reports.pages({ first: 5 }))
    expectTypeOf(nodes).toEqualTypeOf<ReportFieldsFragment[]>();
  for await (const { distanceM, node } of hub.reports.reportsNear.each({ lat: 16, lon: 107, radiusM: 50 })) {
    expectTypeOf(distanceM).toEqualTypeOf<number>();
    expectTypeOf(node).toEqualTypeOf<ReportFieldsFragment>();
  }
  // @ts-expect-error one report is no list
  void hub.reports.report.each;

  // Streams: events of the root field's value, or handlers of them.
  for await (const event of hub.reports.reportChanged({ id: 'x' }, { after: 'cursor' }))
    expectTypeOf(event).toEqualTypeOf<LiveEvent<ReportFieldsFragment | null>>();
  for await (const { data } of hub.reports.reportsIn({ area: { ward: '19774' } })) {
    expectTypeOf(data).toEqualTypeOf<ReportsInSubscription['reportsIn']>();
    if (data?.__typename === 'PublicReportListSnapshot')
      expectTypeOf(data.nodes).toEqualTypeOf<PublicReportFieldsFragment[]>();
    if (data?.__typename === 'PublicReportListLeft') expectTypeOf(data).not.toHaveProperty('node');
  }
  const handle = hub.reports.reportChanged(
    { id: 'x' },
    { onEvent: ({ data }) => expectTypeOf(data).toEqualTypeOf<ReportFieldsFragment | null>() },
  );
  expectTypeOf(handle).toEqualTypeOf<LiveHandle>();
  // @ts-expect-error a stream is of one report
  void hub.reports.reportChanged();
  // @ts-expect-error a stream is no promise
  void hub.reports.reportChanged({ id: 'x' }).then;

  // Documents of one's own: whole data, and the types that are named.
  expectTypeOf(await hub.request(ReportsDocument, {})).toEqualTypeOf<ReportsQuery>();
  const own = graphql<{ me: { id: string } | null }, { first: number }>('query ($first: Int) { me { id } }');
  expectTypeOf(await hub.request(own, { first: 1 })).toEqualTypeOf<{ me: { id: string } | null }>();
  // @ts-expect-error the document takes a number
  void hub.request(own, { first: '1' });
  for await (const { data } of hub.subscribe(ReportChangedDocument, { id: 'x' }))
    expectTypeOf(data).toEqualTypeOf<{ reportChanged: ReportFieldsFragment | null }>();
}
