// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
import type {
  ReportQuery,
  ReportQueryVariables,
  ReportsQuery,
  ReportsQueryVariables,
  CreateReportMutation,
  CreateReportMutationVariables,
  ReportByTokenQuery,
  ReportByTokenQueryVariables,
  ClaimReportMutation,
  ClaimReportMutationVariables,
  RateReportMutation,
  RateReportMutationVariables,
  ReportChangedSubscription,
  ReportChangedSubscriptionVariables,
  PublicReportQuery,
  PublicReportQueryVariables,
  PublicReportsQuery,
  PublicReportsQueryVariables,
  PublicReportChangedSubscription,
  PublicReportChangedSubscriptionVariables,
  ReportsInSubscription,
  ReportsInSubscriptionVariables,
} from './types.ts';

const ReportCore = 'fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}';

const PublicReportCore = 'fragment PublicReportCore on PublicReport{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}lastChange{step from to why at}}';

export const ReportDocument: Operation<ReportQuery, ReportQueryVariables, 'query', 'report'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'report',
  field: 'report',
  text: 'query report($id:ID$code:String){report(id:$id code:$code){...ReportCore description address lastChange{step from to why at}}}' + ReportCore,
  hash: '053954177820bd50c546450915edd97f8da467835b4dde4af6ddc525f6dcc1d1',
});

export const ReportsDocument: Operation<ReportsQuery, ReportsQueryVariables, 'query', 'reports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reports',
  field: 'reports',
  text: 'query reports($filter:ReportFilter$first:Int$after:String){reports(filter:$filter first:$first after:$after){nodes{...ReportCore}pageInfo{hasNextPage endCursor}}}' + ReportCore,
  hash: '4cf6980cac9f710aa33219681c9849bd634ccb87d505c5b67234780efd2ac0c2',
  paged: true,
});

export const CreateReportDocument: Operation<CreateReportMutation, CreateReportMutationVariables, 'mutation', 'createReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'createReport',
  field: 'createReport',
  text: 'mutation createReport($input:CreateReportInput!$clientMutationId:String){createReport(input:$input clientMutationId:$clientMutationId){...ReportCore}}' + ReportCore,
  hash: '21e20201edc5dd65b9f8225afc7fec593abab2aeb774bffd0881d401ff150b7b',
  keyed: true,
});

export const ReportByTokenDocument: Operation<ReportByTokenQuery, ReportByTokenQueryVariables, 'query', 'reportByToken'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportByToken',
  field: 'reportByToken',
  text: 'query reportByToken($token:String!){reportByToken(token:$token){...ReportCore}}' + ReportCore,
  hash: '681e87eac79ef0fa07f223cba261c9ace5b3bd883627858c6534be563e4289d4',
});

export const ClaimReportDocument: Operation<ClaimReportMutation, ClaimReportMutationVariables, 'mutation', 'claimReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'claimReport',
  field: 'claimReport',
  text: 'mutation claimReport($token:String!$clientMutationId:String){claimReport(token:$token clientMutationId:$clientMutationId){...ReportCore}}' + ReportCore,
  hash: '8954be4cbcfe914aa48627c39e7ab0fbf6ffbb2f7f82a178e65b084d0cae85d9',
  keyed: true,
});

export const RateReportDocument: Operation<RateReportMutation, RateReportMutationVariables, 'mutation', 'rateReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'rateReport',
  field: 'rateReport',
  text: 'mutation rateReport($id:ID!$level:ReportRatingLevel!$reopen:Boolean!=false$clientMutationId:String){rateReport(id:$id level:$level reopen:$reopen clientMutationId:$clientMutationId){...ReportCore outcome}}' + ReportCore,
  hash: '9cab39352afb243702c3d4793a79dd3fc38ecb223d8bd5260b6b9e24c74fb2e6',
  keyed: true,
});

export const ReportChangedDocument: Operation<ReportChangedSubscription, ReportChangedSubscriptionVariables, 'subscription', 'reportChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'reportChanged',
  field: 'reportChanged',
  text: 'subscription reportChanged($id:ID!){reportChanged(id:$id){...ReportCore lastChange{step from to why at}}}' + ReportCore,
  hash: 'ac8927376df3b4a38219a76b4c1a067a4945b559bf55a711431c7697a06ee671',
});

export const PublicReportDocument: Operation<PublicReportQuery, PublicReportQueryVariables, 'query', 'publicReport'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReport',
  field: 'publicReport',
  text: 'query publicReport($id:ID$code:String){publicReport(id:$id code:$code){...PublicReportCore description address answer{kind text answeredAt}outcome}}' + PublicReportCore,
  hash: '10356c63bfa26e7c93700bfe66d4f9750472654f603442644b38ad88ed6bc690',
});

export const PublicReportsDocument: Operation<PublicReportsQuery, PublicReportsQueryVariables, 'query', 'publicReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReports',
  field: 'publicReports',
  text: 'query publicReports($filter:PublicReportFilter$first:Int$after:String){publicReports(filter:$filter first:$first after:$after){nodes{...PublicReportCore}pageInfo{hasNextPage endCursor}}}' + PublicReportCore,
  hash: '42c6ddc2eb3984d547d7bf4e44b1ee121c49649b134bc84d54bb23d6c3800eef',
  paged: true,
});

export const PublicReportChangedDocument: Operation<PublicReportChangedSubscription, PublicReportChangedSubscriptionVariables, 'subscription', 'publicReportChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'publicReportChanged',
  field: 'publicReportChanged',
  text: 'subscription publicReportChanged($id:ID!){publicReportChanged(id:$id){...PublicReportCore}}' + PublicReportCore,
  hash: '6ebce2ad7549840eb8943c090ca206c856eb86dfa5fdbbb6a9ecc2b911b398d7',
});

export const ReportsInDocument: Operation<ReportsInSubscription, ReportsInSubscriptionVariables, 'subscription', 'reportsIn'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'reportsIn',
  field: 'reportsIn',
  text: 'subscription reportsIn($area:ReportAreaInput!$first:Int!=100){reportsIn(area:$area first:$first){__typename ...on PublicReportListSnapshot{nodes{...PublicReportCore}complete endCursor}...on PublicReportListEntered{node{...PublicReportCore}}...on PublicReportListChanged{node{...PublicReportCore}}...on PublicReportListLeft{id version}}}' + PublicReportCore,
  hash: 'c69ccc938a9605f533eca04de5fe3377206ccb037e4fe6b18fd4efec17435b4e',
});

export const reports = {
  name: 'reports',
  operations: {
    report: ReportDocument,
    reports: ReportsDocument,
    createReport: CreateReportDocument,
    reportByToken: ReportByTokenDocument,
    claimReport: ClaimReportDocument,
    rateReport: RateReportDocument,
    reportChanged: ReportChangedDocument,
    publicReport: PublicReportDocument,
    publicReports: PublicReportsDocument,
    publicReportChanged: PublicReportChangedDocument,
    reportsIn: ReportsInDocument,
  },
} as const;
