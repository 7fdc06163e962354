import { createHub, graphql, HubError, reports } from '@hue-hub/client-sdk';
import type { CreateReportInput, CursorStore, LiveEvent, TypedDocument } from '@hue-hub/client-sdk';
import { fileCursors } from '@hue-hub/client-sdk/file-cursors';

declare const process: { readonly env: Readonly<Record<string, string>> };
const { HUB_URL = '', HUB_TOKEN = '', SAMPLE = '' } = process.env;
const store: CursorStore = fileCursors('cursors.json');
const withdraw: TypedDocument<unknown, { readonly id: string }> = graphql(
  'mutation ($id: ID!) { withdrawReport(id: $id) { id } }',
);

async function main(): Promise<void> {
  const hub = createHub({ url: HUB_URL, token: () => HUB_TOKEN, live: 'sse', areas: [reports] });
  const created = await hub.reports.createReport({ input: readSample() });
  const id: string = created?.id ?? '';
  const report = await hub.reports.report({ id });
  const title: string = report?.title ?? '';
  // @ts-expect-error a field that was not asked for is not there
  const unknown: unknown = report?.reporter;
  // @ts-expect-error an id is text
  await hub.reports.report({ id: {} }).catch((error: unknown) => error instanceof HubError);
  const states: unknown[] = [unknown];
  for await (const event of hub.reports.reportChanged({ id }, { keep: { store, key: 'ts' } })) {
    states.push(stateOf(event));
    if (states.length === 3) break;
    await hub.request(withdraw, { id });
  }
  console.log(JSON.stringify({ title, states: states.slice(1) }));
}

function stateOf({ data }: LiveEvent<{ readonly state: string } | null>): string | undefined {
  return data?.state;
}

function readSample(): CreateReportInput {
  return JSON.parse(SAMPLE) as CreateReportInput;
}

void main();
