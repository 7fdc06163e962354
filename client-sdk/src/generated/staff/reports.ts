// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../../generated-code.ts';
import type {
  AgencyQueueSubscription,
  AgencyQueueSubscriptionVariables,
} from './types.ts';

const ReportCoreFragmentText = 'fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}';

export const AgencyQueueDocument: Operation<AgencyQueueSubscription, AgencyQueueSubscriptionVariables, 'subscription', 'agencyQueue'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'agencyQueue',
  field: 'agencyQueue',
  text: 'subscription agencyQueue($agencyId:ID!$first:Int!=100){agencyQueue(agencyId:$agencyId first:$first){__typename ...on ReportListSnapshot{nodes{...ReportCore}complete endCursor}...on ReportListEntered{node{...ReportCore}}...on ReportListChanged{node{...ReportCore lastChange{step at}}}...on ReportListLeft{id version lastChange{step at}}}}',
  hash: '2ae415dab6159c4f6b19640ba7a3d29c38fcbf4015fcaf5cab36382a9160e2dd',
}, [ReportCoreFragmentText]);

export type ReportsOperations = {
  /**
   * The queue of an agency (hàng chờ xử lý): the reports that it has and has neither given back nor answered, the newest receipt first. First a
   * page of what is there, then what enters, changes and leaves. For its officers and the operations centre; FORBIDDEN for others.
   */
  readonly agencyQueue: typeof AgencyQueueDocument;
};

export const reports: Area<'reports', ReportsOperations> = {
  name: 'reports',
  operations: {
    agencyQueue: AgencyQueueDocument,
  },
};
