/** Where one subgraph of a sandbox is. */
export interface SandboxAddress {
  readonly url: string;
  readonly signingKey: string;
}

/** A city of one app's own: the same graph and rules on databases of its own. Another object each time it is opened anew. */
export interface Sandbox {
  /** The only app that it is there for. */
  readonly app: string;
  readonly subgraphs: ReadonlyMap<string, SandboxAddress>;
}

/** Opens sandboxes when they are first used. */
export interface Sandboxes {
  /** @throws UNAVAILABLE while it is being made, or when no more can be open */
  readonly open: (app: string) => Promise<Sandbox>;
}

/** What a subgraph that is answered by the gateway itself has in place of an address. */
export const inProcessHost = 'in-process.invalid';
