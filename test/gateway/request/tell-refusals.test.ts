import type { RefusalTeller } from '../../../gateway/src/request/tell-refusals.ts';
import { createRefusalTeller } from '../../../gateway/src/request/tell-refusals.ts';
import type { SubgraphCall } from '../../../gateway/src/transport/subgraph-call.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { anonymous, parseViewer } from '../../../subgraphs/kit/process/viewer.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

interface Told {
  readonly subgraph: string;
  readonly counts: readonly { viewer: string; code: string; field: string; times: number }[];
}

const told: Told[] = [];
let isAway = false;
const call: SubgraphCall = async ({ subgraph, body, identity, kind }) => {
  if (isAway) throw new Error('away');
  expect([identity, kind]).toEqual([false, 'mutation']);
  const { variables } = JSON.parse(body) as { variables: { counts: string[] } };
  told.push({ subgraph: subgraph.name, counts: variables.counts.map((text) => JSON.parse(text)) });
  return { data: { _noteRefusals: variables.counts.length }, errors: [] };
};
const endpoint = (name: string) => ({ name, url: `http://${name}.test/graphql` });

let teller: RefusalTeller;
beforeEach(() => {
  told.length = 0;
  isAway = false;
  teller = createRefusalTeller({
    target: () => ({ call, subgraphs: [endpoint('health'), endpoint('school')] }),
    log: silentLogger,
    everyMs: 100_000,
  });
});
const totalOf = (subgraph: string): number =>
  told
    .filter((each) => each.subgraph === subgraph)
    .flatMap(({ counts }) => counts)
    .reduce((sum, { times }) => sum + times, 0);

test('each area is told whom what was refused, added up, the last time when the gateway closes', async () => {
  for (let n = 0; n < 5; n += 1) teller.note(citizen('an'), 'FORBIDDEN', ['Patient.note', 'Pupil.marks']);
  teller.note(anonymous, 'UNAUTHENTICATED', ['Patient.note']);
  await teller.close();
  expect(told.map(({ subgraph }) => subgraph).sort()).toEqual(['health', 'school']);
  const rows = told[0]?.counts.map(({ viewer, ...row }) => ({ who: parseViewer(viewer).id, ...row }));
  expect(rows).toEqual([
    { who: 'an', code: 'FORBIDDEN', field: 'Patient.note', times: 5 },
    { who: 'an', code: 'FORBIDDEN', field: 'Pupil.marks', times: 5 },
    { who: null, code: 'UNAUTHENTICATED', field: 'Patient.note', times: 1 },
  ]);
});

test('what could not be told is told later, and a flood of people is counted exactly in a bounded text', async () => {
  for (let n = 0; n < 2_000; n += 1) teller.note(citizen(`p-${n}`), 'FORBIDDEN', ['Patient.note']);
  isAway = true;
  await teller.close();
  isAway = false;
  await teller.close();
  expect([totalOf('health'), totalOf('school')]).toEqual([2_000, 2_000]);
  expect(told.every(({ counts }) => counts.length <= 251)).toBe(true);
});
