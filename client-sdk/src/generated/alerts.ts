// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  ActiveAlertsQuery,
  ActiveAlertsQueryVariables,
  AlertThreadQuery,
  AlertThreadQueryVariables,
  AlertsForSubscription,
  AlertsForSubscriptionVariables,
  ReceiveAlertMutation,
  ReceiveAlertMutationVariables,
} from './types.ts';

export const ActiveAlertsDocument: Operation<ActiveAlertsQuery, ActiveAlertsQueryVariables, 'query', 'activeAlerts'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'activeAlerts',
  field: 'activeAlerts',
  text: 'query activeAlerts($where:AlertWhereInput$at:DateTime$first:Int$after:String$language:AlertLanguage!=VI){activeAlerts(where:$where at:$at first:$first after:$after){nodes{id version state holdsFrom expires head{id severity urgency riskLevel riskColour text(language:$language){event headline description instruction}}}pageInfo{hasNextPage endCursor}}}',
  hash: 'ae768ada393e28f7c10959cfc68281dd1b62ca0276aa3cc83cf0d3f7b7f38fae',
  paged: true,
});

export const AlertThreadDocument: Operation<AlertThreadQuery, AlertThreadQueryVariables, 'query', 'alertThread'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertThread',
  field: 'alertThread',
  text: 'query alertThread($id:ID!$language:AlertLanguage!=VI){alertThread(id:$id){id version state startedAt holdsFrom expires endedAt messages{id reference messageType sent severity text(language:$language){headline description instruction}areas{description polygons circles}}}}',
  hash: '72a05e49b6af05a95c630a9ad3b91fc5af90802acb7c4d479b317ce7e14aeb24',
});

export const AlertsForDocument: Operation<AlertsForSubscription, AlertsForSubscriptionVariables, 'subscription', 'alertsFor'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'alertsFor',
  field: 'alertsFor',
  text: 'subscription alertsFor($where:AlertWhereInput!$first:Int!=100$language:AlertLanguage!=VI){alertsFor(where:$where first:$first){__typename ...on ActiveAlertListSnapshot{nodes{id version state head{severity text(language:$language){headline}}}complete endCursor}...on ActiveAlertListEntered{node{id version state head{severity text(language:$language){headline}}}}...on ActiveAlertListChanged{node{id version state head{severity text(language:$language){headline}}}}...on ActiveAlertListLeft{id version state}}}',
  hash: '859f6409ac0e52e891c5f88888adf6c8a5e2b449cfa6bc21cc4eb2ba44101d33',
});

export const ReceiveAlertDocument: Operation<ReceiveAlertMutation, ReceiveAlertMutationVariables, 'mutation', 'receiveAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'receiveAlert',
  field: 'receiveAlert',
  text: 'mutation receiveAlert($input:ReceivedAlertInput!$clientMutationId:String){receiveAlert(input:$input clientMutationId:$clientMutationId){reference state receivedAt replies{kind sender note}}}',
  hash: '217033c4757b0b0bf283be95196cc1f4f89ec393c9c56cd00e2836c15cea10e2',
  keyed: true,
});

export const alerts = {
  name: 'alerts',
  operations: {
    activeAlerts: ActiveAlertsDocument,
    alertThread: AlertThreadDocument,
    alertsFor: AlertsForDocument,
    receiveAlert: ReceiveAlertDocument,
  },
} as const;
