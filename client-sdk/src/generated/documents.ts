// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  RegisterAppDocumentsMutation,
  RegisterAppDocumentsMutationVariables,
} from './types.ts';

export const RegisterAppDocumentsDocument: Operation<RegisterAppDocumentsMutation, RegisterAppDocumentsMutationVariables, 'mutation', 'registerAppDocuments'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'registerAppDocuments',
  field: 'registerAppDocuments',
  text: 'mutation registerAppDocuments($appId:ID!$documents:[String!]!$clientMutationId:String){registerAppDocuments(appId:$appId documents:$documents clientMutationId:$clientMutationId){appId ids}}',
  hash: '7f2a841474ba380e967b135794a3f153efb31b456f353f317affc5e32372a28b',
  keyed: true,
});

export const documents = {
  name: 'documents',
  operations: {
    registerAppDocuments: RegisterAppDocumentsDocument,
  },
} as const;
