import type { GatewayConfig } from '../../gateway/src/config.ts';
import { startFakeSubgraph } from './fake-subgraph.ts';
import type { FakeSubgraph } from './fake-subgraph.ts';
import { startTestGateway } from './start-gateway.ts';
import type { TestGateway } from './start-gateway.ts';

/** Three subgraphs of which the later ones answer when they are let, and a gateway in front of them. */
export interface PartsWorld {
  readonly gateway: TestGateway;
  readonly reports: FakeSubgraph;
  readonly agencies: FakeSubgraph;
  readonly votes: FakeSubgraph;
  /** From now on a subgraph holds its answers back. */
  hold(name: 'agencies' | 'votes'): void;
  release(name: 'agencies' | 'votes'): void;
  /** Makes the voters of a report fail, or something else that a test wants. */
  readonly faults: Set<string>;
  close(): Promise<void>;
}

export async function startPartsWorld(config: Partial<GatewayConfig> = {}): Promise<PartsWorld> {
  const gates = { agencies: openGate(), votes: openGate() };
  const faults = new Set<string>();
  const report = (id: string) => ({
    id,
    title: `Report ${id}`,
    agency: { id: `a${id}` },
    text: `Text ${id}`,
  });
  const reports = await startFakeSubgraph({
    name: 'reports',
    sdl: `type Query { report(id: ID = "1"): Report  reports(none: Boolean): [Report!]  mine: Report! one: Int }
      type Mutation { file(title: String): Report }
      type Subscription { filed: Report }
      type Report @key(fields: "id") { id: ID! title: String text: String agency: Agency place: Place
        secret: String @authenticated }
      type Place { lat: Float lon: Float }
      type Agency @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        report: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : report(id)),
        reports: (_: unknown, { none }: { none?: boolean }) => (none ? [] : ['1', '2', '3', '4'].map(report)),
        mine: () => report('1'),
        one: () => 1,
      },
      Mutation: { file: () => report('9') },
      Report: {
        __resolveReference: ({ id }: { id: string }) => report(id),
        place: () => ({ lat: 16.4, lon: 107.6 }),
        secret: () => 'secret',
      },
    },
  });
  const agencies = await startFakeSubgraph({
    name: 'agencies',
    sdl: `type Agency @key(fields: "id") { id: ID! name: String code: String! head: Person } type Person { name: String }
      type Query { agency: Agency }`,
    resolvers: {
      Query: { agency: () => ({ id: 'a0' }) },
      Agency: {
        __resolveReference: async ({ id }: { id: string }) => {
          await gates.agencies.passed();
          return { id, name: `Agency ${id}`, head: { name: `Head of ${id}` } };
        },
        code: ({ id }: { id: string }) => {
          if (faults.has('code')) throw new Error('no code');
          return `C-${id}`;
        },
      },
    },
  });
  const votes = await startFakeSubgraph({
    name: 'votes',
    sdl: `type Report @key(fields: "id") { id: ID! votes: Int voters: [Voter] tally: Int! }
      type Voter { name: String! } type Query { votesOf: Int }`,
    resolvers: {
      Report: {
        __resolveReference: async ({ id }: { id: string }) => {
          await gates.votes.passed();
          return { id, votes: Number(id) * 10, voters: [{ name: 'An' }, { name: 'Bình' }, { name: 'Chi' }] };
        },
        tally: ({ id }: { id: string }) => (faults.has(`tally ${id}`) ? null : 7),
      },
    },
  });
  const gateway = await startTestGateway([reports, agencies, votes], config);
  return {
    gateway,
    reports,
    agencies,
    votes,
    faults,
    hold: (name) => gates[name].hold(),
    release: (name) => gates[name].release(),
    close: async () => {
      Object.values(gates).forEach((gate) => gate.release());
      await gateway.close();
      await Promise.all([reports, agencies, votes].map((each) => each.close()));
    },
  };
}

interface Gate {
  passed(): Promise<void>;
  hold(): void;
  release(): void;
}

function openGate(): Gate {
  let held: Promise<void> | undefined;
  let open: () => void = () => undefined;
  return {
    passed: async () => held,
    hold: () => {
      held = new Promise((resolve) => (open = resolve));
    },
    release: () => {
      open();
      held = undefined;
    },
  };
}

/** Reads a multipart answer part by part as it arrives. */
export interface PartsReader {
  readonly status: number;
  readonly contentType: string;
  /** The next part, parsed; undefined at the end. */
  next(): Promise<Part | undefined>;
  all(): Promise<Part[]>;
  cancel(): Promise<void>;
}
export type Part = Record<string, unknown>;

export const oldForm = 'multipart/mixed;deferSpec=20220824';
export const newForm = 'multipart/mixed;incrementalSpec=v0.2';

export async function askInParts(
  url: string,
  query: string,
  options: { accept?: string; variables?: object; headers?: Record<string, string> } = {},
): Promise<PartsReader> {
  const { accept = `${newForm}, application/json`, variables, headers = {} } = options;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, ...(variables ? { variables } : {}) }),
  });
  const reader = response.body!.getReader();
  const contentType = response.headers.get('content-type') ?? '';
  const decoder = new TextDecoder();
  let buffer = '';
  let ended = false;
  const read = async (): Promise<void> => {
    const { value, done } = await reader.read();
    buffer += decoder.decode(value, { stream: !done });
    ended = done;
  };
  const next = async (): Promise<Part | undefined> => {
    if (!contentType.startsWith('multipart/')) {
      while (!ended) await read();
      const text = buffer;
      buffer = '';
      return text === '' ? undefined : (JSON.parse(text) as Part);
    }
    for (;;) {
      const match =
        /^(?:\r\n---)?\r\ncontent-type: application\/json; charset=utf-8\r\n\r\n(.*?)\r\n---/s.exec(buffer);
      if (match?.[1]) {
        buffer = buffer.slice(match[0].length);
        return JSON.parse(match[1]) as Part;
      }
      if (buffer === '--\r\n') return undefined;
      if (ended) throw new Error(`the answer ended with ${JSON.stringify(buffer)}`);
      await read();
    }
  };
  const all = async (): Promise<Part[]> => {
    const parts: Part[] = [];
    for (let part = await next(); part; part = await next()) parts.push(part);
    return parts;
  };
  return { status: response.status, contentType, next, all, cancel: () => reader.cancel() };
}
