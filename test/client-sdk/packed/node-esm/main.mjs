import { createHub, graphql, reports } from '@hue-hub/client-sdk';
import { fileCursors } from '@hue-hub/client-sdk/file-cursors';
import { WebSocket } from 'ws';

const { HUB_URL, HUB_TOKEN, SAMPLE } = process.env;
const withdraw = graphql('mutation ($id: ID!) { withdrawReport(id: $id) { id } }');
const hub = createHub({ url: HUB_URL, token: () => HUB_TOKEN, webSocket: WebSocket, areas: [reports] });
const { id } = await hub.reports.createReport({ input: JSON.parse(SAMPLE) });
const { title } = await hub.reports.report({ id });
const states = [];
const keep = { store: fileCursors('cursors.json'), key: 'mine' };
for await (const { data } of hub.reports.reportChanged({ id }, { keep })) {
  states.push(data.state);
  if (data.state === 'WITHDRAWN') break;
  await hub.request(withdraw, { id });
}
console.log(JSON.stringify({ title, states }));
