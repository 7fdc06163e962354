import { createHub } from '@hue-hub/client-sdk';
import { storageCursors } from '@hue-hub/client-sdk';

const { url, token, sample } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const hub = createHub({ url, token: () => token });
const { createReport } = await hub.request('mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }', { input: sample });
const { report } = await hub.request('query ($id: ID!) { report(id: $id) { id title } }', { id: createReport.id });
const states = [];
const keep = { store: storageCursors(localStorage), key: 'mine' };
for await (const { data } of hub.subscribe('subscription ($id: ID!) { reportChanged(id: $id) { state } }', { id: report.id }, { keep })) {
  states.push(data.reportChanged.state);
  if (data.reportChanged.state === 'WITHDRAWN') break;
  await hub.request('mutation ($id: ID!) { withdrawReport(id: $id) { id } }', { id: report.id });
}
document.querySelector('output').textContent = JSON.stringify({ title: report.title, states });
