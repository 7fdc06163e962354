// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../../generated-code.ts';
import type {
  AlertDraftsQuery,
  AlertDraftsQueryVariables,
  IssueAlertMutation,
  IssueAlertMutationVariables,
  UpdateAlertMutation,
  UpdateAlertMutationVariables,
  CancelAlertMutation,
  CancelAlertMutationVariables,
  ApproveAlertMutation,
  ApproveAlertMutationVariables,
  AlertSourcesQuery,
  AlertSourcesQueryVariables,
  TrustAlertSourceMutation,
  TrustAlertSourceMutationVariables,
  WithdrawAlertSourceMutation,
  WithdrawAlertSourceMutationVariables,
  AckAlertMutation,
  AckAlertMutationVariables,
} from './types.ts';

export const AlertDraftsDocument: Operation<AlertDraftsQuery, AlertDraftsQueryVariables, 'query', 'alertDrafts'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertDrafts',
  field: 'alertDrafts',
  text: 'query alertDrafts($state:AlertDraftState$first:Int$after:String){alertDrafts(state:$state first:$first after:$after){nodes{id version state origin isMine mayApprove message{messageType severity text{headline}}}pageInfo{hasNextPage endCursor}}}',
  hash: 'bc748111555c6f07db66c129c842146fc5aa0cf1b084739090dd000bcb668d2c',
  paged: true,
});

export const IssueAlertDocument: Operation<IssueAlertMutation, IssueAlertMutationVariables, 'mutation', 'issueAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'issueAlert',
  field: 'issueAlert',
  text: 'mutation issueAlert($input:AlertInput!$clientMutationId:String){issueAlert(input:$input clientMutationId:$clientMutationId){id version state}}',
  hash: 'dc5c732ec0f438a6904df0cd7665854947daa9b38329adac16d3d7a174f86a18',
  keyed: true,
});

export const UpdateAlertDocument: Operation<UpdateAlertMutation, UpdateAlertMutationVariables, 'mutation', 'updateAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'updateAlert',
  field: 'updateAlert',
  text: 'mutation updateAlert($references:[String!]!$input:AlertInput!$clientMutationId:String){updateAlert(references:$references input:$input clientMutationId:$clientMutationId){id version state}}',
  hash: 'a281ff4f3aa71997b23210552f2f8b24fc4efec79901f857a68298e9670ace54',
  keyed: true,
});

export const CancelAlertDocument: Operation<CancelAlertMutation, CancelAlertMutationVariables, 'mutation', 'cancelAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'cancelAlert',
  field: 'cancelAlert',
  text: 'mutation cancelAlert($references:[String!]!$texts:[AlertTextInput!]!$clientMutationId:String){cancelAlert(references:$references texts:$texts clientMutationId:$clientMutationId){id version state}}',
  hash: 'eca7cfb5a60a66f01264a92c0f349ecde03b8cb3a271354095cda8220c125db3',
  keyed: true,
});

export const ApproveAlertDocument: Operation<ApproveAlertMutation, ApproveAlertMutationVariables, 'mutation', 'approveAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'approveAlert',
  field: 'approveAlert',
  text: 'mutation approveAlert($id:ID!$expectedVersion:Int$clientMutationId:String){approveAlert(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){id version state message{reference}}}',
  hash: 'f3bfa6ef8fe34cf03b99855455e3c859b7ac9304c1a18a55407f2d2db94bcc18',
  keyed: true,
});

export const AlertSourcesDocument: Operation<AlertSourcesQuery, AlertSourcesQueryVariables, 'query', 'alertSources'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'alertSources',
  field: 'alertSources',
  text: 'query alertSources($first:Int$after:String){alertSources(first:$first after:$after){nodes{sender version state name accountId changedAt}pageInfo{hasNextPage endCursor}}}',
  hash: 'c1b1d03125121fca6aa0459d5827ad15c081639cf27aa2991b944a21552d2af4',
  paged: true,
});

export const TrustAlertSourceDocument: Operation<TrustAlertSourceMutation, TrustAlertSourceMutationVariables, 'mutation', 'trustAlertSource'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'trustAlertSource',
  field: 'trustAlertSource',
  text: 'mutation trustAlertSource($sender:String!$name:String!$accountId:ID!$clientMutationId:String){trustAlertSource(sender:$sender name:$name accountId:$accountId clientMutationId:$clientMutationId){sender version state}}',
  hash: '77d5e14191a42d6bb6787b360de1e28c4b01af1266988dd889b00ec834c2911b',
  keyed: true,
});

export const WithdrawAlertSourceDocument: Operation<WithdrawAlertSourceMutation, WithdrawAlertSourceMutationVariables, 'mutation', 'withdrawAlertSource'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawAlertSource',
  field: 'withdrawAlertSource',
  text: 'mutation withdrawAlertSource($sender:String!$clientMutationId:String){withdrawAlertSource(sender:$sender clientMutationId:$clientMutationId){sender version state}}',
  hash: '504657ab1589c678d869c04dee00979c945b5a8105a39a1d168b9d89bb632b53',
  keyed: true,
});

export const AckAlertDocument: Operation<AckAlertMutation, AckAlertMutationVariables, 'mutation', 'ackAlert'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'ackAlert',
  field: 'ackAlert',
  text: 'mutation ackAlert($references:[String!]!$kind:AlertReplyKind!=ACK$note:String$clientMutationId:String){ackAlert(references:$references kind:$kind note:$note clientMutationId:$clientMutationId){reference kind sent}}',
  hash: '788ae811a7f01968867f746a31ce7c0c9a6d157a69ad111f122c8d11e951acb4',
  keyed: true,
});

export type AlertsOperations = {
  /**
   * Messages on their way and what became of them, the newest first, those of exercises and for some only too. For the operations centre (IOC).
   */
  readonly alertDrafts: typeof AlertDraftsDocument;
  /**
   * Writes a new alert (soạn cảnh báo). It reaches nobody before a second person approves it. For the operations centre (IOC). BAD_USER_INPUT
   * names field and rule: `cap_identifier`, `cap_time`, `cap_polygon`, `cap_circle`, `cap_area`, `addresses`, `restriction`, `languages`, `ward`, `outside_city`.
   */
  readonly issueAlert: typeof IssueAlertDocument;
  /**
   * Writes an update (cập nhật) of alerts that hold: once it is approved it takes the place of every one that it refers to; of several it makes
   * one. No reference, or one to what was never issued, is BAD_USER_INPUT with rule `cap_references`, an alert that has ended ILLEGAL_TRANSITION.
   */
  readonly updateAlert: typeof UpdateAlertDocument;
  /**
   * Writes a cancellation (huỷ cảnh báo): once it is approved it ends every alert that it refers to. Nothing is removed: history keeps what was
   * issued. Refusals as for `updateAlert`.
   */
  readonly cancelAlert: typeof CancelAlertDocument;
  /**
   * Approves a message that somebody else wrote (phê duyệt): it is issued at once. FORBIDDEN with rule `second_person` for your own,
   * ILLEGAL_TRANSITION for one that does not wait for approval or acts on an alert that has ended, CONFLICT when its time is over.
   */
  readonly approveAlert: typeof ApproveAlertDocument;
  /**
   * The issuers elsewhere whose messages are taken in, and those whose trust was withdrawn. For the operations centre (IOC).
   */
  readonly alertSources: typeof AlertSourcesDocument;
  /**
   * Trusts an issuer elsewhere: its messages are taken in from this account, and from no other. Again with another name or account it takes the
   * place of what was. BAD_USER_INPUT names field and rule: `cap_sender`, `own` for the city itself. For the operations centre (IOC).
   */
  readonly trustAlertSource: typeof TrustAlertSourceDocument;
  /**
   * Takes no more messages of an issuer; what came stays. NOT_FOUND for one that was never trusted. For the operations centre (IOC).
   */
  readonly withdrawAlertSource: typeof WithdrawAlertSourceDocument;
  /**
   * Says that messages reached the operations centre (xác nhận), or that it refuses them: CAP's Ack and Error. It changes nothing that holds; who
   * sent them reads it in the receipt. BAD_USER_INPUT with rule `cap_references` for a message that never was here. For the operations centre (IOC).
   */
  readonly ackAlert: typeof AckAlertDocument;
};

export const alerts: Area<'alerts', AlertsOperations> = {
  name: 'alerts',
  operations: {
    alertDrafts: AlertDraftsDocument,
    issueAlert: IssueAlertDocument,
    updateAlert: UpdateAlertDocument,
    cancelAlert: CancelAlertDocument,
    approveAlert: ApproveAlertDocument,
    alertSources: AlertSourcesDocument,
    trustAlertSource: TrustAlertSourceDocument,
    withdrawAlertSource: WithdrawAlertSourceDocument,
    ackAlert: AckAlertDocument,
  },
};
