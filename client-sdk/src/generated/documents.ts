// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
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

export type DocumentsOperations = {
  /**
   * Puts documents on the list of an app of yours, after which the app may send the hash of each in place of its text
   * (`extensions.persistedQuery.sha256Hash`), on every road. Each is one operation that the vendors' contract allows within the limits: the first
   * one that is not is BAD_USER_INPUT with its field (`documents[2]`) and a rule (syntax, contract, one_operation, limits), and none is put on the list. One that is on the list stays. In force within
   * seconds.
   */
  readonly registerAppDocuments: typeof RegisterAppDocumentsDocument;
};

export const documents: Area<'documents', DocumentsOperations> = {
  name: 'documents',
  operations: {
    registerAppDocuments: RegisterAppDocumentsDocument,
  },
};
