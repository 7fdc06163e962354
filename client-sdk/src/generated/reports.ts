// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
import type {
  ReportCategoriesQuery,
  ReportCategoriesQueryVariables,
  ReportQuery,
  ReportQueryVariables,
  ReportByTokenQuery,
  ReportByTokenQueryVariables,
  ReportsQuery,
  ReportsQueryVariables,
  ReportsNearQuery,
  ReportsNearQueryVariables,
  SearchReportsQuery,
  SearchReportsQueryVariables,
  FollowedReportsQuery,
  FollowedReportsQueryVariables,
  DuplicatesOfQuery,
  DuplicatesOfQueryVariables,
  PublicReportQuery,
  PublicReportQueryVariables,
  PublicReportsByCodeQuery,
  PublicReportsByCodeQueryVariables,
  PublicReportsQuery,
  PublicReportsQueryVariables,
  PublicReportsNearQuery,
  PublicReportsNearQueryVariables,
  SearchPublicReportsQuery,
  SearchPublicReportsQueryVariables,
  MyReportCommentsQuery,
  MyReportCommentsQueryVariables,
  ReportClustersQuery,
  ReportClustersQueryVariables,
  ReportStatsQuery,
  ReportStatsQueryVariables,
  CreateUploadMutation,
  CreateUploadMutationVariables,
  CreateReportMutation,
  CreateReportMutationVariables,
  ClaimReportMutation,
  ClaimReportMutationVariables,
  WithdrawReportMutation,
  WithdrawReportMutationVariables,
  AnswerReportInfoMutation,
  AnswerReportInfoMutationVariables,
  RateReportMutation,
  RateReportMutationVariables,
  HideReporterNameMutation,
  HideReporterNameMutationVariables,
  FollowReportMutation,
  FollowReportMutationVariables,
  UnfollowReportMutation,
  UnfollowReportMutationVariables,
  CommentReportMutation,
  CommentReportMutationVariables,
  EditReportCommentMutation,
  EditReportCommentMutationVariables,
  WithdrawReportCommentMutation,
  WithdrawReportCommentMutationVariables,
  ReportChangedSubscription,
  ReportChangedSubscriptionVariables,
  PublicReportChangedSubscription,
  PublicReportChangedSubscriptionVariables,
  FollowedReportsChangedSubscription,
  FollowedReportsChangedSubscriptionVariables,
  ReportsInSubscription,
  ReportsInSubscriptionVariables,
} from './types.ts';

const ReportFieldsFragmentText = 'fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}';

const ReportMediaFieldsFragmentText = 'fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}';

const ReportAnswerFieldsFragmentText = 'fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}';

const ReportDetailFieldsFragmentText = 'fragment ReportDetailFields on Report{rounds{answer{...ReportAnswerFields}publishedAt rating ratedAt reopened comment{...PublicReportCommentFields}}terms{startedAt dueAt endedAt workingDays pauses{from to}skipped{date kind name}}updates(first:50){nodes{...ReportUpdateFields}}comments(first:50){nodes{...PublicReportCommentFields}}}';

const PublicReportCommentFieldsFragmentText = 'fragment PublicReportCommentFields on PublicReportComment{id text alias round writtenAt publishedAt}';

const ReportUpdateFieldsFragmentText = 'fragment ReportUpdateFields on ReportUpdate{id version kind step from to by at text agency{id name}}';

const PublicReportFieldsFragmentText = 'fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}';

const PublicReportDetailFieldsFragmentText = 'fragment PublicReportDetailFields on PublicReport{rounds{answer{...ReportAnswerFields}publishedAt rating ratedAt reopened comment{...PublicReportCommentFields}}terms{startedAt dueAt endedAt workingDays pauses{from to}skipped{date kind name}}updates(first:50){nodes{...ReportUpdateFields}}comments(first:50){nodes{...PublicReportCommentFields}}}';

const ReportCommentFieldsFragmentText = 'fragment ReportCommentFields on ReportComment{id version state text alias own reason round writtenAt changedAt publishedAt report{id code title}}';

const ReportFigureFieldsFragmentText = 'fragment ReportFigureFields on ReportFigures{sent waiting rejected withdrawn duplicate ratedSatisfied ratedAccepted eligible{...ReportShareFields}handled{...ReportShareFields}fixed{...ReportShareFields}unable{...ReportShareFields}onTime{...ReportShareFields}rated{...ReportShareFields}satisfied{...ReportShareFields}notAccepted{...ReportShareFields}reopened{...ReportShareFields}closed{...ReportShareFields}disputed{...ReportShareFields}unconfirmed{...ReportShareFields}answers{given handlingTime{measured median{days hours}p90{days hours}}}}';

const ReportShareFieldsFragmentText = 'fragment ReportShareFields on ReportShare{count of share lowerBound shareUnknown}';

export const ReportCategoriesDocument: Operation<ReportCategoriesQuery, ReportCategoriesQueryVariables, 'query', 'reportCategories'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportCategories',
  field: 'reportCategories',
  text: 'query reportCategories{reportCategories{code name nameEn workingDays defaultAgency{id name}}}',
  hash: '12b161a265f75ecd1629433ac53580c9add6a82f3ae826abbe5cac5ab0916a3f',
});

export const ReportDocument: Operation<ReportQuery, ReportQueryVariables, 'query', 'report'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'report',
  field: 'report',
  text: 'query report($id:ID$code:String$private:Boolean!=false){report(id:$id code:$code){...ReportFields ...ReportDetailFields duplicateOf{id code}exactPosition@include(if:$private){lat lon}mediaLink@include(if:$private)infoThread(first:50)@include(if:$private){nodes{...ReportUpdateFields}}}}',
  hash: '1b2cde8e00756d11fd5c551b92f1c3dd98a5c64770a2795b8d9e34b57047ef1b',
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText, ReportDetailFieldsFragmentText, PublicReportCommentFieldsFragmentText, ReportUpdateFieldsFragmentText]);

export const ReportByTokenDocument: Operation<ReportByTokenQuery, ReportByTokenQueryVariables, 'query', 'reportByToken'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportByToken',
  field: 'reportByToken',
  text: 'query reportByToken($token:String!){reportByToken(token:$token){...ReportFields}}',
  hash: '75915219f2824e5a876d511db45e8948843627fd676fbc2d77ccb91a8ae8d2d1',
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const ReportsDocument: Operation<ReportsQuery, ReportsQueryVariables, 'query', 'reports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reports',
  field: 'reports',
  text: 'query reports($filter:ReportFilter$first:Int$after:String){reports(filter:$filter first:$first after:$after){nodes{...ReportFields}pageInfo{hasNextPage endCursor}}}',
  hash: '154288fc0dfc7ae3d10601b6b4b6d4ba94604f04747a426f7fc5650e9f731e07',
  paged: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const ReportsNearDocument: Operation<ReportsNearQuery, ReportsNearQueryVariables, 'query', 'reportsNear'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportsNear',
  field: 'reportsNear',
  text: 'query reportsNear($lat:Float!$lon:Float!$radiusM:Int!$first:Int$after:String){reportsNear(lat:$lat lon:$lon radiusM:$radiusM first:$first after:$after){edges{node{...ReportFields}distanceM}pageInfo{hasNextPage endCursor}}}',
  hash: '08ccce12fa4901d8ad38ffdaa04b06e213398b0f33d82d9ce4435c44f9254113',
  paged: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const SearchReportsDocument: Operation<SearchReportsQuery, SearchReportsQueryVariables, 'query', 'searchReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'searchReports',
  field: 'searchReports',
  text: 'query searchReports($text:String!$filter:ReportFilter$near:ReportNearInput$order:ReportSearchOrder!=NEWEST$highlights:Boolean!=false$first:Int$after:String){searchReports(text:$text filter:$filter near:$near order:$order first:$first after:$after){edges{node{...ReportFields}distanceM highlights@include(if:$highlights){field pieces{text hit}}}pageInfo{hasNextPage endCursor}}}',
  hash: 'fd77ad7c83a045571c2aca2da69e1934cb0415350df12769a8cc129e84ffa693',
  paged: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const FollowedReportsDocument: Operation<FollowedReportsQuery, FollowedReportsQueryVariables, 'query', 'followedReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'followedReports',
  field: 'followedReports',
  text: 'query followedReports($first:Int$after:String){followedReports(first:$first after:$after){nodes{...ReportFields}pageInfo{hasNextPage endCursor}}}',
  hash: 'c5c9de9396017aafeadda5a4516fbda35a8bb00709e67da5d76642499e9bd227',
  paged: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const DuplicatesOfDocument: Operation<DuplicatesOfQuery, DuplicatesOfQueryVariables, 'query', 'duplicatesOf'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'duplicatesOf',
  field: 'duplicatesOf',
  text: 'query duplicatesOf($draft:ReportDraftInput!){duplicatesOf(draft:$draft){distanceM likeness report{...ReportFields}}}',
  hash: '902b47cc4c5cd0ceba8667043a53b1f26fe5e0589ae2f33899dca8a6490e03a1',
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const PublicReportDocument: Operation<PublicReportQuery, PublicReportQueryVariables, 'query', 'publicReport'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReport',
  field: 'publicReport',
  text: 'query publicReport($id:ID$code:String){publicReport(id:$id code:$code){...PublicReportFields ...PublicReportDetailFields}}',
  hash: 'd0e2b5587fe98c61b06d4d1b57d146c7b35a48adc30e8fbcfa55c599ac6b5c7a',
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText, PublicReportDetailFieldsFragmentText, PublicReportCommentFieldsFragmentText, ReportUpdateFieldsFragmentText]);

export const PublicReportsByCodeDocument: Operation<PublicReportsByCodeQuery, PublicReportsByCodeQueryVariables, 'query', 'publicReportsByCode'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReportsByCode',
  field: 'publicReportsByCode',
  text: 'query publicReportsByCode($codes:[String!]!){publicReportsByCode(codes:$codes){...PublicReportFields}}',
  hash: '0610dd809191eaa7eea25c27e1d32c99e93c1fb6b9125a9b49b213d9b05631e2',
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const PublicReportsDocument: Operation<PublicReportsQuery, PublicReportsQueryVariables, 'query', 'publicReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReports',
  field: 'publicReports',
  text: 'query publicReports($filter:PublicReportFilter$first:Int$after:String){publicReports(filter:$filter first:$first after:$after){nodes{...PublicReportFields}pageInfo{hasNextPage endCursor}}}',
  hash: '4d30e32830da5727954f2d899b84931b3d0e9b54f647cadb047dbc7beaf25b3b',
  paged: true,
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const PublicReportsNearDocument: Operation<PublicReportsNearQuery, PublicReportsNearQueryVariables, 'query', 'publicReportsNear'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReportsNear',
  field: 'publicReportsNear',
  text: 'query publicReportsNear($lat:Float!$lon:Float!$radiusM:Int!$first:Int$after:String){publicReportsNear(lat:$lat lon:$lon radiusM:$radiusM first:$first after:$after){edges{node{...PublicReportFields}distanceM}pageInfo{hasNextPage endCursor}}}',
  hash: '55658386e40aaeef6453ce4fd446b206a421b3ba228229dd6f1546cd665a5325',
  paged: true,
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const SearchPublicReportsDocument: Operation<SearchPublicReportsQuery, SearchPublicReportsQueryVariables, 'query', 'searchPublicReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'searchPublicReports',
  field: 'searchPublicReports',
  text: 'query searchPublicReports($text:String!$filter:ReportFilter$near:ReportNearInput$order:ReportSearchOrder!=NEWEST$highlights:Boolean!=false$first:Int$after:String){searchPublicReports(text:$text filter:$filter near:$near order:$order first:$first after:$after){edges{node{...PublicReportFields}distanceM highlights@include(if:$highlights){field pieces{text hit}}}pageInfo{hasNextPage endCursor}}}',
  hash: 'cca59d804ff773503b20b21a4afbed8bc08ac680bedc4fa6097dd914994bb36e',
  paged: true,
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const MyReportCommentsDocument: Operation<MyReportCommentsQuery, MyReportCommentsQueryVariables, 'query', 'myReportComments'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myReportComments',
  field: 'myReportComments',
  text: 'query myReportComments($first:Int$after:String){myReportComments(first:$first after:$after){nodes{...ReportCommentFields}pageInfo{hasNextPage endCursor}}}',
  hash: 'e98a87505848aea6f4221f0cc30ca439928feed0411e3741d6923ce1f12024e6',
  paged: true,
}, [ReportCommentFieldsFragmentText]);

export const ReportClustersDocument: Operation<ReportClustersQuery, ReportClustersQueryVariables, 'query', 'reportClusters'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportClusters',
  field: 'reportClusters',
  text: 'query reportClusters($categoryCode:ReportCategoryCode$wardCode:String$since:DateTime$first:Int$after:String){reportClusters(categoryCode:$categoryCode wardCode:$wardCode since:$since first:$first after:$after){nodes{id version categoryCode category{code name nameEn}lat lon radiusM ward{code name}reportCount firstAt lastAt detectedAt reports{id code title state}}pageInfo{hasNextPage endCursor}}}',
  hash: 'be5d76b379a9f3e1f1e9228cba2b8fe5b5cab66668891da60108c456dba28c9f',
  paged: true,
});

export const ReportStatsDocument: Operation<ReportStatsQuery, ReportStatsQueryVariables, 'query', 'reportStats'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportStats',
  field: 'reportStats',
  text: 'query reportStats($by:ReportStatsDimension$filter:ReportStatsFilter$from:Date$to:Date){reportStats(by:$by filter:$filter from:$from to:$to){from to asOf figures{...ReportFigureFields}backlog{open overdue}groups{month agency{id name}category{code name}ward{code name}figures{...ReportFigureFields}backlog{open overdue}}}}',
  hash: '7602be312ae8d4f58aff3c3331da03fbccd09b2883e36c7d1582f0c35967b3e8',
}, [ReportFigureFieldsFragmentText, ReportShareFieldsFragmentText]);

export const CreateUploadDocument: Operation<CreateUploadMutation, CreateUploadMutationVariables, 'mutation', 'createUpload'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'createUpload',
  field: 'createUpload',
  text: 'mutation createUpload($kind:UploadKind!$bytes:Int!$sha256:String!$clientMutationId:String){createUpload(kind:$kind bytes:$bytes sha256:$sha256 clientMutationId:$clientMutationId){id url expiresAt}}',
  hash: '7f749c7407e22ecd30a7f019802d2bce5dfc9bfac0fa04f32ac45e7c5e196090',
  keyed: true,
});

export const CreateReportDocument: Operation<CreateReportMutation, CreateReportMutationVariables, 'mutation', 'createReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'createReport',
  field: 'createReport',
  text: 'mutation createReport($input:CreateReportInput!$asApp:Boolean!=false$clientMutationId:String){createReport(input:$input clientMutationId:$clientMutationId){...ReportFields claimToken@include(if:$asApp)}}',
  hash: '7dedcaed83cc2d04c44c03ccaf78ebd29b33a1d8cee7da93901cea028aceb5ab',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const ClaimReportDocument: Operation<ClaimReportMutation, ClaimReportMutationVariables, 'mutation', 'claimReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'claimReport',
  field: 'claimReport',
  text: 'mutation claimReport($token:String!$clientMutationId:String){claimReport(token:$token clientMutationId:$clientMutationId){...ReportFields}}',
  hash: '2347145f10051a434fa4e7fb06f510a2489c239c6c82cc76c1ee516ec26ae101',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const WithdrawReportDocument: Operation<WithdrawReportMutation, WithdrawReportMutationVariables, 'mutation', 'withdrawReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawReport',
  field: 'withdrawReport',
  text: 'mutation withdrawReport($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawReport(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}',
  hash: '9307662b52eaa0d9d2ad4742ce73af2e2610f4765871df193fbdc4822f75cfcd',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const AnswerReportInfoDocument: Operation<AnswerReportInfoMutation, AnswerReportInfoMutationVariables, 'mutation', 'answerReportInfo'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'answerReportInfo',
  field: 'answerReportInfo',
  text: 'mutation answerReportInfo($id:ID!$answer:String$expectedVersion:Int$clientMutationId:String){answerReportInfo(id:$id answer:$answer expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}',
  hash: '1ab50892fcd5c4a45d1a77c22b3919ddb35eec51707d9a496e4568760321e3a1',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const RateReportDocument: Operation<RateReportMutation, RateReportMutationVariables, 'mutation', 'rateReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'rateReport',
  field: 'rateReport',
  text: 'mutation rateReport($id:ID!$level:ReportRatingLevel!$reopen:Boolean!=false$comment:String$expectedVersion:Int$clientMutationId:String){rateReport(id:$id level:$level reopen:$reopen comment:$comment expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}',
  hash: '2ff52349797e5e446bfe4b845d7af52f4bf2e83a8996ffd867f94312679bfa18',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const HideReporterNameDocument: Operation<HideReporterNameMutation, HideReporterNameMutationVariables, 'mutation', 'hideReporterName'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'hideReporterName',
  field: 'hideReporterName',
  text: 'mutation hideReporterName($id:ID!$expectedVersion:Int$clientMutationId:String){hideReporterName(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}',
  hash: 'b1e2fc8cb668916ea9a22ce59590b2c32d96e1d48107103e3b43f21f022edd2f',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const FollowReportDocument: Operation<FollowReportMutation, FollowReportMutationVariables, 'mutation', 'followReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'followReport',
  field: 'followReport',
  text: 'mutation followReport($id:ID!$clientMutationId:String){followReport(id:$id clientMutationId:$clientMutationId){...ReportFields}}',
  hash: '65c744656c197fdfd962d28c0746b4d45fb578d652291b9f4ef50c3e4c23db58',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const UnfollowReportDocument: Operation<UnfollowReportMutation, UnfollowReportMutationVariables, 'mutation', 'unfollowReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'unfollowReport',
  field: 'unfollowReport',
  text: 'mutation unfollowReport($id:ID!$clientMutationId:String){unfollowReport(id:$id clientMutationId:$clientMutationId){...ReportFields}}',
  hash: 'f711e4971cdd52349e5426cb33841d2719fff22ad09c398abb7eaaac10eab09f',
  keyed: true,
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const CommentReportDocument: Operation<CommentReportMutation, CommentReportMutationVariables, 'mutation', 'commentReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'commentReport',
  field: 'commentReport',
  text: 'mutation commentReport($id:ID!$text:String!$alias:String$clientMutationId:String){commentReport(id:$id text:$text alias:$alias clientMutationId:$clientMutationId){...ReportCommentFields}}',
  hash: '17c902df0b7616f62ed9b79fe244ae3601bbbe4a2bc64855f341feec66093e7d',
  keyed: true,
}, [ReportCommentFieldsFragmentText]);

export const EditReportCommentDocument: Operation<EditReportCommentMutation, EditReportCommentMutationVariables, 'mutation', 'editReportComment'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'editReportComment',
  field: 'editReportComment',
  text: 'mutation editReportComment($id:ID!$text:String!$alias:String$expectedVersion:Int!$clientMutationId:String){editReportComment(id:$id text:$text alias:$alias expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportCommentFields}}',
  hash: 'd9b2c124dab53684a11a9fa48973fbe21604f990f2cadfdc21edf5d88dbc06f9',
  keyed: true,
}, [ReportCommentFieldsFragmentText]);

export const WithdrawReportCommentDocument: Operation<WithdrawReportCommentMutation, WithdrawReportCommentMutationVariables, 'mutation', 'withdrawReportComment'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawReportComment',
  field: 'withdrawReportComment',
  text: 'mutation withdrawReportComment($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawReportComment(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportCommentFields}}',
  hash: 'e4ac12a85105926b94bdd88dc6e5f93d36b5651926a9dd850ac5b4f7a8878ad7',
  keyed: true,
}, [ReportCommentFieldsFragmentText]);

export const ReportChangedDocument: Operation<ReportChangedSubscription, ReportChangedSubscriptionVariables, 'subscription', 'reportChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'reportChanged',
  field: 'reportChanged',
  text: 'subscription reportChanged($id:ID!){reportChanged(id:$id){...ReportFields}}',
  hash: '2cf0f5e30175f2fc136f5295b41efa3e24895b9fe0f00a18c5f6a050c2389982',
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const PublicReportChangedDocument: Operation<PublicReportChangedSubscription, PublicReportChangedSubscriptionVariables, 'subscription', 'publicReportChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'publicReportChanged',
  field: 'publicReportChanged',
  text: 'subscription publicReportChanged($id:ID!){publicReportChanged(id:$id){...PublicReportFields}}',
  hash: 'a0223ece9c8d90c77c78d950f0e325c63d34cd2defc81d249d05e6f45b05aa15',
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const FollowedReportsChangedDocument: Operation<FollowedReportsChangedSubscription, FollowedReportsChangedSubscriptionVariables, 'subscription', 'followedReportsChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'followedReportsChanged',
  field: 'followedReportsChanged',
  text: 'subscription followedReportsChanged($first:Int!=100){followedReportsChanged(first:$first){__typename ...on FollowedReportListSnapshot{nodes{...ReportFields}complete endCursor}...on FollowedReportListEntered{node{...ReportFields}}...on FollowedReportListChanged{node{...ReportFields}}...on FollowedReportListLeft{id version}}}',
  hash: '40e59401a756f1b67d4f420ddc44c6e309e86fdb5de7e4fd93ed1c87331056ac',
}, [ReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export const ReportsInDocument: Operation<ReportsInSubscription, ReportsInSubscriptionVariables, 'subscription', 'reportsIn'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'reportsIn',
  field: 'reportsIn',
  text: 'subscription reportsIn($area:ReportAreaInput!$first:Int!=100){reportsIn(area:$area first:$first){__typename ...on PublicReportListSnapshot{nodes{...PublicReportFields}complete endCursor}...on PublicReportListEntered{node{...PublicReportFields}}...on PublicReportListChanged{node{...PublicReportFields}}...on PublicReportListLeft{id version}}}',
  hash: 'e21f7b1dd2c0146497f0e0fd8dcea3a91843c69b247f602f2ce2650478a2e3c5',
}, [PublicReportFieldsFragmentText, ReportMediaFieldsFragmentText, ReportAnswerFieldsFragmentText]);

export type ReportsOperations = {
  /**
   * The categories (lĩnh vực) of field reports, in the order in which forms show them.
   */
  readonly reportCategories: typeof ReportCategoriesDocument;
  /**
   * One field report (phản ánh hiện trường) by exactly one of id and code; both or none is BAD_USER_INPUT with rule
   * `exactly_one`. NOT_FOUND also for a report that exists but that you may not see: before ACCEPTED only its reporter and
   * the operations centre see it.
   */
  readonly report: typeof ReportDocument;
  /**
   * A report that an app sent and nobody has claimed yet, by the token that the app was given with it: whoever has that may read it before it is public. NOT_FOUND for a token
   * that is unknown or was used.
   */
  readonly reportByToken: typeof ReportByTokenDocument;
  /**
   * Field reports, the newest receipt first. Everybody sees those from ACCEPTED on; with `mine` you see all of your own,
   * and the operations centre (IOC) sees all.
   */
  readonly reports: typeof ReportsDocument;
  /**
   * Public field reports around a point, the nearest first, by their public (rounded) positions. A point more than 300 m
   * outside every ward is BAD_USER_INPUT with rule `outside_city`, and `hint: "swapped?"` when it looks exchanged.
   */
  readonly reportsNear: typeof ReportsNearDocument;
  /**
   * Field reports with certain words (tìm kiếm), as one types. Everybody finds those from ACCEPTED on; with `mine` you find
   * all of your own, and the operations centre (IOC) finds all. A report is found a moment after it was sent.
   */
  readonly searchReports: typeof SearchReportsDocument;
  /**
   * The field reports that you hear of: your own, those that you follow, and those that a report of yours was found to repeat; what you sent or followed last
   * comes first. Nobody else sees this list. UNAUTHENTICATED when nobody is signed in.
   */
  readonly followedReports: typeof FollowedReportsDocument;
  /**
   * Before sending: the field reports that a draft may repeat (phản ánh trùng), of the same category, within 50 m by public positions, and
   * open or received in the last 90 days. Public ones, and of your own also those that wait or were rejected. The most likely first, at most
   * 20. Show them with photo, text, distance and state, and offer followReport instead of sending the same again. Refused places as in
   * createReport.
   */
  readonly duplicatesOf: typeof DuplicatesOfDocument;
  /**
   * What everybody may know of a field report from ACCEPTED on, by exactly one of id and code; both or none is BAD_USER_INPUT
   * with rule `exactly_one`. The same for whoever asks, so that any number of people share one answer: NOT_FOUND for all as
   * long as the report is not public. `report` shows more to those who may see more.
   */
  readonly publicReport: typeof PublicReportDocument;
  /**
   * Public field reports by their codes, in the order of these; null in the place of one that is unknown or not public.
   */
  readonly publicReportsByCode: typeof PublicReportsByCodeDocument;
  /**
   * Public field reports, the newest receipt first: the same list for whoever asks.
   */
  readonly publicReports: typeof PublicReportsDocument;
  /**
   * Public field reports around a point, the nearest first: `reportsNear` with what is the same for whoever asks.
   */
  readonly publicReportsNear: typeof PublicReportsNearDocument;
  /**
   * Public field reports with certain words: `searchReports` with what is the same for whoever asks; with `mine` it finds nobody signed in.
   */
  readonly searchPublicReports: typeof SearchPublicReportsDocument;
  /**
   * Your own comments and words with ratings, in every state, the newest first. UNAUTHENTICATED when nobody is signed in.
   */
  readonly myReportComments: typeof MyReportCommentsDocument;
  /**
   * Clusters of field reports (cụm phản ánh): at least 5 open public reports of one category within 300 m of one of them, all
   * received at most 72 hours before or after it. The newest detection first. A cluster shows within a second or so of the acceptance that makes it,
   * and stays when its reports are answered.
   */
  readonly reportClusters: typeof ReportClustersDocument;
  /**
   * What becomes of field reports (số liệu xử lý phản ánh): how many were sent, eligible, handled, on time, rated,
   * satisfied, always together and each share beside its numbers. The period is that of receipt. Counted a moment behind
   * the changes, see `asOf`; whole months are fastest.
   */
  readonly reportStats: typeof ReportStatsDocument;
  /**
   * Asks for an address to send a file to (tải ảnh lên): `PUT` its bytes there, as they are, within five minutes and with your token; then name
   * the upload's id where a report or an answer takes it. Once only, and for these bytes only. What nothing names within 24 hours is removed.
   * JPEG, PNG or WebP, at most 10 MiB and 50 million pixels; you must be signed in. At most 30 uploads may wait to be named: QUOTA_EXCEEDED.
   */
  readonly createUpload: typeof CreateUploadDocument;
  /**
   * Sends a field report. The ward and the agency that answers for it are found from the place at once, and the due date
   * (hạn xử lý) is counted from this moment; you must be signed in. An app with `reports:write` may send one for nobody: its source is VENDOR_APP, and
   * it can be neither rated nor withdrawn until a person claims it with the token that the app is given (claimReport).
   */
  readonly createReport: typeof CreateReportDocument;
  /**
   * Makes a report that an app sent your own (nhận phản ánh), by the token that the app was given. Once only: from then on it is yours as if you had
   * sent it. NOT_FOUND for a token that is unknown or was used.
   */
  readonly claimReport: typeof ClaimReportDocument;
  /**
   * Takes your own report back (rút phản ánh), as long as it is SUBMITTED.
   */
  readonly withdrawReport: typeof WithdrawReportDocument;
  /**
   * The reporter answers the question of the agency; work and the clock go on.
   */
  readonly answerReportInfo: typeof AnswerReportInfoDocument;
  /**
   * The reporter rates the published answer, once for each publication. SATISFIED and ACCEPTED close the report. NOT_ACCEPTED closes it with that outcome, or with `reopen` opens it again with a new term, at most twice.
   */
  readonly rateReport: typeof RateReportDocument;
  /**
   * Takes the public name of a report back (ẩn tên người phản ánh), at any time and in any state: it is gone at once from every answer and
   * event, also when old events are read again. The reporter may do it; the operations centre may, where a name is not fit to be shown.
   * Without a name nothing changes.
   */
  readonly hideReporterName: typeof HideReporterNameDocument;
  /**
   * Lets you hear of a report of somebody else's from now on (theo dõi): each later state and public update comes with followedReportsChanged, and it stands in
   * followedReports. Instead of sending the same again, follow what is there already. Who follows is never shown, only how many. A second call changes
   * nothing, nor does one for your own report, of which you hear anyway. More than 500: BAD_USER_INPUT with rule `max_follows`.
   */
  readonly followReport: typeof FollowReportDocument;
  /**
   * Ends that (bỏ theo dõi); a second call changes nothing. Of your own reports you hear in any case.
   */
  readonly unfollowReport: typeof UnfollowReportDocument;
  /**
   * Writes a comment (bình luận) to a public report. It waits in the queue of the moderators and is nobody else's before they approve it; phone numbers and e-mail addresses
   * are taken out at once and not kept. Once it is public the reporter, the followers and the agency that has or had the report hear of it by a change of the
   * report with the step COMMENT. So it reaches them on a closed report too, and does not open it again: only a rating does. At most 20 of one
   * person to one report, otherwise BAD_USER_INPUT with rule `max_comments`; `not_public` for a report that is not public.
   */
  readonly commentReport: typeof CommentReportDocument;
  /**
   * Changes your own comment. What was public is so no longer: the new text waits for the moderators like a new comment.
   */
  readonly editReportComment: typeof EditReportCommentDocument;
  /**
   * Takes your own comment back (rút bình luận): its text and name are erased at once.
   */
  readonly withdrawReportComment: typeof WithdrawReportCommentDocument;
  /**
   * A report as it is now, then as of each later change. NOT_FOUND as in `report`; the stream shows a change only to whom the report was
   * visible after it.
   */
  readonly reportChanged: typeof ReportChangedDocument;
  /**
   * What everybody may know of a report as it is now, then as of each later change. NOT_FOUND for all until the report is public;
   * all who follow it share one stream.
   */
  readonly publicReportChanged: typeof PublicReportChangedDocument;
  /**
   * The field reports that you hear of (see followedReports): first a page of them as they are, then each later change of any of them, as of that change, and what
   * comes in or goes out. A report comes in when you send or follow it, or when a report of yours is found to repeat it. Of very many, the newest 500 of
   * your own and the latest 1,000 followed are told of.
   */
  readonly followedReportsChanged: typeof FollowedReportsChangedDocument;
  /**
   * The public reports of an area, the newest receipt first: first a page of what is there, then what enters, changes and leaves.
   * A report enters when it is accepted. All who watch the same area share one stream.
   */
  readonly reportsIn: typeof ReportsInDocument;
};

export const reports: Area<'reports', ReportsOperations> = {
  name: 'reports',
  operations: {
    reportCategories: ReportCategoriesDocument,
    report: ReportDocument,
    reportByToken: ReportByTokenDocument,
    reports: ReportsDocument,
    reportsNear: ReportsNearDocument,
    searchReports: SearchReportsDocument,
    followedReports: FollowedReportsDocument,
    duplicatesOf: DuplicatesOfDocument,
    publicReport: PublicReportDocument,
    publicReportsByCode: PublicReportsByCodeDocument,
    publicReports: PublicReportsDocument,
    publicReportsNear: PublicReportsNearDocument,
    searchPublicReports: SearchPublicReportsDocument,
    myReportComments: MyReportCommentsDocument,
    reportClusters: ReportClustersDocument,
    reportStats: ReportStatsDocument,
    createUpload: CreateUploadDocument,
    createReport: CreateReportDocument,
    claimReport: ClaimReportDocument,
    withdrawReport: WithdrawReportDocument,
    answerReportInfo: AnswerReportInfoDocument,
    rateReport: RateReportDocument,
    hideReporterName: HideReporterNameDocument,
    followReport: FollowReportDocument,
    unfollowReport: UnfollowReportDocument,
    commentReport: CommentReportDocument,
    editReportComment: EditReportCommentDocument,
    withdrawReportComment: WithdrawReportCommentDocument,
    reportChanged: ReportChangedDocument,
    publicReportChanged: PublicReportChangedDocument,
    followedReportsChanged: FollowedReportsChangedDocument,
    reportsIn: ReportsInDocument,
  },
};
