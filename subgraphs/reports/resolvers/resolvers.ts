import type { Resolvers } from '../../kit/index.ts';
import { listEventType } from '../../kit/index.ts';
import type { Context } from './context.ts';
import { Agency, Citizen, Ward } from './extensions.ts';
import { Mutation } from './Mutation.ts';
import { PublicReport } from './PublicReport.ts';
import { Query } from './Query.ts';
import { Report, ReportAnswerType, ReportRoundType, ReportUpdate } from './Report.ts';
import { PublicReportComment, ReportComment } from './ReportComment.ts';
import { ReportCategory } from './ReportCategory.ts';
import { ReportCluster } from './ReportCluster.ts';
import { ReportEvidence } from './ReportEvidence.ts';
import { ReportMedia } from './ReportMedia.ts';
import { ReportSearchEdge } from './ReportSearchEdge.ts';
import { ReportListLeft, Subscription } from './Subscription.ts';

export const resolvers: Resolvers<Context> = {
  Query,
  Mutation,
  Subscription,
  Report,
  PublicReport,
  ReportListEvent: listEventType('ReportList'),
  ReportListLeft,
  PublicReportListEvent: listEventType('PublicReportList'),
  FollowedReportListEvent: listEventType('FollowedReportList'),
  ReportAnswer: ReportAnswerType,
  ReportRound: ReportRoundType,
  ReportUpdate,
  ReportComment,
  PublicReportComment,
  ReportCategory,
  ReportCluster,
  ReportEvidence,
  ReportMedia,
  ReportSearchEdge,
  PublicReportSearchEdge: ReportSearchEdge,
  Ward,
  Agency,
  Citizen,
};
