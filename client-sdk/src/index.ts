export { createHub, type Hub } from './client.ts';
export { HubError, HubUnreachableError, type WireError } from './errors.ts';
export type { Connection } from './http.ts';
export type { LiveEvent, LiveOptions } from './live.ts';
export * from './generated/index.ts';
