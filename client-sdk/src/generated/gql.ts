/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query wardAt($lat: Float!, $lon: Float!) {\n  wardAt(lat: $lat, lon: $lon) {\n    code\n    name\n    fullName\n    agency {\n      id\n      name\n    }\n  }\n}\n\nquery workingDue($from: DateTime!, $days: Int!) {\n  workingDue(from: $from, days: $days) {\n    dueAt\n    skipped {\n      date\n      kind\n      name\n    }\n  }\n}": typeof types.WardAtDocument,
    "fragment ReportCore on Report {\n  id\n  code\n  state\n  version\n  title\n  categoryCode\n  lat\n  lon\n  receivedAt\n  dueAt\n  slaState\n  ward {\n    code\n    name\n  }\n  agency {\n    id\n    name\n  }\n}\n\nquery report($id: ID, $code: String) {\n  report(id: $id, code: $code) {\n    ...ReportCore\n    description\n    address\n    lastChange {\n      step\n      from\n      to\n      why\n      at\n    }\n  }\n}\n\nquery reports($filter: ReportFilter, $first: Int, $after: String) {\n  reports(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...ReportCore\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation createReport($input: CreateReportInput!, $clientMutationId: String) {\n  createReport(input: $input, clientMutationId: $clientMutationId) {\n    ...ReportCore\n  }\n}\n\nmutation rateReport($id: ID!, $level: ReportRatingLevel!, $reopen: Boolean! = false, $clientMutationId: String) {\n  rateReport(\n    id: $id\n    level: $level\n    reopen: $reopen\n    clientMutationId: $clientMutationId\n  ) {\n    ...ReportCore\n    outcome\n  }\n}\n\nsubscription reportChanged($id: ID!) {\n  reportChanged(id: $id) {\n    ...ReportCore\n    lastChange {\n      step\n      from\n      to\n      why\n      at\n    }\n  }\n}": typeof types.ReportCoreFragmentDoc,
};
const documents: Documents = {
    "query wardAt($lat: Float!, $lon: Float!) {\n  wardAt(lat: $lat, lon: $lon) {\n    code\n    name\n    fullName\n    agency {\n      id\n      name\n    }\n  }\n}\n\nquery workingDue($from: DateTime!, $days: Int!) {\n  workingDue(from: $from, days: $days) {\n    dueAt\n    skipped {\n      date\n      kind\n      name\n    }\n  }\n}": types.WardAtDocument,
    "fragment ReportCore on Report {\n  id\n  code\n  state\n  version\n  title\n  categoryCode\n  lat\n  lon\n  receivedAt\n  dueAt\n  slaState\n  ward {\n    code\n    name\n  }\n  agency {\n    id\n    name\n  }\n}\n\nquery report($id: ID, $code: String) {\n  report(id: $id, code: $code) {\n    ...ReportCore\n    description\n    address\n    lastChange {\n      step\n      from\n      to\n      why\n      at\n    }\n  }\n}\n\nquery reports($filter: ReportFilter, $first: Int, $after: String) {\n  reports(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...ReportCore\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation createReport($input: CreateReportInput!, $clientMutationId: String) {\n  createReport(input: $input, clientMutationId: $clientMutationId) {\n    ...ReportCore\n  }\n}\n\nmutation rateReport($id: ID!, $level: ReportRatingLevel!, $reopen: Boolean! = false, $clientMutationId: String) {\n  rateReport(\n    id: $id\n    level: $level\n    reopen: $reopen\n    clientMutationId: $clientMutationId\n  ) {\n    ...ReportCore\n    outcome\n  }\n}\n\nsubscription reportChanged($id: ID!) {\n  reportChanged(id: $id) {\n    ...ReportCore\n    lastChange {\n      step\n      from\n      to\n      why\n      at\n    }\n  }\n}": types.ReportCoreFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query wardAt($lat: Float!, $lon: Float!) {\n  wardAt(lat: $lat, lon: $lon) {\n    code\n    name\n    fullName\n    agency {\n      id\n      name\n    }\n  }\n}\n\nquery workingDue($from: DateTime!, $days: Int!) {\n  workingDue(from: $from, days: $days) {\n    dueAt\n    skipped {\n      date\n      kind\n      name\n    }\n  }\n}"): typeof import('./graphql.ts').WardAtDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ReportCore on Report {\n  id\n  code\n  state\n  version\n  title\n  categoryCode\n  lat\n  lon\n  receivedAt\n  dueAt\n  slaState\n  ward {\n    code\n    name\n  }\n  agency {\n    id\n    name\n  }\n}\n\nquery report($id: ID, $code: String) {\n  report(id: $id, code: $code) {\n    ...ReportCore\n    description\n    address\n    lastChange {\n      step\n      from\n      to\n      why\n      at\n    }\n  }\n}\n\nquery reports($filter: ReportFilter, $first: Int, $after: String) {\n  reports(filter: $filter, first: $first, after: $after) {\n    nodes {\n      ...ReportCore\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation createReport($input: CreateReportInput!, $clientMutationId: String) {\n  createReport(input: $input, clientMutationId: $clientMutationId) {\n    ...ReportCore\n  }\n}\n\nmutation rateReport($id: ID!, $level: ReportRatingLevel!, $reopen: Boolean! = false, $clientMutationId: String) {\n  rateReport(\n    id: $id\n    level: $level\n    reopen: $reopen\n    clientMutationId: $clientMutationId\n  ) {\n    ...ReportCore\n    outcome\n  }\n}\n\nsubscription reportChanged($id: ID!) {\n  reportChanged(id: $id) {\n    ...ReportCore\n    lastChange {\n      step\n      from\n      to\n      why\n      at\n    }\n  }\n}"): typeof import('./graphql.ts').ReportCoreFragmentDoc;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
