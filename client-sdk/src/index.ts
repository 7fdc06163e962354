export {
  area,
  type Area,
  type CallMethod,
  type LiveMethod,
  type Methods,
  type NodeOf,
  type PagedMethod,
  type ValueOf,
} from './area.ts';
export type { CallOptions } from './call-options.ts';
export { createHub, type Hub, type HubCore, type HubOptions } from './client.ts';
export { memoryCursors, storageCursors, type CursorStore, type KeyedStorage } from './cursor-store.ts';
export {
  graphql,
  operation,
  type DeprecatedField,
  type Operation,
  type OperationFacts,
  type OperationKind,
  type ResultOf,
  type TypedDocument,
  type VariablesOf,
} from './document.ts';
export {
  HubDeadlineError,
  HubError,
  HubUnreachableError,
  isHubError,
  type HubErrorCode,
  type WireError,
} from './errors.ts';
export type { Connection } from './http.ts';
export type { LiveOptions } from './live.ts';
export type { LiveEvent } from './live-event.ts';
export type { LiveHandle, LiveHandlers } from './live-handlers.ts';
export { eachNode, pages, type NodeOfPage, type PagedCall, type PageOf } from './paging.ts';
export { uploadPhoto, type PhotoUpload } from './upload.ts';
export * from './generated/index.ts';
