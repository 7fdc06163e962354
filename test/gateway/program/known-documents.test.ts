import { parse } from 'graphql';
import { defaultLimits } from '../../../gateway/src/config.ts';
import { compileOperation } from '../../../gateway/src/program/compile-operation.ts';
import { createKnownDocuments } from '../../../gateway/src/program/known-documents.ts';
import { planOperation } from '../../../gateway/src/plan/plan-operation.ts';
import { chooseVariant } from '../../../gateway/src/plan/plan-variant.ts';
import { checkCost } from '../../../gateway/src/request/cost.ts';
import { buildSnapshot } from '../../../gateway/src/supergraph/load.ts';
import { federationLink } from '../../kit/fake-subgraph.ts';
import { composeFakes } from '../../kit/start-gateway.ts';

const know = (maxEntries: number, maxBytes = 1_000_000) => createKnownDocuments([], { maxEntries, maxBytes });
const document = parse('{ a }');

describe('the documents of a generation', () => {
  test('A27: stay at their number and at their bytes under 20,000 distinct ones', () => {
    const documents = know(100, 200_000);
    for (let at = 0; at < 20_000; at += 1) documents.add(`{ a${at}: a }`, document);
    const { documents: count, bytes } = documents.counts();
    expect(count).toBeLessThanOrEqual(100);
    expect(bytes).toBeLessThanOrEqual(200_000);
    expect(documents.find('{ a19999: a }')).toBeDefined();
  });

  test('A27: keep what is asked for again and again, whatever comes beside it', () => {
    const documents = know(10);
    documents.add('{ popular }', document);
    for (let at = 0; at < 1_000; at += 1) {
      expect(documents.find('{ popular }')).toBeDefined();
      documents.add(`{ a${at} }`, document);
    }
    expect(documents.counts().documents).toBe(10);
  });

  test('A27: weigh with what was worked out for them, and go when that is too much', async () => {
    const snapshot = buildSnapshot(
      composeFakes([{ name: 'a', url: 'http://a', sdl: `${federationLink} type Query { a: Int }` }]),
      { supergraphFile: '', subgraphs: {}, defaultListSize: 1 },
    );
    const documents = know(10, 200_000);
    const operation = documents.add('{ a }', document).operations.get('')!;
    const before = documents.counts().bytes;
    const variant = chooseVariant(snapshot.planner, { ...operation, variables: {} });
    const plan = await planOperation(snapshot.planner, { ...operation, variant });
    operation.programs.set('', compileOperation(plan, snapshot));
    documents.grew('{ a }');
    expect(documents.counts()).toMatchObject({ documents: 1, programs: 1 });
    expect(documents.counts().bytes).toBeGreaterThan(before);
    for (let at = 0; at < 20; at += 1) operation.programs.set(String(at), compileOperation(plan, snapshot));
    documents.grew('{ a }');
    expect(documents.counts()).toEqual({ documents: 0, programs: 0, bytes: 0 });
    documents.grew('{ gone }');
  });

  test('A27: weigh with the costs that are remembered for them, two hundred at most', () => {
    const sdl = `${federationLink} type Query { a(first: Int): [Int] }`;
    const snapshot = buildSnapshot(composeFakes([{ name: 'a', url: 'http://a', sdl }]), {
      supergraphFile: '',
      subgraphs: {},
      defaultListSize: 1,
    });
    const source = 'query ($n: Int) { a(first: $n) }';
    const { documents } = snapshot;
    const known = documents.add(source, parse(source)).operations.get('')!;
    const weights = [documents.counts().bytes];
    for (let n = 1; n <= 300; n += 1) {
      checkCost(snapshot, known, { variables: { n }, limits: { ...defaultLimits, pageSize: 1_000 } });
      weights.push(documents.counts().bytes);
    }
    expect(known.costs.size).toBe(100);
    expect(weights[200]).toBe(Math.max(...weights));
    expect(weights[200]).toBeGreaterThan((weights[0] ?? 0) + 200 * 100);
    expect(weights[201]).toBeLessThan(weights[2] ?? 0);
  });

  test('hold their operations by name', () => {
    const source = 'query A($n: Int, $c: Boolean = true) { a(first: $n) b @skip(if: $c) } mutation B { b }';
    const { operations } = know(10).add(source, parse(source));
    expect([...operations.keys()]).toEqual(['A', 'B']);
    expect(operations.get('A')).toMatchObject({ conditionNames: ['c'], costNames: ['n', 'c'] });
  });
});
