// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
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

const AccountFieldsFragmentText = 'fragment AccountFields on AccountStanding{citizenId state notBefore reason}';

const ProfileFieldsFragmentText = 'fragment ProfileFields on CitizenProfile{fullName sex birthDate cccd phone email address version changedAt}';

const ConsentPurposeFieldsFragmentText = 'fragment ConsentPurposeFields on ConsentPurpose{code name nameEn about scopes recipient isSensitive isPublication}';

const ConsentFieldsFragmentText = 'fragment ConsentFields on Consent{id purpose{code name nameEn}scope recipientId subjectId capacity statement grantedAt withdrawnAt agreedScope missing}';

const GuardianLinkFieldsFragmentText = 'fragment GuardianLinkFields on GuardianLink{id guardianId childId childName childBirthDate relation verifier{kind id agency{id name}}state version isInForce validFrom validTo words requestedAt decidedAt endedAt}';

const DataRequestFieldsFragmentText = 'fragment DataRequestFields on DataRequest{id kind state version allowed receivedAt acknowledgedAt answerDueAt dueAt isOverdue extendedDays extensionReason closedAt details answer awaited copyUntil lastChange{step from to at}}';

export const MeDocument: Operation<MeQuery, MeQueryVariables, 'query', 'me'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'me',
  field: 'me',
  text: 'query me($profile:Boolean!=false){me{id displayName vneidLevel identity{level name about allows}account{...AccountFields}profile@include(if:$profile){...ProfileFields}}}',
  hash: '6a842454ed3ffd935ea8f72defc90dc55c9ba68003d8807f3a1f2e44bce1c2a5',
}, [AccountFieldsFragmentText, ProfileFieldsFragmentText]);

export const UpdateProfileDocument: Operation<UpdateProfileMutation, UpdateProfileMutationVariables, 'mutation', 'updateProfile'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'updateProfile',
  field: 'updateProfile',
  text: 'mutation updateProfile($input:CitizenProfileInput!$expectedVersion:Int!$clientMutationId:String){updateProfile(input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ProfileFields}}',
  hash: 'a5e9161368655e71d004a9fbe9418a962a22fc18a4445261a04142abe6a8389b',
  keyed: true,
}, [ProfileFieldsFragmentText]);

export const EndMySessionsDocument: Operation<EndMySessionsMutation, EndMySessionsMutationVariables, 'mutation', 'endMySessions'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'endMySessions',
  field: 'endMySessions',
  text: 'mutation endMySessions($clientMutationId:String){endMySessions(clientMutationId:$clientMutationId){...AccountFields}}',
  hash: 'd53b1dfa7464c8593900c688b669b8b8a3aca478cffc330f6f13f6d897e99091',
  keyed: true,
}, [AccountFieldsFragmentText]);

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
  text: 'query consentPurposes{consentPurposes{...ConsentPurposeFields}}',
  hash: 'eda822db42cdf374cf208166572906120d0c56036ee34c9c4ae90ff1055dd301',
}, [ConsentPurposeFieldsFragmentText]);

export const MyConsentsDocument: Operation<MyConsentsQuery, MyConsentsQueryVariables, 'query', 'myConsents'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myConsents',
  field: 'myConsents',
  text: 'query myConsents($childId:ID$first:Int$after:String){myConsents(childId:$childId first:$first after:$after){nodes{...ConsentFields}pageInfo{hasNextPage endCursor}}}',
  hash: '37508ac5369500dd6b90819ec11962be69e4d723b295f0c63dacb6dd07e7fcac',
  paged: true,
}, [ConsentFieldsFragmentText]);

export const GrantConsentDocument: Operation<GrantConsentMutation, GrantConsentMutationVariables, 'mutation', 'grantConsent'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'grantConsent',
  field: 'grantConsent',
  text: 'mutation grantConsent($input:ConsentInput!$childId:ID$clientMutationId:String){grantConsent(input:$input childId:$childId clientMutationId:$clientMutationId){...ConsentFields}}',
  hash: '978dc6c72a0a848e32e9797062a5b78ebeed8dfac9f900b676e00a4d8d6fffa7',
  keyed: true,
}, [ConsentFieldsFragmentText]);

export const WithdrawConsentDocument: Operation<WithdrawConsentMutation, WithdrawConsentMutationVariables, 'mutation', 'withdrawConsent'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawConsent',
  field: 'withdrawConsent',
  text: 'mutation withdrawConsent($purpose:ID!$recipientId:ID$childId:ID$clientMutationId:String){withdrawConsent(purpose:$purpose recipientId:$recipientId childId:$childId clientMutationId:$clientMutationId){...ConsentFields}}',
  hash: '0313c89c12d79bbc0ec3694bb32ff94a5a2e0cc075f9c1cbca19dd613ecde0e2',
  keyed: true,
}, [ConsentFieldsFragmentText]);

export const GuardianLinkDocument: Operation<GuardianLinkQuery, GuardianLinkQueryVariables, 'query', 'guardianLink'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'guardianLink',
  field: 'guardianLink',
  text: 'query guardianLink($id:ID!){guardianLink(id:$id){...GuardianLinkFields}}',
  hash: '1fb03f940fee497a99e5f7d6daa326c2b664085a5aa4204fde8c89f4ee090d55',
}, [GuardianLinkFieldsFragmentText]);

export const MyGuardianLinksDocument: Operation<MyGuardianLinksQuery, MyGuardianLinksQueryVariables, 'query', 'myGuardianLinks'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myGuardianLinks',
  field: 'myGuardianLinks',
  text: 'query myGuardianLinks($as:GuardianLinkSide!=GUARDIAN$first:Int$after:String){myGuardianLinks(as:$as first:$first after:$after){nodes{...GuardianLinkFields}pageInfo{hasNextPage endCursor}}}',
  hash: '341e873bf565d6e37b91dbb738a26b8557d9aebda6c1efa98c04d6e520f50455',
  paged: true,
}, [GuardianLinkFieldsFragmentText]);

export const RequestGuardianLinkDocument: Operation<RequestGuardianLinkMutation, RequestGuardianLinkMutationVariables, 'mutation', 'requestGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'requestGuardianLink',
  field: 'requestGuardianLink',
  text: 'mutation requestGuardianLink($input:GuardianLinkInput!$clientMutationId:String){requestGuardianLink(input:$input clientMutationId:$clientMutationId){...GuardianLinkFields}}',
  hash: 'ac4fcbd11632f1dafaa316271521e41e6ff7ade111810ad0896d912ce8421921',
  keyed: true,
}, [GuardianLinkFieldsFragmentText]);

export const WithdrawGuardianLinkDocument: Operation<WithdrawGuardianLinkMutation, WithdrawGuardianLinkMutationVariables, 'mutation', 'withdrawGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawGuardianLink',
  field: 'withdrawGuardianLink',
  text: 'mutation withdrawGuardianLink($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawGuardianLink(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkFields}}',
  hash: '86e7f29fd6810147bdf928d4270f5d3242e8b59cc992ff35296cd430b4875f82',
  keyed: true,
}, [GuardianLinkFieldsFragmentText]);

export const EndGuardianLinkDocument: Operation<EndGuardianLinkMutation, EndGuardianLinkMutationVariables, 'mutation', 'endGuardianLink'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'endGuardianLink',
  field: 'endGuardianLink',
  text: 'mutation endGuardianLink($id:ID!$reason:String!$expectedVersion:Int$clientMutationId:String){endGuardianLink(id:$id reason:$reason expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...GuardianLinkFields}}',
  hash: 'e2e129afc1cf1731e53e02547b0fd4ef7dff1f837913e04de7289b3f532262c1',
  keyed: true,
}, [GuardianLinkFieldsFragmentText]);

export const DataRequestDocument: Operation<DataRequestQuery, DataRequestQueryVariables, 'query', 'dataRequest'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'dataRequest',
  field: 'dataRequest',
  text: 'query dataRequest($id:ID!){dataRequest(id:$id){...DataRequestFields areas{area doneAt counts{name count}}}}',
  hash: '1fbca1e79618470e198c9bc9f441c64c5ca5bc963572b366ec7b99247b80ca50',
}, [DataRequestFieldsFragmentText]);

export const MyDataRequestsDocument: Operation<MyDataRequestsQuery, MyDataRequestsQueryVariables, 'query', 'myDataRequests'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myDataRequests',
  field: 'myDataRequests',
  text: 'query myDataRequests($first:Int$after:String){myDataRequests(first:$first after:$after){nodes{...DataRequestFields}pageInfo{hasNextPage endCursor}}}',
  hash: '2f28842ab11fccd036dd37675d67098166838d8b3dcd9cce8f2702bbee4a65e7',
  paged: true,
}, [DataRequestFieldsFragmentText]);

export const RequestDataDocument: Operation<RequestDataMutation, RequestDataMutationVariables, 'mutation', 'requestData'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'requestData',
  field: 'requestData',
  text: 'mutation requestData($kind:DataRequestKind!$details:String$clientMutationId:String){requestData(kind:$kind details:$details clientMutationId:$clientMutationId){...DataRequestFields areas{area doneAt counts{name count}}}}',
  hash: '7f505a991536c43c2411d348b1a4af56a42fe9c825369496a5c349807427dc15',
  keyed: true,
}, [DataRequestFieldsFragmentText]);

export const DataRequestChangedDocument: Operation<DataRequestChangedSubscription, DataRequestChangedSubscriptionVariables, 'subscription', 'dataRequestChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'dataRequestChanged',
  field: 'dataRequestChanged',
  text: 'subscription dataRequestChanged($id:ID!){dataRequestChanged(id:$id){...DataRequestFields areas{area doneAt counts{name count}}}}',
  hash: 'b998f0a70da42b35d4b7f24cbf322e7099d26b0cdb52b253813db3f0fd63235b',
}, [DataRequestFieldsFragmentText]);

export type CitizensOperations = {
  /**
   * You, as the hub knows you. UNAUTHENTICATED for strangers.
   */
  readonly me: typeof MeDocument;
  /**
   * Replaces your profile; what is left out is emptied. CONFLICT for a stale version; BAD_USER_INPUT names the field, with
   * rules such as cccd_length, cccd_mismatch, phone, email, future.
   */
  readonly updateProfile: typeof UpdateProfileDocument;
  /**
   * Ends all your sessions (đăng xuất khỏi mọi thiết bị): tokens given before now are refused and their streams end, within 5 s.
   */
  readonly endMySessions: typeof EndMySessionsDocument;
  /**
   * Who looked at protected values of yours, which and why, newest first (nhật ký truy cập dữ liệu cá nhân). A look shows
   * here within 2 seconds. Nobody else sees it. UNAUTHENTICATED for strangers.
   */
  readonly accessLog: typeof AccessLogDocument;
  /**
   * The levels of a VNeID account and what each lets one do here (mức độ định danh điện tử).
   */
  readonly identityLevels: typeof IdentityLevelsDocument;
  /**
   * What the use of data can be agreed to for (mục đích xử lý dữ liệu cá nhân). Nothing is agreed to by default.
   */
  readonly consentPurposes: typeof ConsentPurposesDocument;
  /**
   * What was agreed to about your data, by you or by a guardian of yours, newest first (sự đồng ý); with `childId` about a
   * child whose guardian you are now: any other is NOT_FOUND. Withdrawn ones stay. UNAUTHENTICATED for strangers.
   */
  readonly myConsents: typeof MyConsentsDocument;
  /**
   * Agrees to a use of data, for yourself or for a child whose guardian you are. The same again changes nothing; another
   * scope replaces what you said before. FORBIDDEN (rule vneid_level) for sensitive data below VNeID level 2. BAD_USER_INPUT
   * rules: purpose, scope, recipient, required, max_length.
   */
  readonly grantConsent: typeof GrantConsentDocument;
  /**
   * Withdraws what you agreed to, in force at once (rút lại sự đồng ý); never refused. Withdrawn already: the same consent
   * again. NOT_FOUND for what you never agreed to. Where it let somebody else hold data, a request of kind WITHDRAWAL is
   * received with it, so that the other one stops too.
   */
  readonly withdrawConsent: typeof WithdrawConsentDocument;
  /**
   * One family link, for guardian, child, the verifier that was asked, and the auditor. For everybody else it is NOT_FOUND,
   * like an unknown one.
   */
  readonly guardianLink: typeof GuardianLinkDocument;
  /**
   * Your family links, newest first: as a guardian (người giám hộ), or as a child. UNAUTHENTICATED for strangers.
   */
  readonly myGuardianLinks: typeof MyGuardianLinksDocument;
  /**
   * Asks a ward's committee or a school to verify that you are a child's guardian (xác nhận quan hệ giám hộ); it gives no
   * right before they have. FORBIDDEN below VNeID level 2. BAD_USER_INPUT rules: id, own_guardian, future, child_age,
   * verifier, link_exists, max_links.
   */
  readonly requestGuardianLink: typeof RequestGuardianLinkDocument;
  /**
   * Takes back what you asked to have verified.
   */
  readonly withdrawGuardianLink: typeof WithdrawGuardianLinkDocument;
  /**
   * Ends a link at once, as its guardian or its verifier (custody has changed): from now on it gives no right.
   */
  readonly endGuardianLink: typeof EndGuardianLinkDocument;
  /**
   * One request, for the person, the identity officer and the auditor. For everybody else it is NOT_FOUND, like an unknown one.
   */
  readonly dataRequest: typeof DataRequestDocument;
  /**
   * Your requests about your own data, newest first (yêu cầu của chủ thể dữ liệu). UNAUTHENTICATED for strangers.
   */
  readonly myDataRequests: typeof MyDataRequestsDocument;
  /**
   * Asks for something about your own data (Law 91/2025): a copy of all of it, a correction, its deletion, and so on. A copy
   * is made by itself. CONFLICT while a copy or a deletion is being dealt with already. BAD_USER_INPUT rules: required,
   * max_length, max_open.
   */
  readonly requestData: typeof RequestDataDocument;
  /**
   * A request as it is, then after each change and each deadline, for who may see it. Resumes from a cursor without a hole.
   */
  readonly dataRequestChanged: typeof DataRequestChangedDocument;
};

export const citizens: Area<'citizens', CitizensOperations> = {
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
};
