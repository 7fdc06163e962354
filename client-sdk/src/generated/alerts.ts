// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
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
  AlertFeedUpdatedAtQuery,
  AlertFeedUpdatedAtQueryVariables,
  ReceiveAlertMutation,
  ReceiveAlertMutationVariables,
  AlertsForSubscription,
  AlertsForSubscriptionVariables,
} from './types.ts';

const AlertMessageFieldsFragmentText = 'fragment AlertMessageFields on CapAlert{id identifier sender senderName sent reference references status messageType scope categories severity urgency certainty riskLevel riskColour riskColourName effective onset expires text(language:$language){language event headline description instruction}areas{description polygons circles wards{code name}}}';

const AlertFieldsFragmentText = 'fragment AlertFields on AlertThread{id version state startedAt holdsFrom expires endedAt mergedInto{id}head{...AlertMessageFields}}';

export const AlertDocument: Operation<AlertQuery, AlertQueryVariables, 'query', 'alert'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alert',
  field: 'alert',
  text: 'query alert($id:ID!$language:AlertLanguage!=VI){alert(id:$id){...AlertMessageFields}}',
  hash: 'a791acf525c50ee8c673c4814ef68ea437c12fe470adf44588cc35ab6b90ad09',
}, [AlertMessageFieldsFragmentText]);

export const AlertThreadDocument: Operation<AlertThreadQuery, AlertThreadQueryVariables, 'query', 'alertThread'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertThread',
  field: 'alertThread',
  text: 'query alertThread($id:ID!$language:AlertLanguage!=VI){alertThread(id:$id){...AlertFields messages{...AlertMessageFields}}}',
  hash: 'c41edf5d125be18ce46c9cbfb4e72af36f19737d68650e0f204070d14d3fc487',
}, [AlertFieldsFragmentText, AlertMessageFieldsFragmentText]);

export const ActiveAlertsDocument: Operation<ActiveAlertsQuery, ActiveAlertsQueryVariables, 'query', 'activeAlerts'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'activeAlerts',
  field: 'activeAlerts',
  text: 'query activeAlerts($where:AlertWhereInput$at:DateTime$first:Int$after:String$language:AlertLanguage!=VI){activeAlerts(where:$where at:$at first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}',
  hash: '642cb9ba655f8a435a0365164e2ce27f620d51ac35fdcfcee8351a2d7a7f4c02',
  paged: true,
}, [AlertFieldsFragmentText, AlertMessageFieldsFragmentText]);

export const AlertHistoryDocument: Operation<AlertHistoryQuery, AlertHistoryQueryVariables, 'query', 'alertHistory'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertHistory',
  field: 'alertHistory',
  text: 'query alertHistory($ward:String$first:Int$after:String$language:AlertLanguage!=VI){alertHistory(ward:$ward first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}',
  hash: '4afc295bd7b2604ff96a67ebf0b974f1f4b62a8ffac2de404bcd04f98fed0f5c',
  paged: true,
}, [AlertFieldsFragmentText, AlertMessageFieldsFragmentText]);

export const AlertFeedDocument: Operation<AlertFeedQuery, AlertFeedQueryVariables, 'query', 'alertFeed'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertFeed',
  field: 'alertFeed',
  text: 'query alertFeed($first:Int$after:String$language:AlertLanguage!=VI){alertFeed(first:$first after:$after){nodes{...AlertFields}pageInfo{hasNextPage endCursor}}}',
  hash: '92c0d2e74c203021b05aee9710bd3f8e441bcd780d895d535fff22063389b270',
  paged: true,
}, [AlertFieldsFragmentText, AlertMessageFieldsFragmentText]);

export const AlertFeedUpdatedAtDocument: Operation<AlertFeedUpdatedAtQuery, AlertFeedUpdatedAtQueryVariables, 'query', 'alertFeedUpdatedAt'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertFeedUpdatedAt',
  field: 'alertFeedUpdatedAt',
  text: 'query alertFeedUpdatedAt{alertFeedUpdatedAt}',
  hash: 'a4b2d79066ee517551ff753b9386ffb6a3e104770a67ec1dc7dbc837c1b69d2d',
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
  text: 'subscription alertsFor($where:AlertWhereInput!$first:Int!=100$language:AlertLanguage!=VI){alertsFor(where:$where first:$first){__typename ...on ActiveAlertListSnapshot{nodes{...AlertFields}complete endCursor}...on ActiveAlertListEntered{node{...AlertFields}}...on ActiveAlertListChanged{node{...AlertFields}}...on ActiveAlertListLeft{id version state}}}',
  hash: '5a158d3db6b6b19c8401dd166137c24ec5118ebb31c87f0e550c5c086efe96c0',
}, [AlertFieldsFragmentText, AlertMessageFieldsFragmentText]);

export type AlertsOperations = {
  /**
   * One message of an alert (bản tin cảnh báo) as it was issued; it never changes. What holds now says its thread. NOT_FOUND for one that is
   * not for the public, as for an unknown one.
   */
  readonly alert: typeof AlertDocument;
  /**
   * One alert with its history: every message about it, and what holds. NOT_FOUND for one that is not for the public, as for an unknown one.
   */
  readonly alertThread: typeof AlertThreadDocument;
  /**
   * The alerts (cảnh báo) that hold now, the gravest first, then the most urgent, then the newest: each once, by the message that was issued
   * last. At a place or in a ward; in the whole city when neither is given. A place more than 300 m outside the city is BAD_USER_INPUT with rule
   * `outside_city`.
   */
  readonly activeAlerts: typeof ActiveAlertsDocument;
  /**
   * All alerts that were issued for the public, the newest first, those that have ended too.
   */
  readonly alertHistory: typeof AlertHistoryDocument;
  /**
   * Alerts for feeds of other systems: those that hold or are yet to hold, and those that ended within 48 hours, the newest message first.
   */
  readonly alertFeed: typeof AlertFeedDocument;
  /**
   * When what `alertFeed` gives was last changed: a message was issued, or an alert left that had ended 48 hours before. Before the first alert it is
   * the moment since which the hub keeps alerts.
   */
  readonly alertFeedUpdatedAt: typeof AlertFeedUpdatedAtDocument;
  /**
   * Takes in a message of another issuer, as CAP 1.2 has it: from an account that the operations centre trusts with its `sender` and no other
   * (FORBIDDEN with rule `trusted_source`). It waits for approval and reaches nobody before; an issuer updates and cancels
   * its own messages only, and what it calls off before it was approved is discarded. The same message comes once: sent again it is answered with what
   * became of it, another one of the same identifier and moment is CONFLICT. For operators of feeds, and apps with the scope `alerts:send`.
   */
  readonly receiveAlert: typeof ReceiveAlertDocument;
  /**
   * The alerts that hold at a place or in a ward: first a page of what holds, the gravest first, then what enters, changes and leaves. An alert
   * enters when it takes effect, changes with each update, and leaves when it is cancelled, runs out, goes on in another one or no longer holds there.
   * All who watch the same place share one stream. `moveArea` moves it to another ward.
   */
  readonly alertsFor: typeof AlertsForDocument;
};

export const alerts: Area<'alerts', AlertsOperations> = {
  name: 'alerts',
  operations: {
    alert: AlertDocument,
    alertThread: AlertThreadDocument,
    activeAlerts: ActiveAlertsDocument,
    alertHistory: AlertHistoryDocument,
    alertFeed: AlertFeedDocument,
    alertFeedUpdatedAt: AlertFeedUpdatedAtDocument,
    receiveAlert: ReceiveAlertDocument,
    alertsFor: AlertsForDocument,
  },
};
