import { area, createHub, ReportChangedDocument, ReportDocument } from '@hue-hub/client-sdk';

const mine = area('reports', { report: ReportDocument, reportChanged: ReportChangedDocument });
const hub = createHub({ url: '/graphql', areas: [mine] });
const id = new URLSearchParams(location.search).get('id');
document.title = (await hub.reports.report({ id })).title;
for await (const { data } of hub.reports.reportChanged({ id })) document.body.textContent = data.state;
