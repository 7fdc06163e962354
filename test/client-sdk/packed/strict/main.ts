import { createHub, HubError } from '@hue-hub/client-sdk';
import type { CursorStore, LiveEvent } from '@hue-hub/client-sdk';
import { fileCursors } from '@hue-hub/client-sdk/file-cursors';

interface Text<TResult, TVariables> {
  readonly __apiType?: (variables: TVariables) => TResult;
  toString(): string;
}
interface Changed {
  readonly reportChanged: { readonly state: string } | null;
}
interface Id {
  readonly id: string;
}

declare const process: { readonly env: Readonly<Record<string, string>> };
const { HUB_URL = '', HUB_TOKEN = '', SAMPLE = '' } = process.env;
const store: CursorStore = fileCursors('cursors.json');
const create: Text<{ readonly createReport: Id & { readonly title: string } }, { readonly input: unknown }> =
  'mutation ($input: CreateReportInput!) { createReport(input: $input) { id title } }';
const withdraw: Text<unknown, Id> = 'mutation ($id: ID!) { withdrawReport(id: $id) { id } }';
const changed: Text<Changed, Id> = 'subscription ($id: ID!) { reportChanged(id: $id) { state } }';

async function main(): Promise<void> {
  const hub = createHub({ url: HUB_URL, token: () => HUB_TOKEN, live: 'sse' });
  const { createReport } = await hub.request(create, { input: JSON.parse(SAMPLE) });
  const title: string = createReport.title;
  // @ts-expect-error an id is text
  await hub.request(withdraw, { id: {} }).catch((error: unknown) => error instanceof HubError);
  const states: unknown[] = [];
  for await (const event of hub.subscribe(changed, { id: createReport.id }, { keep: { store, key: 'ts' } })) {
    states.push(stateOf(event));
    if (states.length === 2) break;
    await hub.request(withdraw, { id: createReport.id });
  }
  console.log(JSON.stringify({ title, states }));
}

function stateOf({ data }: LiveEvent<Changed>): string | undefined {
  return data.reportChanged?.state;
}

void main();
