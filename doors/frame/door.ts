import type { Body, BodyKind } from './body.ts';
import type { Fields } from './fields.ts';
import type { Graph } from './graph.ts';
import type { WireError } from './host.ts';
import type { Format } from './media.ts';
import type { PathPattern } from './path.ts';

/** What a route is asked. */
export interface Asked {
  /** Parts of the path, by the names of the route's pattern. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Fields;
  readonly body: Body;
  readonly format: Format;
  readonly caller: 'anonymous' | 'person' | 'app';
  /** Whether it is run in the sandbox of the app, and whether there are sandboxes at all. */
  readonly inSandbox: boolean;
  readonly hasSandboxes: boolean;
  /** When it came, by real time. */
  readonly at: Date;
  /** Of a header, by its name in small letters. */
  readonly header: (name: string) => string | undefined;
  /** What clients call this server, without a path: `https://hub.hue.gov.vn`. */
  readonly origin: string;
}

export interface Rendered {
  readonly body: string | Buffer;
  /** 200 when left out. */
  readonly status?: number;
  /** That of the chosen format when left out. */
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** When what is in it changed last. */
  readonly lastModified?: Date | undefined;
}

/** The three steps of a route. */
export interface RouteSteps<Question, Result> {
  /** Pure. @throws badInput, naming member and rule, for whatever is wrong with the request */
  readonly parse: (asked: Asked) => Question;
  /** Runs one or a few graph operations. */
  readonly answer: (question: Question, graph: Graph) => Promise<Result>;
  /** Pure: the standard's form of it. */
  readonly render: (result: Result, asked: Asked) => Rendered;
}

interface RouteHead {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: PathPattern;
  /** Of answers; the first for who says nothing. The path's part `format` chooses one by its name, else `accept` does. */
  readonly formats: readonly Format[];
  /** What its body may be; a route without it takes none. */
  readonly takes?: readonly BodyKind[];
  /** An API key that the standard puts into the body. In an address it is refused everywhere. */
  readonly keyIn?: (body: Body) => string | undefined;
  /** For how long others may keep an answer to GET, in seconds; only one that is public as a whole is kept by anybody. */
  readonly maxAgeS?: number;
}

export interface DoorRoute extends RouteHead {
  readonly handle: (asked: Asked, graph: Graph) => Promise<Rendered>;
}

/** A route of its three steps. */
export function route<Question, Result>({
  parse,
  answer,
  render,
  ...head
}: RouteHead & RouteSteps<Question, Result>): DoorRoute {
  return { ...head, handle: async (asked, graph) => render(await answer(parse(asked), graph), asked) };
}

/** A refusal, to be put into the standard's form. */
export interface Problem {
  readonly status: number;
  readonly errors: readonly WireError[];
  readonly format: Format;
  readonly requestId: string;
}

/** A standard at the gateway. */
export interface Door {
  readonly name: string;
  /** What its addresses begin with, with a slash at both ends: `/open311/`. Patterns of routes are of what follows. */
  readonly base: string;
  readonly routes: readonly DoorRoute[];
  /** Forms of refusals where no route has chosen one. */
  readonly formats: readonly Format[];
  /** Where the standard has another status for an error than the table; undefined where it has none of its own. */
  readonly statusOf?: (error: WireError) => number | undefined;
  readonly renderProblem: (problem: Problem) => Pick<Rendered, 'body' | 'mediaType' | 'headers'>;
}
