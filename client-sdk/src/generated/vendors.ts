// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
import type {
  VendorPlansQuery,
  VendorPlansQueryVariables,
  VendorQuery,
  VendorQueryVariables,
  VendorsQuery,
  VendorsQueryVariables,
  VendorAppQuery,
  VendorAppQueryVariables,
  VendorAppsQuery,
  VendorAppsQueryVariables,
  MyVendorsQuery,
  MyVendorsQueryVariables,
  ThisAppQuery,
  ThisAppQueryVariables,
  RegisterVendorMutation,
  RegisterVendorMutationVariables,
  UpdateVendorMutation,
  UpdateVendorMutationVariables,
  RegisterVendorAppMutation,
  RegisterVendorAppMutationVariables,
  UpdateVendorAppMutation,
  UpdateVendorAppMutationVariables,
  LaunchVendorAppMutation,
  LaunchVendorAppMutationVariables,
  SetVendorAppDocumentsMutation,
  SetVendorAppDocumentsMutationVariables,
  RemoveAppDocumentsMutation,
  RemoveAppDocumentsMutationVariables,
  StartConformanceRunMutation,
  StartConformanceRunMutationVariables,
  FinishConformanceRunMutation,
  FinishConformanceRunMutationVariables,
  ConformanceRunQuery,
  ConformanceRunQueryVariables,
  CreateApiKeyMutation,
  CreateApiKeyMutationVariables,
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  RevokeApiKeyMutation,
  RevokeApiKeyMutationVariables,
  VendorAppChangedSubscription,
  VendorAppChangedSubscriptionVariables,
  QuotaWarningSubscription,
  QuotaWarningSubscriptionVariables,
} from './types.ts';

const VendorPlanFieldsFragmentText = 'fragment VendorPlanFields on VendorPlan{code name about unitsPerDay requestsPerSecond}';

const VendorFieldsFragmentText = 'fragment VendorFields on Vendor{id name website registeredAt version}';

const VendorAppFieldsFragmentText = 'fragment VendorAppFields on VendorApp{id name about state suspendedFor version scopes listedOnly registeredAt plan{...VendorPlanFields}vendor{id name}}';

const OwnVendorAppFieldsFragmentText = 'fragment OwnVendorAppFields on VendorApp{keys{nodes{...ApiKeyFields}}usage{day used unitsPerDay}documents{nodes{id name kind cost deprecated registeredAt}}}';

const ApiKeyFieldsFragmentText = 'fragment ApiKeyFields on ApiKey{id name scopes sandbox state createdAt expiresAt}';

export const VendorPlansDocument: Operation<VendorPlansQuery, VendorPlansQueryVariables, 'query', 'vendorPlans'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendorPlans',
  field: 'vendorPlans',
  text: 'query vendorPlans{vendorPlans{...VendorPlanFields}}',
  hash: 'db2116e7bbe5914412b84c3afcd08e72b66a37370323615bc153970eda4bdaf8',
}, [VendorPlanFieldsFragmentText]);

export const VendorDocument: Operation<VendorQuery, VendorQueryVariables, 'query', 'vendor'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendor',
  field: 'vendor',
  text: 'query vendor($id:ID!){vendor(id:$id){...VendorFields apps{nodes{...VendorAppFields}}}}',
  hash: 'c006bb2e97b7c9468235acb6601bbf89b23a4ae7d6356b9e50e29b100a2130e7',
}, [VendorFieldsFragmentText, VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const VendorsDocument: Operation<VendorsQuery, VendorsQueryVariables, 'query', 'vendors'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendors',
  field: 'vendors',
  text: 'query vendors($first:Int$after:String){vendors(first:$first after:$after){nodes{...VendorFields}pageInfo{hasNextPage endCursor}}}',
  hash: '51b747a8e80de41b6198515e1b5ab1c736ea4fab28cb5c9fc99c28d2ac453cb4',
  paged: true,
}, [VendorFieldsFragmentText]);

export const VendorAppDocument: Operation<VendorAppQuery, VendorAppQueryVariables, 'query', 'vendorApp'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendorApp',
  field: 'vendorApp',
  text: 'query vendorApp($id:ID!$own:Boolean!=false){vendorApp(id:$id){...VendorAppFields ...OwnVendorAppFields@include(if:$own)}}',
  hash: 'bca3a623d1ed3fc11fa7dc91e25c69a501fb5a200fbbd3167e7fd26f42da2015',
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText, OwnVendorAppFieldsFragmentText, ApiKeyFieldsFragmentText]);

export const VendorAppsDocument: Operation<VendorAppsQuery, VendorAppsQueryVariables, 'query', 'vendorApps'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendorApps',
  field: 'vendorApps',
  text: 'query vendorApps($first:Int$after:String){vendorApps(first:$first after:$after){nodes{...VendorAppFields}pageInfo{hasNextPage endCursor}}}',
  hash: '1a02604fd6c41ca3a7756f7e5349fabb8016a579be61d256241c633442580ad8',
  paged: true,
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const MyVendorsDocument: Operation<MyVendorsQuery, MyVendorsQueryVariables, 'query', 'myVendors'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myVendors',
  field: 'myVendors',
  text: 'query myVendors($first:Int$after:String){myVendors(first:$first after:$after){nodes{...VendorFields contact{name email phone}apps{nodes{id name state version scopes listedOnly}}}pageInfo{hasNextPage endCursor}}}',
  hash: '155e62961140f7b9e37c91435b33dcdbdd10611421cb1e7b5d8bbbe973ba04ad',
  paged: true,
}, [VendorFieldsFragmentText]);

export const ThisAppDocument: Operation<ThisAppQuery, ThisAppQueryVariables, 'query', 'thisApp'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'thisApp',
  field: 'thisApp',
  text: 'query thisApp{thisApp{...VendorAppFields}}',
  hash: '01c9ddcf0281d0d73eece8b276067b828cf9b9aa94537fbc5ceef8e8adfb2a22',
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const RegisterVendorDocument: Operation<RegisterVendorMutation, RegisterVendorMutationVariables, 'mutation', 'registerVendor'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerVendor',
  field: 'registerVendor',
  text: 'mutation registerVendor($input:VendorInput!$clientMutationId:String){registerVendor(input:$input clientMutationId:$clientMutationId){...VendorFields}}',
  hash: '02ea112c8a966a2b0d8dc52c865ee71dc47f5974251e07e9475bece92235ce70',
  keyed: true,
}, [VendorFieldsFragmentText]);

export const UpdateVendorDocument: Operation<UpdateVendorMutation, UpdateVendorMutationVariables, 'mutation', 'updateVendor'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'updateVendor',
  field: 'updateVendor',
  text: 'mutation updateVendor($id:ID!$input:VendorInput!$expectedVersion:Int!$clientMutationId:String){updateVendor(id:$id input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorFields}}',
  hash: '5a8e594a5a9048025888df514fad57ccdb8e3f14405ebd34828eb49668da96ea',
  keyed: true,
}, [VendorFieldsFragmentText]);

export const RegisterVendorAppDocument: Operation<RegisterVendorAppMutation, RegisterVendorAppMutationVariables, 'mutation', 'registerVendorApp'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerVendorApp',
  field: 'registerVendorApp',
  text: 'mutation registerVendorApp($vendorId:ID!$input:VendorAppInput!$clientMutationId:String){registerVendorApp(vendorId:$vendorId input:$input clientMutationId:$clientMutationId){...VendorAppFields}}',
  hash: 'e38bdd71ae3c7ac8447453110e63d43f5ff1128ea208776c82842f12a3193761',
  keyed: true,
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const UpdateVendorAppDocument: Operation<UpdateVendorAppMutation, UpdateVendorAppMutationVariables, 'mutation', 'updateVendorApp'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'updateVendorApp',
  field: 'updateVendorApp',
  text: 'mutation updateVendorApp($id:ID!$input:VendorAppInput!$expectedVersion:Int!$clientMutationId:String){updateVendorApp(id:$id input:$input expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorAppFields}}',
  hash: '31950b75c7de680b1af80b86dd23142855b423d638fe165aae49906cb7b0aa41',
  keyed: true,
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const LaunchVendorAppDocument: Operation<LaunchVendorAppMutation, LaunchVendorAppMutationVariables, 'mutation', 'launchVendorApp'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'launchVendorApp',
  field: 'launchVendorApp',
  text: 'mutation launchVendorApp($id:ID!$expectedVersion:Int$clientMutationId:String){launchVendorApp(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorAppFields}}',
  hash: 'cdd316ef44adf9d8a43674654768babe35f376d64fb1ed262dac2524a52168b2',
  keyed: true,
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const SetVendorAppDocumentsDocument: Operation<SetVendorAppDocumentsMutation, SetVendorAppDocumentsMutationVariables, 'mutation', 'setVendorAppDocuments'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'setVendorAppDocuments',
  field: 'setVendorAppDocuments',
  text: 'mutation setVendorAppDocuments($id:ID!$listedOnly:Boolean!$expectedVersion:Int$clientMutationId:String){setVendorAppDocuments(id:$id listedOnly:$listedOnly expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...VendorAppFields}}',
  hash: '5499ed821a17ad8a7365ae0c38d1fe5bc4a0fd061df16e2b4f9f5dd64cdacc9d',
  keyed: true,
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const RemoveAppDocumentsDocument: Operation<RemoveAppDocumentsMutation, RemoveAppDocumentsMutationVariables, 'mutation', 'removeAppDocuments'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'removeAppDocuments',
  field: 'removeAppDocuments',
  text: 'mutation removeAppDocuments($appId:ID!$ids:[ID!]!$clientMutationId:String){removeAppDocuments(appId:$appId ids:$ids clientMutationId:$clientMutationId){...VendorAppFields}}',
  hash: '24b475b47ca4b6199d7324181125ad8e0f2b8570e758b278c65c72c17bd83d63',
  keyed: true,
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const StartConformanceRunDocument: Operation<StartConformanceRunMutation, StartConformanceRunMutationVariables, 'mutation', 'startConformanceRun'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'startConformanceRun',
  field: 'startConformanceRun',
  text: 'mutation startConformanceRun($appId:ID!$clientMutationId:String){startConformanceRun(appId:$appId clientMutationId:$clientMutationId){id state endsAt}}',
  hash: '4cd90fa0f0724aaa952c427efe4bbd7bff8412ac5433c2d5ec16aa0f73a8199c',
  keyed: true,
});

export const FinishConformanceRunDocument: Operation<FinishConformanceRunMutation, FinishConformanceRunMutationVariables, 'mutation', 'finishConformanceRun'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'finishConformanceRun',
  field: 'finishConformanceRun',
  text: 'mutation finishConformanceRun($id:ID!$clientMutationId:String){finishConformanceRun(id:$id clientMutationId:$clientMutationId){id state}}',
  hash: '4f0f8d94214849d7893976f05d4c7658455a3e9ea2a3d0e4e7dffeba69dab156',
  keyed: true,
});

export const ConformanceRunDocument: Operation<ConformanceRunQuery, ConformanceRunQueryVariables, 'query', 'conformanceRun'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'conformanceRun',
  field: 'conformanceRun',
  text: 'query conformanceRun($id:ID!$own:Boolean!=false){conformanceRun(id:$id){id state startedAt endsAt judgedAt items{check verdict requests@include(if:$own){requestId operationName at note}}}}',
  hash: '286a059efe046b0100050d8975e17461da0531715e4b883f02a76f4ef68f211b',
});

export const CreateApiKeyDocument: Operation<CreateApiKeyMutation, CreateApiKeyMutationVariables, 'mutation', 'createApiKey'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'createApiKey',
  field: 'createApiKey',
  text: 'mutation createApiKey($appId:ID!$input:ApiKeyInput!$clientMutationId:String){createApiKey(appId:$appId input:$input clientMutationId:$clientMutationId){secret key{...ApiKeyFields}}}',
  hash: '70785ab482e2105f0bb1e1e66950eec53fb871451c0a6e745e827baefbb6b29b',
  keyed: true,
}, [ApiKeyFieldsFragmentText]);

export const RotateApiKeyDocument: Operation<RotateApiKeyMutation, RotateApiKeyMutationVariables, 'mutation', 'rotateApiKey'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'rotateApiKey',
  field: 'rotateApiKey',
  text: 'mutation rotateApiKey($id:ID!$overlapHours:Int!=24$clientMutationId:String){rotateApiKey(id:$id overlapHours:$overlapHours clientMutationId:$clientMutationId){secret key{...ApiKeyFields}}}',
  hash: 'a74400daf2a7a11f976a423df9c8c403f61d86f8b59d5a322a1d04b5ce7a5ef6',
  keyed: true,
}, [ApiKeyFieldsFragmentText]);

export const RevokeApiKeyDocument: Operation<RevokeApiKeyMutation, RevokeApiKeyMutationVariables, 'mutation', 'revokeApiKey'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'revokeApiKey',
  field: 'revokeApiKey',
  text: 'mutation revokeApiKey($id:ID!$clientMutationId:String){revokeApiKey(id:$id clientMutationId:$clientMutationId){...ApiKeyFields}}',
  hash: 'cb64792643251db4a696d446784f1602078ee5d7ee9e22366009643cbad67e77',
  keyed: true,
}, [ApiKeyFieldsFragmentText]);

export const VendorAppChangedDocument: Operation<VendorAppChangedSubscription, VendorAppChangedSubscriptionVariables, 'subscription', 'vendorAppChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'vendorAppChanged',
  field: 'vendorAppChanged',
  text: 'subscription vendorAppChanged($id:ID!){vendorAppChanged(id:$id){...VendorAppFields}}',
  hash: '8ef33eda17d99edaa79b7b8d438a396f1907b21090006ce79de655a6f6bfbcf7',
}, [VendorAppFieldsFragmentText, VendorPlanFieldsFragmentText]);

export const QuotaWarningDocument: Operation<QuotaWarningSubscription, QuotaWarningSubscriptionVariables, 'subscription', 'quotaWarning'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'quotaWarning',
  field: 'quotaWarning',
  text: 'subscription quotaWarning($appId:ID!){quotaWarning(appId:$appId){app{id name}day percent used unitsPerDay at}}',
  hash: '42d315733632a2a527ca19dcc156778d28ee0c76181ed780856f93e46c195307',
});

export type VendorsOperations = {
  /**
   * What apps may take of the hub: one plan for each tier, the same for every app of it (gói sử dụng).
   */
  readonly vendorPlans: typeof VendorPlansDocument;
  /**
   * One organisation. NOT_FOUND for an unknown id.
   */
  readonly vendor: typeof VendorDocument;
  /**
   * Organisations that build on the hub, in the order of their registration (đơn vị phát triển).
   */
  readonly vendors: typeof VendorsDocument;
  /**
   * One app. NOT_FOUND for an unknown id.
   */
  readonly vendorApp: typeof VendorAppDocument;
  /**
   * All apps, in the order of their registration, with state and plan: that all are treated alike can be checked.
   */
  readonly vendorApps: typeof VendorAppsDocument;
  /**
   * The organisations that you act for.
   */
  readonly myVendors: typeof MyVendorsDocument;
  /**
   * The app whose API key you send: for an app only. In a sandbox it is there with its id and state, and nothing of its organisation.
   */
  readonly thisApp: typeof ThisAppDocument;
  /**
   * Registers an organisation that you act for. BAD_USER_INPUT names the field.
   */
  readonly registerVendor: typeof RegisterVendorDocument;
  /**
   * Changes an organisation of yours. CONFLICT for a stale version.
   */
  readonly updateVendor: typeof UpdateVendorDocument;
  /**
   * Registers an app of an organisation of yours (đăng ký ứng dụng). It begins in the sandbox, with the plan OPEN.
   */
  readonly registerVendorApp: typeof RegisterVendorAppDocument;
  /**
   * Changes an app of yours. A scope that it gives up is gone from its keys at once.
   */
  readonly updateVendorApp: typeof UpdateVendorAppDocument;
  /**
   * Begins to use the city's data: CONFORMANT to LIVE. Only from then on its keys are good; ILLEGAL_TRANSITION for an app that has not passed a
   * conformance run.
   */
  readonly launchVendorApp: typeof LaunchVendorAppDocument;
  /**
   * Says whether an app of yours may send nothing but the documents on its list (`registerAppDocuments`), on any road. In force within
   * seconds.
   */
  readonly setVendorAppDocuments: typeof SetVendorAppDocumentsDocument;
  /**
   * Takes documents off the list of an app of yours; what is not on it is passed over. In force within seconds.
   */
  readonly removeAppDocuments: typeof RemoveAppDocumentsDocument;
  /**
   * Begins a conformance run (chạy kiểm định) of an app of yours: from now on, for an hour at most, the sandbox notes what the app does in
   * it, answers one request with 429, cuts one mutation off before its answer and one stream in its middle. Use all of the app, then end the
   * run. CONFLICT while one is on, ILLEGAL_TRANSITION for a suspended app.
   */
  readonly startConformanceRun: typeof StartConformanceRunDocument;
  /**
   * Ends a conformance run: it is judged three seconds later, and an app that passed every item is CONFORMANT then. Nothing changes for one
   * that is over.
   */
  readonly finishConformanceRun: typeof FinishConformanceRunDocument;
  /**
   * A conformance run (kiểm định ứng dụng), on or over. NOT_FOUND for an unknown id.
   */
  readonly conformanceRun: typeof ConformanceRunDocument;
  /**
   * Makes an API key for an app of yours (khóa API). The secret is shown this once; the hub keeps a digest of it. An app that has not passed a
   * conformance run may have keys for its sandbox only: FORBIDDEN (rule not_conformant).
   */
  readonly createApiKey: typeof CreateApiKeyDocument;
  /**
   * Makes a key in place of another one, with the same name, scopes and length of life. The old one is good for the overlap
   * yet; NOT_FOUND for one that is over or was replaced before.
   */
  readonly rotateApiKey: typeof RotateApiKeyDocument;
  /**
   * Takes a key back: within 5 seconds nothing is answered to it and its streams have ended. Nothing changes for one that is over.
   */
  readonly revokeApiKey: typeof RevokeApiKeyDocument;
  /**
   * An app as of each change of its state or plan.
   */
  readonly vendorAppChanged: typeof VendorAppChangedDocument;
  /**
   * That an app has used 80, 95 or 100 percent of its units of the day (cảnh báo hạn mức). For its organisation, and for the
   * app itself with the scope usage:read. First the last warning of today, null when there was none.
   */
  readonly quotaWarning: typeof QuotaWarningDocument;
};

export const vendors: Area<'vendors', VendorsOperations> = {
  name: 'vendors',
  operations: {
    vendorPlans: VendorPlansDocument,
    vendor: VendorDocument,
    vendors: VendorsDocument,
    vendorApp: VendorAppDocument,
    vendorApps: VendorAppsDocument,
    myVendors: MyVendorsDocument,
    thisApp: ThisAppDocument,
    registerVendor: RegisterVendorDocument,
    updateVendor: UpdateVendorDocument,
    registerVendorApp: RegisterVendorAppDocument,
    updateVendorApp: UpdateVendorAppDocument,
    launchVendorApp: LaunchVendorAppDocument,
    setVendorAppDocuments: SetVendorAppDocumentsDocument,
    removeAppDocuments: RemoveAppDocumentsDocument,
    startConformanceRun: StartConformanceRunDocument,
    finishConformanceRun: FinishConformanceRunDocument,
    conformanceRun: ConformanceRunDocument,
    createApiKey: CreateApiKeyDocument,
    rotateApiKey: RotateApiKeyDocument,
    revokeApiKey: RevokeApiKeyDocument,
    vendorAppChanged: VendorAppChangedDocument,
    quotaWarning: QuotaWarningDocument,
  },
};
