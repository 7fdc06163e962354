// Made by `hue-hub-sdk generate`. Do not edit.
export * from './alerts.ts';
export * from './reports.ts';
export type * from './types.ts';
