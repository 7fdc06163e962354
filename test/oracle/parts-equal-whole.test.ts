import fc from 'fast-check';
import { Kind, parse, print, specifiedRules, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { getNullableType, isListType } from 'graphql';
import type { DirectiveNode, GraphQLSchema, InlineFragmentNode, SelectionNode } from 'graphql';
import { createMetrics } from '../../gateway/src/metrics.ts';
import type { Metrics } from '../../gateway/src/metrics.ts';
import { createIncrementalWriter, incrementalFormats } from '../../gateway/src/request/incremental-wire.ts';
import type { IncrementalFormat } from '../../gateway/src/request/incremental-wire.ts';
import { knowOperation } from '../../gateway/src/request/know-operation.ts';
import { validationRules } from '../../gateway/src/request/validate.ts';
import { runInParts } from '../../gateway/src/request/pipeline.ts';
import { openHttpSubgraphs } from '../../gateway/src/transport/http-subgraph.ts';
import { SendTogether } from '../../gateway/src/transport/send-together.ts';
import type { SubgraphCall } from '../../gateway/src/transport/subgraph-call.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { anonymous } from '../../subgraphs/kit/process/viewer.ts';
import { plain, startGraph } from '../federation/federated-graph.ts';
import type { FederatedGraph } from '../federation/federated-graph.ts';
import { city } from './city.ts';
import { generateOperation } from './generate-operation.ts';
import type { GeneratedOperation } from './generate-operation.ts';
import { mergeById, mergeByPath } from './merge-parts.ts';
import { createMergedInParts } from './merged-in-parts.ts';
import type { MergedInParts } from './merged-in-parts.ts';

const numRuns = Number(process.env['ORACLE_RUNS'] ?? 60);
const seed = Number(process.env['ORACLE_SEED'] ?? 20_261_125);

/** Defers fragments and fields of a query, and streams lists, as the numbers decide. It may not be valid any more. */
function withParts(
  { query, variables }: GeneratedOperation,
  schema: GraphQLSchema,
  decisions: readonly number[],
): GeneratedOperation {
  let next = 0;
  const choose = (bound: number): number => (decisions[next++] ?? 0) % bound;
  const types = new TypeInfo(schema);
  const given: Record<string, unknown> = { ...variables };
  const declared: string[] = [];
  const condition = (): string => {
    const choice = choose(8);
    if (choice > 1) return '';
    if (choice === 0) return `if: ${String(choose(2) === 0)}`;
    const name = `part${declared.length}`;
    declared.push(name);
    given[name] = choose(2) === 0;
    return `if: $${name}`;
  };
  let labels = 0;
  const directive = (name: string, ...args: string[]): DirectiveNode => {
    const label = choose(3) === 0 ? `label: "l${labels++}"` : '';
    const all = [label, condition(), ...args].filter((each) => each !== '');
    const text = `{ a ... @${name}${all.length > 0 ? `(${all.join()})` : ''} { a } }`;
    const [, fragment] = (
      parse(text).definitions[0] as { selectionSet: { selections: readonly InlineFragmentNode[] } }
    ).selectionSet.selections;
    return fragment!.directives![0]!;
  };
  const changed = visit(
    parse(query),
    visitWithTypeInfo(types, {
      InlineFragment: (node) =>
        choose(3) === 0
          ? { ...node, directives: [...(node.directives ?? []), directive('defer')] }
          : undefined,
      FragmentSpread: (node) =>
        choose(2) === 0
          ? { ...node, directives: [...(node.directives ?? []), directive('defer')] }
          : undefined,
      Field: {
        leave: (node) => {
          const isList = isListType(getNullableType(types.getType()));
          const streamed =
            isList && choose(2) === 0
              ? {
                  ...node,
                  directives: [...(node.directives ?? []), directive('stream', `initialCount: ${choose(3)}`)],
                }
              : node;
          if (choose(6) > 0) return streamed;
          const fragment = (
            directives: readonly DirectiveNode[],
            selections: readonly SelectionNode[],
          ): InlineFragmentNode => ({
            kind: Kind.INLINE_FRAGMENT,
            directives,
            selectionSet: { kind: Kind.SELECTION_SET, selections },
          });
          const deferred = fragment([directive('defer')], [streamed]);
          // Of one field in two parts beside each other the first that is there brings it.
          return choose(3) > 0 ? deferred : fragment([], [deferred, fragment([directive('defer')], [node])]);
        },
      },
    }),
  );
  const text = print(changed);
  const definitions = declared.map((name) => `$${name}: Boolean!`).join(', ');
  const named =
    declared.length === 0
      ? text
      : text.replace(/query Q(\(?)/, (_, open: string) =>
          open ? `query Q(${definitions}, ` : `query Q(${definitions})`,
        );
  return { query: named, variables: given, valid: true };
}

const rules = [...specifiedRules, ...validationRules({ limits: null, introspection: true })];

describe('an answer in parts', () => {
  let graph: FederatedGraph;
  let reference: MergedInParts;
  const metrics: Metrics = createMetrics();
  const http = openHttpSubgraphs();
  const together = new SendTogether();
  beforeAll(async () => {
    graph = await startGraph(city);
    reference = createMergedInParts(graph.snapshot.apiSchema);
  });
  afterAll(async () => {
    metrics.close();
    await http.close();
    await graph.close();
  });

  /** Answers come in an order of chance. */
  const call: SubgraphCall = async (request, context) => {
    const answer = await http.call(request, context);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    return answer;
  };

  const payloadsOf = async (operation: GeneratedOperation, format: IncrementalFormat): Promise<string[]> => {
    const { snapshot } = graph;
    const snapshots = { current: () => snapshot, onSwap: () => () => undefined };
    const engine = {
      snapshots,
      call,
      together,
      limits: null,
      introspection: true,
      metrics,
      log: silentLogger,
    };
    const context = {
      requestId: 'test',
      viewer: anonymous,
      signal: new AbortController().signal,
      log: silentLogger,
    };
    const known = knowOperation({ source: operation.query, operationName: null }, engine, snapshot);
    const request = { known, variables: operation.variables };
    const answer = await runInParts(request, { engine, snapshot, context }, format);
    if (!('first' in answer)) {
      const errors = answer.errors.length > 0 ? `,"errors":${JSON.stringify(answer.errors)}` : '';
      return [`{"data":${answer.data}${errors}}`];
    }
    const writer = createIncrementalWriter(format, { labels: answer.labels, responding: context });
    const payloads = [writer.first(answer.first)];
    for await (const delivery of answer.rest) payloads.push(writer.later(delivery));
    return payloads;
  };

  test.each(incrementalFormats)(
    'is, put together, the answer that is given whole and that graphql-js 17 gives in parts, for generated operations (%s)',
    async (format) => {
      let inParts = 0;
      const decisions = fc.array(fc.nat({ max: 5_039 }), { minLength: 20, maxLength: 120, size: 'max' });
      await fc.assert(
        fc.asyncProperty(decisions, decisions, async (numbers, choices) => {
          const schema = graph.snapshot.apiSchema;
          const operation = generateOperation(schema, numbers);
          const isQuery = operation?.query.startsWith('query') ?? false;
          fc.pre(operation !== null && isQuery);
          const deferred = withParts(operation, schema, choices);
          const refused = validate(schema, parse(deferred.query), rules).map(({ message }) => message);
          const { query } = deferred;
          expect({ query, refused: reference.refusals(query).length > 0 }).toEqual({
            query,
            refused: refused.length > 0,
          });
          fc.pre(refused.length === 0);
          const whole = await graph.ours(deferred);
          const payloads = await payloadsOf(deferred, format);
          if (payloads.length > 1) inParts += 1;
          const say = [deferred.query, JSON.stringify(deferred.variables), ...payloads].join('\n');
          try {
            const merged = format === 'incrementalSpec=v0.2' ? mergeById(payloads) : mergeByPath(payloads);
            if (merged.failed === 0) expect(plain(merged.data)).toEqual(plain(whole.data));
            expect(merged.errors.length > 0).toBe((whole.errors?.length ?? 0) > 0);
            const drafts = mergeById(await reference.run(city.world(), deferred));
            if (drafts.failed === 0) expect(plain(merged.data)).toEqual(plain(drafts.data));
          } catch (error) {
            throw new Error(`${say}\n${String(error)}`);
          }
        }),
        { numRuns, seed, endOnFailure: false },
      );
      expect(inParts).toBeGreaterThan(numRuns / 4);
    },
    600_000,
  );
});
