const { createHub, graphql, memoryCursors, reports } = require('@hue-hub/client-sdk');
const { fileCursors } = require('@hue-hub/client-sdk/file-cursors');
const { WebSocket } = require('ws');

const withdraw = graphql('mutation ($id: ID!) { withdrawReport(id: $id) { id } }');

async function main({ HUB_URL, HUB_TOKEN, SAMPLE }) {
  const hub = createHub({ url: HUB_URL, token: () => HUB_TOKEN, webSocket: WebSocket, areas: [reports] });
  const { id } = await hub.reports.createReport({ input: JSON.parse(SAMPLE) });
  const { title } = await hub.reports.report({ id });
  const states = [];
  const keep = { store: memoryCursors(), key: 'mine' };
  for await (const { data } of hub.reports.reportChanged({ id }, { keep })) {
    states.push(data.state);
    if (data.state === 'WITHDRAWN') break;
    await hub.request(withdraw, { id });
  }
  if (typeof fileCursors !== 'function') throw new Error('expected fileCursors of CommonJS');
  console.log(JSON.stringify({ title, states }));
}

void main(process.env);
