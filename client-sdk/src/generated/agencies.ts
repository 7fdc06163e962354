// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  WardAtQuery,
  WardAtQueryVariables,
  WorkingDueQuery,
  WorkingDueQueryVariables,
} from './types.ts';

export const WardAtDocument: Operation<WardAtQuery, WardAtQueryVariables, 'query', 'wardAt'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'wardAt',
  field: 'wardAt',
  text: 'query wardAt($lat:Float!$lon:Float!){wardAt(lat:$lat lon:$lon){code name fullName agency{id name}}}',
  hash: 'a73ff6e1b8256dd79e82fff9240f009b7e5a9277880f9170921227c0e153adc0',
});

export const WorkingDueDocument: Operation<WorkingDueQuery, WorkingDueQueryVariables, 'query', 'workingDue'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'workingDue',
  field: 'workingDue',
  text: 'query workingDue($from:DateTime!$days:Int!){workingDue(from:$from days:$days){dueAt skipped{date kind name}}}',
  hash: 'eb1602508ca2547aaaa1c83366b200cfec46e7d0c569cd608e6b06c4d0ffed73',
});

export const agencies = {
  name: 'agencies',
  operations: {
    wardAt: WardAtDocument,
    workingDue: WorkingDueDocument,
  },
} as const;
