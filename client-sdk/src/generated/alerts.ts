// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  AlertQuery,
  AlertQueryVariables,
  AlertThreadQuery,
  AlertThreadQueryVariables,
  ActiveAlertsQuery,
  ActiveAlertsQueryVariables,
  AlertHistoryQuery,
  AlertHistoryQueryVariables,
  AlertFeedQuery,
  AlertFeedQueryVariables,
  ReceiveAlertMutation,
  ReceiveAlertMutationVariables,
  AlertsForSubscription,
  AlertsForSubscriptionVariables,
} from './types.ts';

const AlertMessageFields = 'fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}';

const AlertFields = 'fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}';

export const AlertDocument: Operation<AlertQuery, AlertQueryVariables, 'query', 'alert'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alert',
  field: 'alert',
  text: 'query alert($id:ID!$language:AlertLanguage!=VI){alert(id:$id){...AlertMessageFields}}' + AlertMessageFields,
  hash: 'a791acf525c50ee8c673c4814ef68ea437c12fe470adf44588cc35ab6b90ad09',
});

export const AlertThreadDocument: Operation<AlertThreadQuery, AlertThreadQueryVariables, 'query', 'alertThread'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertThread',
  field: 'alertThread',
  text: 'query alertThread($id:ID!$language:AlertLanguage!=VI){alertThread(id:$id){...AlertFields messages{...AlertMessageFields}}}' + AlertFields + AlertMessageFields,
  hash: 'c41edf5d125be18ce46c9cbfb4e72af36f19737d68650e0f204070d14d3fc487',
});

export const ActiveAlertsDocument: Operation<ActiveAlertsQuery, ActiveAlertsQueryVariables, 'query', 'activeAlerts'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'activeAlerts',
  field: 'activeAlerts',
  text: 'query activeAlerts($where:AlertWhereInput$at:DateTime$first:Int$after:String$language:AlertLanguage!=VI){activeAlerts(where:$where at:$at first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}' + AlertFields + AlertMessageFields,
  hash: '642cb9ba655f8a435a0365164e2ce27f620d51ac35fdcfcee8351a2d7a7f4c02',
  paged: true,
});

export const AlertHistoryDocument: Operation<AlertHistoryQuery, AlertHistoryQueryVariables, 'query', 'alertHistory'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertHistory',
  field: 'alertHistory',
  text: 'query alertHistory($ward:String$first:Int$after:String$language:AlertLanguage!=VI){alertHistory(ward:$ward first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}' + AlertFields + AlertMessageFields,
  hash: '4afc295bd7b2604ff96a67ebf0b974f1f4b62a8ffac2de404bcd04f98fed0f5c',
  paged: true,
});

export const AlertFeedDocument: Operation<AlertFeedQuery, AlertFeedQueryVariables, 'query', 'alertFeed'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertFeed',
  field: 'alertFeed',
  text: 'query alertFeed($first:Int$after:String$language:AlertLanguage!=VI){alertFeed(first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}' + AlertFields + AlertMessageFields,
  hash: '92c0d2e74c203021b05aee9710bd3f8e441bcd780d895d535fff22063389b270',
  paged: true,
});

export const ReceiveAlertDocument: Operation<ReceiveAlertMutation, ReceiveAlertMutationVariables, 'mutation', 'receiveAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'receiveAlert',
  field: 'receiveAlert',
  text: 'mutation receiveAlert($input:ReceivedAlertInput!$clientMutationId:String){receiveAlert(input:$input clientMutationId:$clientMutationId){reference state receivedAt replies{reference references kind sender sent isOurs note}}}',
  hash: '7940afbb685d13bfb77707a102aa790ff210469cb8b6eddc70ad5c84d57164f4',
  keyed: true,
});

export const AlertsForDocument: Operation<AlertsForSubscription, AlertsForSubscriptionVariables, 'subscription', 'alertsFor'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'alertsFor',
  field: 'alertsFor',
  text: 'subscription alertsFor($where:AlertWhereInput!$first:Int!=100$language:AlertLanguage!=VI){alertsFor(where:$where first:$first){__typename ...on ActiveAlertListSnapshot{nodes{...AlertFields}complete endCursor}...on ActiveAlertListEntered{node{...AlertFields}}...on ActiveAlertListChanged{node{...AlertFields}}...on ActiveAlertListLeft{id version state}}}' + AlertFields + AlertMessageFields,
  hash: '5a158d3db6b6b19c8401dd166137c24ec5118ebb31c87f0e550c5c086efe96c0',
});

export const alerts = {
  name: 'alerts',
  operations: {
    alert: AlertDocument,
    alertThread: AlertThreadDocument,
    activeAlerts: ActiveAlertsDocument,
    alertHistory: AlertHistoryDocument,
    alertFeed: AlertFeedDocument,
    receiveAlert: ReceiveAlertDocument,
    alertsFor: AlertsForDocument,
  },
} as const;
