/** What a load process is told. */
export interface LoadTask {
  readonly port: number;
  readonly path: string;
  /** Further head lines, each ended by CRLF. */
  readonly headers: string;
  readonly body: string;
  /** Ten digits in the body that stand for the seed. */
  readonly seed: string;
  /** Another seed for each request, so that no two have a fetch in common. */
  readonly vary: boolean;
  readonly connections: number;
  readonly seconds: number;
  /** On all connections together, at most; as many as there can be where it is absent. */
  readonly perSecond?: number;
}

export interface LoadResult {
  readonly requests: number;
  /** Answers that were not a 200 of the right size. */
  readonly wrong: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
