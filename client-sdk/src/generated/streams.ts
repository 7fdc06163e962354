// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
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

export const streams = {
  name: 'streams',
  operations: {
    createStreamTicket: CreateStreamTicketDocument,
    renewStream: RenewStreamDocument,
    moveArea: MoveAreaDocument,
  },
} as const;
