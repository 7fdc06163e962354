// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  MeQuery,
  MeQueryVariables,
  UpdateProfileMutation,
  UpdateProfileMutationVariables,
  EndMySessionsMutation,
  EndMySessionsMutationVariables,
  AccessLogQuery,
  AccessLogQueryVariables,
  IdentityLevelsQuery,
  IdentityLevelsQueryVariables,
  ConsentPurposesQuery,
  ConsentPurposesQueryVariables,
  MyConsentsQuery,
  MyConsentsQueryVariables,
  GrantConsentMutation,
  GrantConsentMutationVariables,
  WithdrawConsentMutation,
  WithdrawConsentMutationVariables,
  GuardianLinkQuery,
  GuardianLinkQueryVariables,
  MyGuardianLinksQuery,
  MyGuardianLinksQueryVariables,
  RequestGuardianLinkMutation,
  RequestGuardianLinkMutationVariables,
  WithdrawGuardianLinkMutation,
  WithdrawGuardianLinkMutationVariables,
  EndGuardianLinkMutation,
  EndGuardianLinkMutationVariables,
  DataRequestQuery,
  DataRequestQueryVariables,
  MyDataRequestsQuery,
  MyDataRequestsQueryVariables,
  RequestDataMutation,
  RequestDataMutationVariables,
  DataRequestChangedSubscription,
  DataRequestChangedSubscriptionVariables,
} from './types.ts';

const AccountFields = 'fragment AccountFields on AccountStanding{citizenId state notBefore reason}';

const ProfileFields = 'fragment ProfileFields on CitizenProfile{fullName sex birthDate cccd phone email address version changedAt}';

const ConsentPurposeFields = 'fragment ConsentPurposeFields on ConsentPurpose{code name nameEn about scopes recipient isSensitive isPublication}';

const ConsentFields = 'fragment ConsentFields on Consent{id purpose{code name nameEn}scope recipientId subjectId capacity statement grantedAt withdrawnAt agreedScope missing}';

const GuardianLinkFields = 'fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}';

const DataRequestFields = 'fragment DataRequestFields on DataRequest{id kind state version allowed receivedAt acknowledgedAt answerDueAt dueAt isOverdue extendedDays extensionReason closedAt details answer awaited areas{area doneAt counts{name count}}copyUntil lastChange{step from to at}}';

export const MeDocument: Operation<MeQuery, MeQueryVariables, 'query', 'me'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'me',
  field: 'me',
  text: 'query me($profile:Boolean!=false){me{id displayName vneidLevel identity{level name about allows}account{...AccountFields}profile@include(if:$profile){...ProfileFields}}}' + AccountFields + ProfileFields,
  hash: '6a842454ed3ffd935ea8f72defc90dc55c9ba68003d8807f3a1f2e44bce1c2a5',
});

export const UpdateProfileDocument: Operation<UpdateProfileMutation, UpdateProfileMutationVariables, 'mutation', 'updateProfile'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'updateProfile',
  field: 'updateProfile',
  text: 'mutation updateProfile($input:CitizenProfileInput!$expectedVersion:Int!$clientMutationId:String){updateProfile(input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ProfileFields}}' + ProfileFields,
  hash: 'a5e9161368655e71d004a9fbe9418a962a22fc18a4445261a04142abe6a8389b',
  keyed: true,
});

export const EndMySessionsDocument: Operation<EndMySessionsMutation, EndMySessionsMutationVariables, 'mutation', 'endMySessions'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'endMySessions',
  field: 'endMySessions',
  text: 'mutation endMySessions($clientMutationId:String){endMySessions(clientMutationId:$clientMutationId){...AccountFields}}' + AccountFields,
  hash: 'd53b1dfa7464c8593900c688b669b8b8a3aca478cffc330f6f13f6d897e99091',
  keyed: true,
});

export const AccessLogDocument: Operation<AccessLogQuery, AccessLogQueryVariables, 'query', 'accessLog'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'accessLog',
  field: 'accessLog',
  text: 'query accessLog($first:Int$after:String){accessLog(first:$first after:$after){nodes{id at area entity entityId fields purpose who{id role agency{id name}}}pageInfo{hasNextPage endCursor}}}',
  hash: '80f2ede5508937edb71dcdfe6cfecc3954f77a27fda61cd251ce7f3bd0bae967',
  paged: true,
});

export const IdentityLevelsDocument: Operation<IdentityLevelsQuery, IdentityLevelsQueryVariables, 'query', 'identityLevels'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'identityLevels',
  field: 'identityLevels',
  text: 'query identityLevels{identityLevels{level name about allows}}',
  hash: '0d1569361017ae0dc61a30c3558092b00ed85567b7a110219243ef13cd786065',
});

export const ConsentPurposesDocument: Operation<ConsentPurposesQuery, ConsentPurposesQueryVariables, 'query', 'consentPurposes'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'consentPurposes',
  field: 'consentPurposes',
  text: 'query consentPurposes{consentPurposes{...ConsentPurposeFields}}' + ConsentPurposeFields,
  hash: 'eda822db42cdf374cf208166572906120d0c56036ee34c9c4ae90ff1055dd301',
});

export const MyConsentsDocument: Operation<MyConsentsQuery, MyConsentsQueryVariables, 'query', 'myConsents'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myConsents',
  field: 'myConsents',
  text: 'query myConsents($childId:ID$first:Int$after:String){myConsents(childId:$childId first:$first after:$after){nodes{...ConsentFields}pageInfo{hasNextPage endCursor}}}' + ConsentFields,
  hash: '37508ac5369500dd6b90819ec11962be69e4d723b295f0c63dacb6dd07e7fcac',
  paged: true,
});

export const GrantConsentDocument: Operation<GrantConsentMutation, GrantConsentMutationVariables, 'mutation', 'grantConsent'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'grantConsent',
  field: 'grantConsent',
  text: 'mutation grantConsent($input:ConsentInput!$childId:ID$clientMutationId:String){grantConsent(input:$input childId:$childId clientMutationId:$clientMutationId){...ConsentFields}}' + ConsentFields,
  hash: '978dc6c72a0a848e32e9797062a5b78ebeed8dfac9f900b676e00a4d8d6fffa7',
  keyed: true,
});

export const WithdrawConsentDocument: Operation<WithdrawConsentMutation, WithdrawConsentMutationVariables, 'mutation', 'withdrawConsent'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawConsent',
  field: 'withdrawConsent',
  text: 'mutation withdrawConsent($purpose:ID!$recipientId:ID$childId:ID$clientMutationId:String){withdrawConsent(purpose:$purpose recipientId:$recipientId childId:$childId clientMutationId:$clientMutationId){...ConsentFields}}' + ConsentFields,
  hash: '0313c89c12d79bbc0ec3694bb32ff94a5a2e0cc075f9c1cbca19dd613ecde0e2',
  keyed: true,
});

export const GuardianLinkDocument: Operation<GuardianLinkQuery, GuardianLinkQueryVariables, 'query', 'guardianLink'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'guardianLink',
  field: 'guardianLink',
  text: 'query guardianLink($id:ID!){guardianLink(id:$id){...GuardianLinkFields}}' + GuardianLinkFields,
  hash: '1fb03f940fee497a99e5f7d6daa326c2b664085a5aa4204fde8c89f4ee090d55',
});

export const MyGuardianLinksDocument: Operation<MyGuardianLinksQuery, MyGuardianLinksQueryVariables, 'query', 'myGuardianLinks'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myGuardianLinks',
  field: 'myGuardianLinks',
  text: 'query myGuardianLinks($as:GuardianLinkSide!=GUARDIAN$first:Int$after:String){myGuardianLinks(as:$as first:$first after:$after){nodes{...GuardianLinkFields}pageInfo{hasNextPage endCursor}}}' + GuardianLinkFields,
  hash: '341e873bf565d6e37b91dbb738a26b8557d9aebda6c1efa98c04d6e520f50455',
  paged: true,
});

export const RequestGuardianLinkDocument: Operation<RequestGuardianLinkMutation, RequestGuardianLinkMutationVariables, 'mutation', 'requestGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'requestGuardianLink',
  field: 'requestGuardianLink',
  text: 'mutation requestGuardianLink($input:GuardianLinkInput!$clientMutationId:String){requestGuardianLink(input:$input clientMutationId:$clientMutationId){...GuardianLinkFields}}' + GuardianLinkFields,
  hash: 'ac4fcbd11632f1dafaa316271521e41e6ff7ade111810ad0896d912ce8421921',
  keyed: true,
});

export const WithdrawGuardianLinkDocument: Operation<WithdrawGuardianLinkMutation, WithdrawGuardianLinkMutationVariables, 'mutation', 'withdrawGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawGuardianLink',
  field: 'withdrawGuardianLink',
  text: 'mutation withdrawGuardianLink($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawGuardianLink(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkFields}}' + GuardianLinkFields,
  hash: '86e7f29fd6810147bdf928d4270f5d3242e8b59cc992ff35296cd430b4875f82',
  keyed: true,
});

export const EndGuardianLinkDocument: Operation<EndGuardianLinkMutation, EndGuardianLinkMutationVariables, 'mutation', 'endGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'endGuardianLink',
  field: 'endGuardianLink',
  text: 'mutation endGuardianLink($id:ID!$reason:String!$expectedVersion:Int$clientMutationId:String){endGuardianLink(id:$id reason:$reason expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkFields}}' + GuardianLinkFields,
  hash: 'e2e129afc1cf1731e53e02547b0fd4ef7dff1f837913e04de7289b3f532262c1',
  keyed: true,
});

export const DataRequestDocument: Operation<DataRequestQuery, DataRequestQueryVariables, 'query', 'dataRequest'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'dataRequest',
  field: 'dataRequest',
  text: 'query dataRequest($id:ID!){dataRequest(id:$id){...DataRequestFields}}' + DataRequestFields,
  hash: '978de71cae0bd169dbc244b8bc48d60baf9b34152e431241cf708a67c2687a2f',
});

export const MyDataRequestsDocument: Operation<MyDataRequestsQuery, MyDataRequestsQueryVariables, 'query', 'myDataRequests'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myDataRequests',
  field: 'myDataRequests',
  text: 'query myDataRequests($first:Int$after:String){myDataRequests(first:$first after:$after){nodes{...DataRequestFields}pageInfo{hasNextPage endCursor}}}' + DataRequestFields,
  hash: '6f3a42e2a49566597377cb49bec2ac4824b4ab04307e96f47c1f01fe2ac15b9f',
  paged: true,
});

export const RequestDataDocument: Operation<RequestDataMutation, RequestDataMutationVariables, 'mutation', 'requestData'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'requestData',
  field: 'requestData',
  text: 'mutation requestData($kind:DataRequestKind!$details:String$clientMutationId:String){requestData(kind:$kind details:$details clientMutationId:$clientMutationId){...DataRequestFields}}' + DataRequestFields,
  hash: '0e69d79f1b1220f79b527de1878ebc24e3791d96ffc782857acd46a3e31602d6',
  keyed: true,
});

export const DataRequestChangedDocument: Operation<DataRequestChangedSubscription, DataRequestChangedSubscriptionVariables, 'subscription', 'dataRequestChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'dataRequestChanged',
  field: 'dataRequestChanged',
  text: 'subscription dataRequestChanged($id:ID!){dataRequestChanged(id:$id){...DataRequestFields}}' + DataRequestFields,
  hash: '8befb22d990b1e444226cd864aa11922712a718350f8e1bcc5acc03bb783e9f5',
});

export const citizens = {
  name: 'citizens',
  operations: {
    me: MeDocument,
    updateProfile: UpdateProfileDocument,
    endMySessions: EndMySessionsDocument,
    accessLog: AccessLogDocument,
    identityLevels: IdentityLevelsDocument,
    consentPurposes: ConsentPurposesDocument,
    myConsents: MyConsentsDocument,
    grantConsent: GrantConsentDocument,
    withdrawConsent: WithdrawConsentDocument,
    guardianLink: GuardianLinkDocument,
    myGuardianLinks: MyGuardianLinksDocument,
    requestGuardianLink: RequestGuardianLinkDocument,
    withdrawGuardianLink: WithdrawGuardianLinkDocument,
    endGuardianLink: EndGuardianLinkDocument,
    dataRequest: DataRequestDocument,
    myDataRequests: MyDataRequestsDocument,
    requestData: RequestDataDocument,
    dataRequestChanged: DataRequestChangedDocument,
  },
} as const;
