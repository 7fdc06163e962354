// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  VendorPlansQuery,
  VendorPlansQueryVariables,
  VendorAppsQuery,
  VendorAppsQueryVariables,
  MyVendorsQuery,
  MyVendorsQueryVariables,
  ThisAppQuery,
  ThisAppQueryVariables,
  RegisterVendorMutation,
  RegisterVendorMutationVariables,
  RegisterVendorAppMutation,
  RegisterVendorAppMutationVariables,
  LaunchVendorAppMutation,
  LaunchVendorAppMutationVariables,
  CreateApiKeyMutation,
  CreateApiKeyMutationVariables,
  RotateApiKeyMutation,
  RotateApiKeyMutationVariables,
  RevokeApiKeyMutation,
  RevokeApiKeyMutationVariables,
  QuotaWarningSubscription,
  QuotaWarningSubscriptionVariables,
} from './types.ts';

export const VendorPlansDocument: Operation<VendorPlansQuery, VendorPlansQueryVariables, 'query', 'vendorPlans'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendorPlans',
  field: 'vendorPlans',
  text: 'query vendorPlans{vendorPlans{code name about unitsPerDay requestsPerSecond}}',
  hash: '5ea1e3fa310899d6c8b5d8dfbef1dc370d29e3dc01f846ad755bd3f03bba2c15',
});

export const VendorAppsDocument: Operation<VendorAppsQuery, VendorAppsQueryVariables, 'query', 'vendorApps'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'vendorApps',
  field: 'vendorApps',
  text: 'query vendorApps($first:Int$after:String){vendorApps(first:$first after:$after){nodes{id name about state plan{code}vendor{id name}}pageInfo{hasNextPage endCursor}}}',
  hash: '01b11b652ef8a1801f5e5b7599ecf8146bfc53591187c491a6bb320b9f0d31e2',
  paged: true,
});

export const MyVendorsDocument: Operation<MyVendorsQuery, MyVendorsQueryVariables, 'query', 'myVendors'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myVendors',
  field: 'myVendors',
  text: 'query myVendors($first:Int$after:String){myVendors(first:$first after:$after){nodes{id name version contact{name email phone}apps{nodes{id name state version keys{nodes{id name scopes state expiresAt}}usage{day used unitsPerDay}}}}pageInfo{hasNextPage endCursor}}}',
  hash: '7965d44d22b5c58ba63ceba433702a8a70459126fccf3f5ec8ddc638b445dcad',
  paged: true,
});

export const ThisAppDocument: Operation<ThisAppQuery, ThisAppQueryVariables, 'query', 'thisApp'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'thisApp',
  field: 'thisApp',
  text: 'query thisApp{thisApp{id name state scopes}}',
  hash: '69282cbae1c710ad45292f5b0dee0dbd37efa8f0750ec49fe8fadf71642d21ba',
});

export const RegisterVendorDocument: Operation<RegisterVendorMutation, RegisterVendorMutationVariables, 'mutation', 'registerVendor'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerVendor',
  field: 'registerVendor',
  text: 'mutation registerVendor($input:VendorInput!$clientMutationId:String){registerVendor(input:$input clientMutationId:$clientMutationId){id name version}}',
  hash: '9a0dbbbbb43972645ac3a5360dc99ef4ee003fe701608224d97e429ab1864f5a',
  keyed: true,
});

export const RegisterVendorAppDocument: Operation<RegisterVendorAppMutation, RegisterVendorAppMutationVariables, 'mutation', 'registerVendorApp'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerVendorApp',
  field: 'registerVendorApp',
  text: 'mutation registerVendorApp($vendorId:ID!$input:VendorAppInput!$clientMutationId:String){registerVendorApp(vendorId:$vendorId input:$input clientMutationId:$clientMutationId){id name state version}}',
  hash: 'c10cbc27deed39e2d10822f685c52f80ab41c291011c76964819eed540e29f8a',
  keyed: true,
});

export const LaunchVendorAppDocument: Operation<LaunchVendorAppMutation, LaunchVendorAppMutationVariables, 'mutation', 'launchVendorApp'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'launchVendorApp',
  field: 'launchVendorApp',
  text: 'mutation launchVendorApp($id:ID!$expectedVersion:Int$clientMutationId:String){launchVendorApp(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){id state version}}',
  hash: '77cec6c46dccf13659c45b00d0c7e4e24b6463a34c43eb19b81930b521c7f071',
  keyed: true,
});

export const CreateApiKeyDocument: Operation<CreateApiKeyMutation, CreateApiKeyMutationVariables, 'mutation', 'createApiKey'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'createApiKey',
  field: 'createApiKey',
  text: 'mutation createApiKey($appId:ID!$input:ApiKeyInput!$clientMutationId:String){createApiKey(appId:$appId input:$input clientMutationId:$clientMutationId){secret key{id scopes expiresAt}}}',
  hash: '1b864174b86ef4fca3e26048f90e20534a80bbff82280f98ad3a8aa8fe435328',
  keyed: true,
});

export const RotateApiKeyDocument: Operation<RotateApiKeyMutation, RotateApiKeyMutationVariables, 'mutation', 'rotateApiKey'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'rotateApiKey',
  field: 'rotateApiKey',
  text: 'mutation rotateApiKey($id:ID!$overlapHours:Int!=24$clientMutationId:String){rotateApiKey(id:$id overlapHours:$overlapHours clientMutationId:$clientMutationId){secret key{id expiresAt}}}',
  hash: '08deb155fa11f8ca22e9992abb2f7c657e264854da1cf1cd12ab6c5bf41bd2c1',
  keyed: true,
});

export const RevokeApiKeyDocument: Operation<RevokeApiKeyMutation, RevokeApiKeyMutationVariables, 'mutation', 'revokeApiKey'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'revokeApiKey',
  field: 'revokeApiKey',
  text: 'mutation revokeApiKey($id:ID!$clientMutationId:String){revokeApiKey(id:$id clientMutationId:$clientMutationId){id state}}',
  hash: '2e64dd8263fdb62286ad2f02434a1d9c334cdabdb869f26050ef90b594f39613',
  keyed: true,
});

export const QuotaWarningDocument: Operation<QuotaWarningSubscription, QuotaWarningSubscriptionVariables, 'subscription', 'quotaWarning'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'quotaWarning',
  field: 'quotaWarning',
  text: 'subscription quotaWarning($appId:ID!){quotaWarning(appId:$appId){day percent used unitsPerDay}}',
  hash: 'a79a0cf2b87bdd3fd4a77ba7d8f2ff615ef6ea8dbe3f9eac4d274dcae85b4b6f',
});

export const vendors = {
  name: 'vendors',
  operations: {
    vendorPlans: VendorPlansDocument,
    vendorApps: VendorAppsDocument,
    myVendors: MyVendorsDocument,
    thisApp: ThisAppDocument,
    registerVendor: RegisterVendorDocument,
    registerVendorApp: RegisterVendorAppDocument,
    launchVendorApp: LaunchVendorAppDocument,
    createApiKey: CreateApiKeyDocument,
    rotateApiKey: RotateApiKeyDocument,
    revokeApiKey: RevokeApiKeyDocument,
    quotaWarning: QuotaWarningDocument,
  },
} as const;
