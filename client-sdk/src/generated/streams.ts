// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
import type {
  CreateStreamTicketMutation,
  CreateStreamTicketMutationVariables,
  RenewStreamMutation,
  RenewStreamMutationVariables,
  MoveAreaMutation,
  MoveAreaMutationVariables,
} from './types.ts';

export const CreateStreamTicketDocument: Operation<CreateStreamTicketMutation, CreateStreamTicketMutationVariables, 'mutation', 'createStreamTicket'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'createStreamTicket',
  field: 'createStreamTicket',
  text: 'mutation createStreamTicket($clientMutationId:String){createStreamTicket(clientMutationId:$clientMutationId){ticket openUntil resumeUntil}}',
  hash: '7fa90601d6371b8f10ac6d28705679c12917f5ecfc3d97d2b35afa277bee974e',
  keyed: true,
});

export const RenewStreamDocument: Operation<RenewStreamMutation, RenewStreamMutationVariables, 'mutation', 'renewStream'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'renewStream',
  field: 'renewStream',
  text: 'mutation renewStream($stream:ID!$token:String!$clientMutationId:String){renewStream(stream:$stream token:$token clientMutationId:$clientMutationId){stream expiresAt}}',
  hash: '5a39db1da5ec6d751816a7f3f3e9af7a410ce5ffe96475832956de29fcb45b69',
  keyed: true,
});

export const MoveAreaDocument: Operation<MoveAreaMutation, MoveAreaMutationVariables, 'mutation', 'moveArea'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'moveArea',
  field: 'moveArea',
  text: 'mutation moveArea($stream:ID!$bbox:GeoBoxInput$ward:String$clientMutationId:String){moveArea(stream:$stream bbox:$bbox ward:$ward clientMutationId:$clientMutationId){stream}}',
  hash: '79fc0fb4e1e1ca8c31693a2c4cd95baf143818276f5aa5da35d018a1b4e137f2',
  keyed: true,
});

export type StreamsOperations = {
  /**
   * A ticket for one live stream over server-sent events, for clients that cannot send headers, such as EventSource in a browser: open
   * `/graphql?ticket=…&query=…` with it within 60 seconds, once. What comes back by itself behind a break (with `Last-Event-ID`) may use it again for the same
   * operation, as long as the token lives that it was asked for with. UNAUTHENTICATED without a token: strangers need no ticket.
   */
  readonly createStreamTicket: typeof CreateStreamTicketDocument;
  /**
   * Renews the token of an open stream in place, for streams on which nothing can be sent (server-sent events, multipart). The new rights count
   * at once, fewer ones too. On a WebSocket a `ping` with `{ "Authorization": "Bearer …" }` does the same for the whole socket. NOT_FOUND for a
   * stream that is not there or not the subject's of this token; FORBIDDEN with another subject's token on a stream of yours.
   */
  readonly renewStream: typeof RenewStreamDocument;
  /**
   * Gives an open stream another area to follow, on whichever gateway it is, such as `reportsIn` when the map is moved. The next event of the stream
   * is the present state of the new area, with all that came into view and a cursor that belongs to the new area; nothing of the old area comes behind
   * it. An area that the stream refuses (BAD_USER_INPUT, NOT_FOUND) leaves it as it is. BAD_USER_INPUT with rule `no_area` for a stream without
   * an area. CONFLICT when a later move took the place of this one.
   */
  readonly moveArea: typeof MoveAreaDocument;
};

export const streams: Area<'streams', StreamsOperations> = {
  name: 'streams',
  operations: {
    createStreamTicket: CreateStreamTicketDocument,
    renewStream: RenewStreamDocument,
    moveArea: MoveAreaDocument,
  },
};
