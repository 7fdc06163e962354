export { createHub, type Hub } from './client.ts';
export { HubError, HubUnreachableError, type WireError } from './errors.ts';
export type { Connection } from './http.ts';
export type { LiveOptions } from './live.ts';
export type { LiveEvent } from './live-event.ts';
export { memoryCursors, storageCursors, type CursorStore, type KeyedStorage } from './cursor-store.ts';
export * from './generated/index.ts';
