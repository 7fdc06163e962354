export { HubProvider, useHub, type HubProviderProps } from './hub-context.ts';
export type { LiveView } from './live-view.ts';
export { useLive, type LiveHookOptions, type ReducingOptions } from './use-live.ts';
export { useMutation, type MutationOptions, type MutationResult } from './use-mutation.ts';
export { useOperation, useRefresh, type OperationOptions, type OperationResult } from './use-operation.ts';
