import { createHub, graphql, reports, storageCursors } from '@hue-hub/client-sdk';

const { url, token, sample } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const withdraw = graphql('mutation ($id: ID!) { withdrawReport(id: $id) { id } }');
const hub = createHub({ url, token: () => token, areas: [reports] });
const { id } = await hub.reports.createReport({ input: sample });
const { title } = await hub.reports.report({ id });
const states = [];
const keep = { store: storageCursors(localStorage), key: 'mine' };
for await (const { data } of hub.reports.reportChanged({ id }, { keep })) {
  states.push(data.state);
  if (data.state === 'WITHDRAWN') break;
  await hub.request(withdraw, { id });
}
document.querySelector('output').textContent = JSON.stringify({ title, states });
