// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  MeQuery,
  MeQueryVariables,
  MyProfileQuery,
  MyProfileQueryVariables,
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  EndMySessionsMutation,
  EndMySessionsMutationVariables,
  AccessLogQuery,
  AccessLogQueryVariables,
  ConsentPurposesQuery,
  ConsentPurposesQueryVariables,
  MyConsentsQuery,
  MyConsentsQueryVariables,
  GrantConsentMutation,
  GrantConsentMutationVariables,
  WithdrawConsentMutation,
  WithdrawConsentMutationVariables,
  MyGuardianLinksQuery,
  MyGuardianLinksQueryVariables,
  RequestGuardianLinkMutation,
  RequestGuardianLinkMutationVariables,
  EndGuardianLinkMutation,
  EndGuardianLinkMutationVariables,
  MyDataRequestsQuery,
  MyDataRequestsQueryVariables,
  DataRequestQuery,
  DataRequestQueryVariables,
  RequestDataMutation,
  RequestDataMutationVariables,
  DataRequestChangedSubscription,
  DataRequestChangedSubscriptionVariables,
} from './types.ts';

const ConsentCore = 'fragment ConsentCore on Consent{id purpose{code name}scope recipientId subjectId capacity grantedAt withdrawnAt agreedScope missing}';

const GuardianLinkCore = 'fragment GuardianLinkCore on GuardianLink{id guardianId childId relation verifier{kind id}state version isInForce validFrom validTo}';

const DataRequestCore = 'fragment DataRequestCore on DataRequest{id kind state version receivedAt answerDueAt dueAt isOverdue closedAt awaited areas{area doneAt}copyUntil lastChange{step from to at}}';

export const MeDocument: Operation<MeQuery, MeQueryVariables, 'query', 'me'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'me',
  field: 'me',
  text: 'query me{me{id displayName vneidLevel identity{level name allows}account{state notBefore}}}',
  hash: 'a05ad329d2954970e8b2665d78df415299799e5529da7aa9638a9ffdaf37c1f5',
});

export const MyProfileDocument: Operation<MyProfileQuery, MyProfileQueryVariables, 'query', 'me'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myProfile',
  field: 'me',
  text: 'query myProfile{me{id profile{fullName sex birthDate cccd phone email address version changedAt}}}',
  hash: '740d8171316caaf56dda0f301db76a99f22dfc75bda843ca7bb68cbdb5382bdb',
});

export const UpdateProfileDocument: Operation<UpdateProfileMutation, UpdateProfileMutationVariables, 'mutation', 'updateProfile'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'updateProfile',
  field: 'updateProfile',
  text: 'mutation updateProfile($input:CitizenProfileInput!$expectedVersion:Int!$clientMutationId:String){updateProfile(input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){version changedAt}}',
  hash: '9d180b054379d63a0c6cb5744ba36e5d1c20bff6330db0dbb026a7421e9b97f7',
  keyed: true,
});

export const EndMySessionsDocument: Operation<EndMySessionsMutation, EndMySessionsMutationVariables, 'mutation', 'endMySessions'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'endMySessions',
  field: 'endMySessions',
  text: 'mutation endMySessions($clientMutationId:String){endMySessions(clientMutationId:$clientMutationId){notBefore}}',
  hash: '99e5b55a766552aaa0b823e6818eec481c7d405d509b155b67465bf1c00e1350',
  keyed: true,
});

export const AccessLogDocument: Operation<AccessLogQuery, AccessLogQueryVariables, 'query', 'accessLog'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'accessLog',
  field: 'accessLog',
  text: 'query accessLog($first:Int$after:String){accessLog(first:$first after:$after){nodes{id at area entity entityId fields purpose who{role agency{id name}}}pageInfo{hasNextPage endCursor}}}',
  hash: '60d665187878e0619315f71531a724da678352385e926782cfa2069a278b3dc8',
  paged: true,
});

export const ConsentPurposesDocument: Operation<ConsentPurposesQuery, ConsentPurposesQueryVariables, 'query', 'consentPurposes'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'consentPurposes',
  field: 'consentPurposes',
  text: 'query consentPurposes{consentPurposes{code name about scopes recipient isSensitive isPublication}}',
  hash: '81cd4c8a9f189cf6c2424483224b8cbc9f09fa2f07c0ab074991fd541cb46dbd',
});

export const MyConsentsDocument: Operation<MyConsentsQuery, MyConsentsQueryVariables, 'query', 'myConsents'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myConsents',
  field: 'myConsents',
  text: 'query myConsents($childId:ID$first:Int$after:String){myConsents(childId:$childId first:$first after:$after){nodes{...ConsentCore}pageInfo{hasNextPage endCursor}}}' + ConsentCore,
  hash: '253522c16a15dbe5f1bff9fdd3d6594279017e6e210efcfc443eaba66065ac5b',
  paged: true,
});

export const GrantConsentDocument: Operation<GrantConsentMutation, GrantConsentMutationVariables, 'mutation', 'grantConsent'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'grantConsent',
  field: 'grantConsent',
  text: 'mutation grantConsent($input:ConsentInput!$childId:ID$clientMutationId:String){grantConsent(input:$input childId:$childId clientMutationId:$clientMutationId){...ConsentCore}}' + ConsentCore,
  hash: 'dbd6dbea95f565834c7698ec7d719350307426666b8d89abadad99f0f0edaeff',
  keyed: true,
});

export const WithdrawConsentDocument: Operation<WithdrawConsentMutation, WithdrawConsentMutationVariables, 'mutation', 'withdrawConsent'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawConsent',
  field: 'withdrawConsent',
  text: 'mutation withdrawConsent($purpose:ID!$recipientId:ID$childId:ID$clientMutationId:String){withdrawConsent(purpose:$purpose recipientId:$recipientId childId:$childId clientMutationId:$clientMutationId){...ConsentCore}}' + ConsentCore,
  hash: 'b030a75eec14f570ce11e9da17c26642f5309591b50201087b14e0dd8f3ad19a',
  keyed: true,
});

export const MyGuardianLinksDocument: Operation<MyGuardianLinksQuery, MyGuardianLinksQueryVariables, 'query', 'myGuardianLinks'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myGuardianLinks',
  field: 'myGuardianLinks',
  text: 'query myGuardianLinks($as:GuardianLinkSide!=GUARDIAN$first:Int$after:String){myGuardianLinks(as:$as first:$first after:$after){nodes{...GuardianLinkCore}pageInfo{hasNextPage endCursor}}}' + GuardianLinkCore,
  hash: '8395764afe1b0e5dca4153e8678dc7a8396ef43123d9d914663f0880b7775e43',
  paged: true,
});

export const RequestGuardianLinkDocument: Operation<RequestGuardianLinkMutation, RequestGuardianLinkMutationVariables, 'mutation', 'requestGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'requestGuardianLink',
  field: 'requestGuardianLink',
  text: 'mutation requestGuardianLink($input:GuardianLinkInput!$clientMutationId:String){requestGuardianLink(input:$input clientMutationId:$clientMutationId){...GuardianLinkCore}}' + GuardianLinkCore,
  hash: '97d535f1af68c0dc8bf5db4109f7b1e2e4ba3682f670ad40251b47e1bad2c455',
  keyed: true,
});

export const EndGuardianLinkDocument: Operation<EndGuardianLinkMutation, EndGuardianLinkMutationVariables, 'mutation', 'endGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'endGuardianLink',
  field: 'endGuardianLink',
  text: 'mutation endGuardianLink($id:ID!$reason:String!$expectedVersion:Int$clientMutationId:String){endGuardianLink(id:$id reason:$reason expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkCore}}' + GuardianLinkCore,
  hash: 'd0c97e5ae9c4babd9d6d219e2af11481740f273c7030d026d5c14ccb5b94c551',
  keyed: true,
});

export const MyDataRequestsDocument: Operation<MyDataRequestsQuery, MyDataRequestsQueryVariables, 'query', 'myDataRequests'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myDataRequests',
  field: 'myDataRequests',
  text: 'query myDataRequests($first:Int$after:String){myDataRequests(first:$first after:$after){nodes{...DataRequestCore}pageInfo{hasNextPage endCursor}}}' + DataRequestCore,
  hash: '681309084c8b522b75d17753ddf28182791a8b3b45dfc88b60d42fb253a90669',
  paged: true,
});

export const DataRequestDocument: Operation<DataRequestQuery, DataRequestQueryVariables, 'query', 'dataRequest'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'dataRequest',
  field: 'dataRequest',
  text: 'query dataRequest($id:ID!){dataRequest(id:$id){...DataRequestCore details answer extensionReason}}' + DataRequestCore,
  hash: 'd06d8bfb38956d7a7faa87cde11331af85a69fb97172329035a8df33c2509f9c',
});

export const RequestDataDocument: Operation<RequestDataMutation, RequestDataMutationVariables, 'mutation', 'requestData'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'requestData',
  field: 'requestData',
  text: 'mutation requestData($kind:DataRequestKind!$details:String$clientMutationId:String){requestData(kind:$kind details:$details clientMutationId:$clientMutationId){...DataRequestCore}}' + DataRequestCore,
  hash: 'b08ea7df97ede931a48e4393878e753051bdca8b85cd0cdc93822126e8e8ce11',
  keyed: true,
});

export const DataRequestChangedDocument: Operation<DataRequestChangedSubscription, DataRequestChangedSubscriptionVariables, 'subscription', 'dataRequestChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'dataRequestChanged',
  field: 'dataRequestChanged',
  text: 'subscription dataRequestChanged($id:ID!){dataRequestChanged(id:$id){...DataRequestCore answer extensionReason}}' + DataRequestCore,
  hash: '6dda5a1b2cefba8505d8032ac1626499fec16ef9de33f4809468e362bf2e71fb',
});

export const citizens = {
  name: 'citizens',
  operations: {
    me: MeDocument,
    myProfile: MyProfileDocument,
    updateProfile: UpdateProfileDocument,
    endMySessions: EndMySessionsDocument,
    accessLog: AccessLogDocument,
    consentPurposes: ConsentPurposesDocument,
    myConsents: MyConsentsDocument,
    grantConsent: GrantConsentDocument,
    withdrawConsent: WithdrawConsentDocument,
    myGuardianLinks: MyGuardianLinksDocument,
    requestGuardianLink: RequestGuardianLinkDocument,
    endGuardianLink: EndGuardianLinkDocument,
    myDataRequests: MyDataRequestsDocument,
    dataRequest: DataRequestDocument,
    requestData: RequestDataDocument,
    dataRequestChanged: DataRequestChangedDocument,
  },
} as const;
