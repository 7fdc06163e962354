import { createHub } from '@hue-hub/client-sdk';
import { fileCursors } from '@hue-hub/client-sdk/file-cursors';
import { WebSocket } from 'ws';

const { HUB_URL, HUB_TOKEN, SAMPLE } = process.env;
const hub = createHub({ url: HUB_URL, token: () => HUB_TOKEN, webSocket: WebSocket });
const { createReport } = await hub.request(
  'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }',
  { input: JSON.parse(SAMPLE) },
);
const { report } = await hub.request('query ($id: ID!) { report(id: $id) { id title } }', {
  id: createReport.id,
});
const states = [];
const keep = { store: fileCursors('cursors.json'), key: 'mine' };
for await (const { data } of hub.subscribe(
  'subscription ($id: ID!) { reportChanged(id: $id) { state } }',
  { id: report.id },
  { keep },
)) {
  states.push(data.reportChanged.state);
  if (data.reportChanged.state === 'WITHDRAWN') break;
  await hub.request('mutation ($id: ID!) { withdrawReport(id: $id) { id } }', { id: report.id });
}
console.log(JSON.stringify({ title: report.title, states }));
