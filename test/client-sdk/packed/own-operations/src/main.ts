import { agencies, createHub } from '@hue-hub/client-sdk';
import { graphql, wardPage, type WardNameFragment } from './hub/index.js';

declare const process: { readonly env: Readonly<Record<string, string>> };
const { HUB_URL = '', HUB_TOKEN = '', SAMPLE = '' } = process.env;

const category = graphql(`
  query FirstCategory {
    reportCategories {
      code
    }
  }
`);
const create = graphql(`
  mutation Send($input: CreateReportInput!, $clientMutationId: String) {
    createReport(input: $input, clientMutationId: $clientMutationId) {
      id
      ward {
        code
      }
    }
  }
`);

async function main(): Promise<void> {
  const hub = createHub({ url: HUB_URL, token: () => HUB_TOKEN, live: 'sse', areas: [agencies, wardPage] });
  const { createReport } = await hub.request(create, { input: JSON.parse(SAMPLE) });
  const code = createReport?.ward?.code ?? '';
  const ward = await hub.wardPage.wardAir({ code });
  const whole = await hub.wardPage.wardPage({ code });
  const { reportCategories } = await hub.request(category, {});
  // @ts-expect-error a text that the generator has not seen has no types
  graphql('query Unseen { me { id } }');
  const states: unknown[] = [];
  for await (const { data } of hub.wardPage.myReport({ id: createReport?.id ?? '' })) {
    states.push(data?.state);
    break;
  }
  const same = (await hub.agencies.ward({ code }))?.name === (ward && nameOf(ward));
  const seen = { same, plans: whole.vendorPlans.length > 0, roots: Object.keys(whole), states };
  console.log(JSON.stringify({ ...seen, hasCategories: (reportCategories ?? []).length > 0 }));
  hub.close();
}

function nameOf(ward: WardNameFragment): string {
  return ward.name;
}

void main();
