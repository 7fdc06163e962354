/** How long a client may take. A connection is looked at every `checkMs`, and cut when it is over one of them. */
export interface HttpTimes {
  /** From the connection, or its last answer, to the end of a request's head. */
  readonly headersMs: number;
  /** To the last byte of its body. */
  readonly requestMs: number;
  /** Until a connection on which nothing more is asked is closed. */
  readonly keepAliveMs: number;
  readonly checkMs: number;
}

export const defaultHttpTimes: HttpTimes = {
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 65_000,
  checkMs: 2_000,
};
