// Made by `hue-hub-sdk generate`. Do not edit.
export * from './agencies.ts';
export * from './alerts.ts';
export * from './citizens.ts';
export * from './documents.ts';
export * from './environment.ts';
export * from './reports.ts';
export * from './streams.ts';
export * from './vendors.ts';
export type * from './types.ts';
