// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Operation } from '../document.ts';
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

const ReportFields = 'fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}';

const ReportMediaFields = 'fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}';

const ReportAnswerFields = 'fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}';

const ReportDetailFields = 'fragment ReportDetailFields on Report{rounds{answer{...ReportAnswerFields}publishedAt rating ratedAt reopened comment{...PublicReportCommentFields}}terms{startedAt dueAt endedAt workingDays pauses{from to}skipped{date kind name}}updates(first:50){nodes{...ReportUpdateFields}}comments(first:50){nodes{...PublicReportCommentFields}}}';

const PublicReportCommentFields = 'fragment PublicReportCommentFields on PublicReportComment{id text alias round writtenAt publishedAt}';

const ReportUpdateFields = 'fragment ReportUpdateFields on ReportUpdate{id version kind step from to by at text agency{id name}}';

const PublicReportFields = 'fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}';

const PublicReportDetailFields = 'fragment PublicReportDetailFields on PublicReport{rounds{answer{...ReportAnswerFields}publishedAt rating ratedAt reopened comment{...PublicReportCommentFields}}terms{startedAt dueAt endedAt workingDays pauses{from to}skipped{date kind name}}updates(first:50){nodes{...ReportUpdateFields}}comments(first:50){nodes{...PublicReportCommentFields}}}';

const ReportCommentFields = 'fragment ReportCommentFields on ReportComment{id version state text alias own reason round writtenAt changedAt publishedAt report{id code title}}';

const ReportFigureFields = 'fragment ReportFigureFields on ReportFigures{sent waiting rejected withdrawn duplicate ratedSatisfied ratedAccepted eligible{...ReportShareFields}handled{...ReportShareFields}fixed{...ReportShareFields}unable{...ReportShareFields}onTime{...ReportShareFields}rated{...ReportShareFields}satisfied{...ReportShareFields}notAccepted{...ReportShareFields}reopened{...ReportShareFields}closed{...ReportShareFields}disputed{...ReportShareFields}unconfirmed{...ReportShareFields}answers{given handlingTime{measured median{days hours}p90{days hours}}}}';

const ReportShareFields = 'fragment ReportShareFields on ReportShare{count of share lowerBound shareUnknown}';

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
  text: 'query report($id:ID$code:String$private:Boolean!=false){report(id:$id code:$code){...ReportFields ...ReportDetailFields duplicateOf{id code}exactPosition@include(if:$private){lat lon}mediaLink@include(if:$private)infoThread(first:50)@include(if:$private){nodes{...ReportUpdateFields}}}}' + ReportFields + ReportMediaFields + ReportAnswerFields + ReportDetailFields + PublicReportCommentFields + ReportUpdateFields,
  hash: '1b2cde8e00756d11fd5c551b92f1c3dd98a5c64770a2795b8d9e34b57047ef1b',
});

export const ReportByTokenDocument: Operation<ReportByTokenQuery, ReportByTokenQueryVariables, 'query', 'reportByToken'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportByToken',
  field: 'reportByToken',
  text: 'query reportByToken($token:String!){reportByToken(token:$token){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '75915219f2824e5a876d511db45e8948843627fd676fbc2d77ccb91a8ae8d2d1',
});

export const ReportsDocument: Operation<ReportsQuery, ReportsQueryVariables, 'query', 'reports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reports',
  field: 'reports',
  text: 'query reports($filter:ReportFilter$first:Int$after:String){reports(filter:$filter first:$first after:$after){nodes{...ReportFields}pageInfo{hasNextPage endCursor}}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '154288fc0dfc7ae3d10601b6b4b6d4ba94604f04747a426f7fc5650e9f731e07',
  paged: true,
});

export const ReportsNearDocument: Operation<ReportsNearQuery, ReportsNearQueryVariables, 'query', 'reportsNear'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'reportsNear',
  field: 'reportsNear',
  text: 'query reportsNear($lat:Float!$lon:Float!$radiusM:Int!$first:Int$after:String){reportsNear(lat:$lat lon:$lon radiusM:$radiusM first:$first after:$after){edges{node{...ReportFields}distanceM}pageInfo{hasNextPage endCursor}}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '08ccce12fa4901d8ad38ffdaa04b06e213398b0f33d82d9ce4435c44f9254113',
  paged: true,
});

export const SearchReportsDocument: Operation<SearchReportsQuery, SearchReportsQueryVariables, 'query', 'searchReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'searchReports',
  field: 'searchReports',
  text: 'query searchReports($text:String!$filter:ReportFilter$near:ReportNearInput$order:ReportSearchOrder!=NEWEST$first:Int$after:String){searchReports(text:$text filter:$filter near:$near order:$order first:$first after:$after){edges{node{...ReportFields}distanceM highlights{field pieces{text hit}}}pageInfo{hasNextPage endCursor}}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '9feab19d158d489fdd6f4ae824f06e0f0fb567eaf284a4a5b47b31e5faefd2da',
  paged: true,
});

export const FollowedReportsDocument: Operation<FollowedReportsQuery, FollowedReportsQueryVariables, 'query', 'followedReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'followedReports',
  field: 'followedReports',
  text: 'query followedReports($first:Int$after:String){followedReports(first:$first after:$after){nodes{...ReportFields}pageInfo{hasNextPage endCursor}}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: 'c5c9de9396017aafeadda5a4516fbda35a8bb00709e67da5d76642499e9bd227',
  paged: true,
});

export const DuplicatesOfDocument: Operation<DuplicatesOfQuery, DuplicatesOfQueryVariables, 'query', 'duplicatesOf'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'duplicatesOf',
  field: 'duplicatesOf',
  text: 'query duplicatesOf($draft:ReportDraftInput!){duplicatesOf(draft:$draft){distanceM likeness report{...ReportFields}}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '902b47cc4c5cd0ceba8667043a53b1f26fe5e0589ae2f33899dca8a6490e03a1',
});

export const PublicReportDocument: Operation<PublicReportQuery, PublicReportQueryVariables, 'query', 'publicReport'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReport',
  field: 'publicReport',
  text: 'query publicReport($id:ID$code:String){publicReport(id:$id code:$code){...PublicReportFields ...PublicReportDetailFields}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields + PublicReportDetailFields + PublicReportCommentFields + ReportUpdateFields,
  hash: 'd0e2b5587fe98c61b06d4d1b57d146c7b35a48adc30e8fbcfa55c599ac6b5c7a',
});

export const PublicReportsByCodeDocument: Operation<PublicReportsByCodeQuery, PublicReportsByCodeQueryVariables, 'query', 'publicReportsByCode'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReportsByCode',
  field: 'publicReportsByCode',
  text: 'query publicReportsByCode($codes:[String!]!){publicReportsByCode(codes:$codes){...PublicReportFields}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '0610dd809191eaa7eea25c27e1d32c99e93c1fb6b9125a9b49b213d9b05631e2',
});

export const PublicReportsDocument: Operation<PublicReportsQuery, PublicReportsQueryVariables, 'query', 'publicReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReports',
  field: 'publicReports',
  text: 'query publicReports($filter:PublicReportFilter$first:Int$after:String){publicReports(filter:$filter first:$first after:$after){nodes{...PublicReportFields}pageInfo{hasNextPage endCursor}}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '4d30e32830da5727954f2d899b84931b3d0e9b54f647cadb047dbc7beaf25b3b',
  paged: true,
});

export const PublicReportsNearDocument: Operation<PublicReportsNearQuery, PublicReportsNearQueryVariables, 'query', 'publicReportsNear'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'publicReportsNear',
  field: 'publicReportsNear',
  text: 'query publicReportsNear($lat:Float!$lon:Float!$radiusM:Int!$first:Int$after:String){publicReportsNear(lat:$lat lon:$lon radiusM:$radiusM first:$first after:$after){edges{node{...PublicReportFields}distanceM}pageInfo{hasNextPage endCursor}}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '55658386e40aaeef6453ce4fd446b206a421b3ba228229dd6f1546cd665a5325',
  paged: true,
});

export const SearchPublicReportsDocument: Operation<SearchPublicReportsQuery, SearchPublicReportsQueryVariables, 'query', 'searchPublicReports'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'searchPublicReports',
  field: 'searchPublicReports',
  text: 'query searchPublicReports($text:String!$filter:ReportFilter$near:ReportNearInput$order:ReportSearchOrder!=NEWEST$first:Int$after:String){searchPublicReports(text:$text filter:$filter near:$near order:$order first:$first after:$after){edges{node{...PublicReportFields}distanceM highlights{field pieces{text hit}}}pageInfo{hasNextPage endCursor}}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '1ff39176cd5e31a3c9c5f8902d04f62a8ef28a12c1aec2e5adf95ae7a482be07',
  paged: true,
});

export const MyReportCommentsDocument: Operation<MyReportCommentsQuery, MyReportCommentsQueryVariables, 'query', 'myReportComments'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'myReportComments',
  field: 'myReportComments',
  text: 'query myReportComments($first:Int$after:String){myReportComments(first:$first after:$after){nodes{...ReportCommentFields}pageInfo{hasNextPage endCursor}}}' + ReportCommentFields,
  hash: 'e98a87505848aea6f4221f0cc30ca439928feed0411e3741d6923ce1f12024e6',
  paged: true,
});

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
  text: 'query reportStats($by:ReportStatsDimension$filter:ReportStatsFilter$from:Date$to:Date){reportStats(by:$by filter:$filter from:$from to:$to){from to asOf figures{...ReportFigureFields}backlog{open overdue}groups{month agency{id name}category{code name}ward{code name}figures{...ReportFigureFields}backlog{open overdue}}}}' + ReportFigureFields + ReportShareFields,
  hash: '7602be312ae8d4f58aff3c3331da03fbccd09b2883e36c7d1582f0c35967b3e8',
});

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
  text: 'mutation createReport($input:CreateReportInput!$clientMutationId:String){createReport(input:$input clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '3fc1373f043153be6bedf57605eb4d017e0132aa17e6853c6dd65525576d966e',
  keyed: true,
});

export const ClaimReportDocument: Operation<ClaimReportMutation, ClaimReportMutationVariables, 'mutation', 'claimReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'claimReport',
  field: 'claimReport',
  text: 'mutation claimReport($token:String!$clientMutationId:String){claimReport(token:$token clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '2347145f10051a434fa4e7fb06f510a2489c239c6c82cc76c1ee516ec26ae101',
  keyed: true,
});

export const WithdrawReportDocument: Operation<WithdrawReportMutation, WithdrawReportMutationVariables, 'mutation', 'withdrawReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawReport',
  field: 'withdrawReport',
  text: 'mutation withdrawReport($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawReport(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '9307662b52eaa0d9d2ad4742ce73af2e2610f4765871df193fbdc4822f75cfcd',
  keyed: true,
});

export const AnswerReportInfoDocument: Operation<AnswerReportInfoMutation, AnswerReportInfoMutationVariables, 'mutation', 'answerReportInfo'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'answerReportInfo',
  field: 'answerReportInfo',
  text: 'mutation answerReportInfo($id:ID!$answer:String$expectedVersion:Int$clientMutationId:String){answerReportInfo(id:$id answer:$answer expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '1ab50892fcd5c4a45d1a77c22b3919ddb35eec51707d9a496e4568760321e3a1',
  keyed: true,
});

export const RateReportDocument: Operation<RateReportMutation, RateReportMutationVariables, 'mutation', 'rateReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'rateReport',
  field: 'rateReport',
  text: 'mutation rateReport($id:ID!$level:ReportRatingLevel!$reopen:Boolean!=false$comment:String$expectedVersion:Int$clientMutationId:String){rateReport(id:$id level:$level reopen:$reopen comment:$comment expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '2ff52349797e5e446bfe4b845d7af52f4bf2e83a8996ffd867f94312679bfa18',
  keyed: true,
});

export const HideReporterNameDocument: Operation<HideReporterNameMutation, HideReporterNameMutationVariables, 'mutation', 'hideReporterName'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'hideReporterName',
  field: 'hideReporterName',
  text: 'mutation hideReporterName($id:ID!$expectedVersion:Int$clientMutationId:String){hideReporterName(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: 'b1e2fc8cb668916ea9a22ce59590b2c32d96e1d48107103e3b43f21f022edd2f',
  keyed: true,
});

export const FollowReportDocument: Operation<FollowReportMutation, FollowReportMutationVariables, 'mutation', 'followReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'followReport',
  field: 'followReport',
  text: 'mutation followReport($id:ID!$clientMutationId:String){followReport(id:$id clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '65c744656c197fdfd962d28c0746b4d45fb578d652291b9f4ef50c3e4c23db58',
  keyed: true,
});

export const UnfollowReportDocument: Operation<UnfollowReportMutation, UnfollowReportMutationVariables, 'mutation', 'unfollowReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'unfollowReport',
  field: 'unfollowReport',
  text: 'mutation unfollowReport($id:ID!$clientMutationId:String){unfollowReport(id:$id clientMutationId:$clientMutationId){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: 'f711e4971cdd52349e5426cb33841d2719fff22ad09c398abb7eaaac10eab09f',
  keyed: true,
});

export const CommentReportDocument: Operation<CommentReportMutation, CommentReportMutationVariables, 'mutation', 'commentReport'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'commentReport',
  field: 'commentReport',
  text: 'mutation commentReport($id:ID!$text:String!$alias:String$clientMutationId:String){commentReport(id:$id text:$text alias:$alias clientMutationId:$clientMutationId){...ReportCommentFields}}' + ReportCommentFields,
  hash: '17c902df0b7616f62ed9b79fe244ae3601bbbe4a2bc64855f341feec66093e7d',
  keyed: true,
});

export const EditReportCommentDocument: Operation<EditReportCommentMutation, EditReportCommentMutationVariables, 'mutation', 'editReportComment'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'editReportComment',
  field: 'editReportComment',
  text: 'mutation editReportComment($id:ID!$text:String!$alias:String$expectedVersion:Int!$clientMutationId:String){editReportComment(id:$id text:$text alias:$alias expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportCommentFields}}' + ReportCommentFields,
  hash: 'd9b2c124dab53684a11a9fa48973fbe21604f990f2cadfdc21edf5d88dbc06f9',
  keyed: true,
});

export const WithdrawReportCommentDocument: Operation<WithdrawReportCommentMutation, WithdrawReportCommentMutationVariables, 'mutation', 'withdrawReportComment'> = /* @__PURE__ */ operation({
  kind: 'mutation',
  name: 'withdrawReportComment',
  field: 'withdrawReportComment',
  text: 'mutation withdrawReportComment($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawReportComment(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportCommentFields}}' + ReportCommentFields,
  hash: 'e4ac12a85105926b94bdd88dc6e5f93d36b5651926a9dd850ac5b4f7a8878ad7',
  keyed: true,
});

export const ReportChangedDocument: Operation<ReportChangedSubscription, ReportChangedSubscriptionVariables, 'subscription', 'reportChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'reportChanged',
  field: 'reportChanged',
  text: 'subscription reportChanged($id:ID!){reportChanged(id:$id){...ReportFields}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '2cf0f5e30175f2fc136f5295b41efa3e24895b9fe0f00a18c5f6a050c2389982',
});

export const PublicReportChangedDocument: Operation<PublicReportChangedSubscription, PublicReportChangedSubscriptionVariables, 'subscription', 'publicReportChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'publicReportChanged',
  field: 'publicReportChanged',
  text: 'subscription publicReportChanged($id:ID!){publicReportChanged(id:$id){...PublicReportFields}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields,
  hash: 'a0223ece9c8d90c77c78d950f0e325c63d34cd2defc81d249d05e6f45b05aa15',
});

export const FollowedReportsChangedDocument: Operation<FollowedReportsChangedSubscription, FollowedReportsChangedSubscriptionVariables, 'subscription', 'followedReportsChanged'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'followedReportsChanged',
  field: 'followedReportsChanged',
  text: 'subscription followedReportsChanged($first:Int!=100){followedReportsChanged(first:$first){__typename ...on FollowedReportListSnapshot{nodes{...ReportFields}complete endCursor}...on FollowedReportListEntered{node{...ReportFields}}...on FollowedReportListChanged{node{...ReportFields}}...on FollowedReportListLeft{id version}}}' + ReportFields + ReportMediaFields + ReportAnswerFields,
  hash: '40e59401a756f1b67d4f420ddc44c6e309e86fdb5de7e4fd93ed1c87331056ac',
});

export const ReportsInDocument: Operation<ReportsInSubscription, ReportsInSubscriptionVariables, 'subscription', 'reportsIn'> = /* @__PURE__ */ operation({
  kind: 'subscription',
  name: 'reportsIn',
  field: 'reportsIn',
  text: 'subscription reportsIn($area:ReportAreaInput!$first:Int!=100){reportsIn(area:$area first:$first){__typename ...on PublicReportListSnapshot{nodes{...PublicReportFields}complete endCursor}...on PublicReportListEntered{node{...PublicReportFields}}...on PublicReportListChanged{node{...PublicReportFields}}...on PublicReportListLeft{id version}}}' + PublicReportFields + ReportMediaFields + ReportAnswerFields,
  hash: 'e21f7b1dd2c0146497f0e0fd8dcea3a91843c69b247f602f2ce2650478a2e3c5',
});

export const reports = {
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
} as const;
