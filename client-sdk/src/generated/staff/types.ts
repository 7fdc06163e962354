// Made by `hue-hub-sdk generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A part of where an alert holds: wards, polygons and circles, at least one of them. */
export type AlertAreaInput = {
  /** Circles as CAP writes them: the centre `lat,lon`, a space, and the radius in kilometres, at most 250; 0 is the place itself. */
  circles?: Array<string> | null | undefined;
  /** In words, 1 to 200 characters. */
  description: string;
  /** Polygons as CAP writes them: at least four `lat,lon` pairs with a space between, the last one equal to the first. */
  polygons?: Array<string> | null | undefined;
  /** Official codes of wards that are meant as a whole. */
  wards?: Array<string> | null | undefined;
};

/** What kind of matter an alert is about, by CAP 1.2. */
export type AlertCategory =
  /** Chemical, biological, radiological, nuclear or explosive danger. */
  | 'CBRNE'
  /** Environment: pollution. */
  | 'ENV'
  /** Fire. */
  | 'FIRE'
  /** Of the earth: landslide, earthquake. */
  | 'GEO'
  /** Health. */
  | 'HEALTH'
  /** Power, water, telephone and other works. */
  | 'INFRA'
  /** Of the weather: storm, flood, heat. */
  | 'MET'
  /** Anything else. */
  | 'OTHER'
  /** Rescue. */
  | 'RESCUE'
  /** Public safety. */
  | 'SAFETY'
  /** Security. */
  | 'SECURITY'
  /** Transport. */
  | 'TRANSPORT';

/** How sure it is. */
export type AlertCertainty =
  /** More likely than not. */
  | 'LIKELY'
  /** It has happened or is going on. */
  | 'OBSERVED'
  /** Possible. */
  | 'POSSIBLE'
  /** Not known. */
  | 'UNKNOWN'
  /** Hardly to be expected. */
  | 'UNLIKELY';

/** How far a message is on its way. */
export type AlertDraftState =
  /** It was discarded and never issued. */
  | 'DISCARDED'
  /** Made by itself from what was measured or reported; nobody has taken it over yet. */
  | 'DRAFT'
  /** It was issued (đã phát hành). */
  | 'ISSUED'
  /** Somebody wrote it or took it over; a second person is to approve it (chờ phê duyệt). */
  | 'PENDING_APPROVAL';

/** What an alert says. */
export type AlertInput = {
  /** Whom a PRIVATE one is for; required there. */
  addresses?: Array<string> | null | undefined;
  /** 1 to 20. */
  areas: Array<AlertAreaInput>;
  /** What kind of matter it is. */
  categories: Array<AlertCategory>;
  /** How sure it is. */
  certainty: AlertCertainty;
  /** From when on it holds, as `sent` is written; from when it is sent when left out. */
  effective?: string | null | undefined;
  /** Until when it holds, as `sent` is written; 24 hours when left out. */
  expires?: string | null | undefined;
  /** Its name, 1 to 100 characters without space, comma, < and &; made when left out. */
  identifier?: string | null | undefined;
  /** When the event is expected to begin, as `sent` is written. */
  onset?: string | null | undefined;
  /** Whom a RESTRICTED one is restricted to; required there. */
  restriction?: string | null | undefined;
  /** The level of disaster risk, for natural disasters. */
  risk?: AlertRiskInput | null | undefined;
  /** Whom it is for. */
  scope?: AlertScope;
  /** When it was sent, `2026-11-25T08:30:00+07:00`, never with Z and not in the future; when it is approved when left out. */
  sent?: string | null | undefined;
  /** How grave it is. */
  severity: AlertSeverity;
  /** In earnest or not. */
  status?: AlertStatus;
  /** Vietnamese always, and English where there is one. */
  texts: Array<AlertTextInput>;
  /** How soon to act. */
  urgency: AlertUrgency;
};

/** A language of an alert. */
export type AlertLanguage =
  /** English. */
  | 'EN'
  /** Vietnamese. */
  | 'VI';

/** What a message does. */
export type AlertMessageType =
  /** It begins an alert. */
  | 'ALERT'
  /** It calls off what it refers to. */
  | 'CANCEL'
  /** It takes the place of what it refers to. */
  | 'UPDATE';

/** What a message was drafted for. */
export type AlertOrigin =
  /** The air came to the level Xấu or a worse one. */
  | 'AIR_STATION'
  /** Another issuer sent it; any person of the operations centre may approve it, since nobody there wrote it. */
  | 'OTHER_ISSUER'
  /** Somebody wrote it. */
  | 'PERSON'
  /** Many field reports of one kind came from one place. */
  | 'REPORT_CLUSTER'
  /** A river rose to flood alarm II or III. */
  | 'WATER_GAUGE';

/** What somebody says of a message that reached them. */
export type AlertReplyKind =
  /** Received and accepted. */
  | 'ACK'
  /** Received and refused. */
  | 'ERROR';

/** The level of disaster risk and what raises it, at most to 5. */
export type AlertRiskInput = {
  /** A grave threat to lives and works: two levels more. */
  graveThreat?: boolean;
  /** Of the gravest single hazard, 1 to 5. */
  level: number;
  /** Several hazards at the same time: one level more. */
  simultaneousHazards?: boolean;
};

/** Whom a message is for. Only PUBLIC reaches the public. */
export type AlertScope =
  /** Its addresses only. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC'
  /** Those whom its restriction names. */
  | 'RESTRICTED';

/** How grave it is. */
export type AlertSeverity =
  /** Extraordinary danger to life or property. */
  | 'EXTREME'
  /** Little danger. */
  | 'MINOR'
  /** Possible danger. */
  | 'MODERATE'
  /** Significant danger. */
  | 'SEVERE'
  /** Not known. */
  | 'UNKNOWN';

/** Whether the messages of an issuer are taken in. */
export type AlertSourceState =
  /** They are. */
  | 'TRUSTED'
  /** They are no more. */
  | 'WITHDRAWN';

/** Whether a message is in earnest. Only ACTUAL reaches the public. */
export type AlertStatus =
  /** In earnest. */
  | 'ACTUAL'
  /** Not for use. */
  | 'DRAFT'
  /** For an exercise (diễn tập). */
  | 'EXERCISE'
  /** For the systems that pass messages on. */
  | 'SYSTEM'
  /** A technical test. */
  | 'TEST';

/** What people read, in one language. */
export type AlertTextInput = {
  /** What happens, 1 to 4,000 characters. */
  description: string;
  /** What it is about, such as "Lũ", 1 to 100 characters. */
  event: string;
  /** The whole in one line, 1 to 160 characters. */
  headline: string;
  /** What to do, at most 4,000 characters. */
  instruction?: string | null | undefined;
  /** The language; each once. */
  language: AlertLanguage;
};

/** How soon to act. */
export type AlertUrgency =
  /** Within the hour. */
  | 'EXPECTED'
  /** Soon. */
  | 'FUTURE'
  /** At once. */
  | 'IMMEDIATE'
  /** No longer. */
  | 'PAST'
  /** Not known. */
  | 'UNKNOWN';

/** Codes of the categories. */
export type ReportCategoryCode =
  /** Advertisements (quảng cáo, rao vặt). */
  | 'ADVERTISING'
  /** Animals (vật nuôi, động vật). */
  | 'ANIMALS'
  /** Building without permission or order (trật tự xây dựng). */
  | 'CONSTRUCTION_ORDER'
  /** Drains and flooding (thoát nước, ngập úng). */
  | 'DRAINAGE_FLOODING'
  /** Electricity (điện lực). */
  | 'ELECTRICITY'
  /** Waste and pollution (môi trường, rác thải). */
  | 'ENVIRONMENT_WASTE'
  /** Food safety (an toàn thực phẩm). */
  | 'FOOD_SAFETY'
  /** Noise (tiếng ồn). */
  | 'NOISE'
  /** Everything else (lĩnh vực khác). */
  | 'OTHER'
  /** Parking and traffic (đỗ xe, giao thông). */
  | 'PARKING_TRAFFIC'
  /** Public order and pavement encroachment (trật tự đô thị). */
  | 'PUBLIC_ORDER'
  /** Damaged roads and pavements (hư hỏng đường, vỉa hè). */
  | 'ROAD_DAMAGE'
  /** Street lighting (chiếu sáng công cộng). */
  | 'STREET_LIGHTING'
  /** Telecom cables and posts (cáp viễn thông). */
  | 'TELECOM_CABLES'
  /** Trees and green spaces (cây xanh). */
  | 'TREES'
  /** Water supply (cấp nước). */
  | 'WATER_SUPPLY';

/** How a report stands against its due date (tình trạng thời hạn). */
export type ReportSlaState =
  /** The clock runs, at most 24 hours are left (sắp đến hạn). */
  | 'DUE_SOON'
  /** Answered in time (đúng hạn). */
  | 'MET'
  /** Answered late (trễ hạn). */
  | 'MISSED'
  /** Ended without an answer: no due date applies. */
  | 'NONE'
  /** The clock runs, more than 24 hours are left (trong hạn). */
  | 'ON_TIME'
  /** Not answered after the due date (quá hạn). */
  | 'OVERDUE'
  /** The clock stands still (tạm dừng). */
  | 'PAUSED'
  /** There is no due date yet: a calendar is missing. */
  | 'UNKNOWN';

/** Where a report stands (trạng thái). */
export type ReportState =
  /** Taken on by the operations centre; public from here on (đã tiếp nhận). */
  | 'ACCEPTED'
  /** Given to an agency (đã chuyển xử lý). */
  | 'ASSIGNED'
  /** At its end; see the outcome (đã đóng). */
  | 'CLOSED'
  /** Repeats another report; never public (trùng lặp). */
  | 'DUPLICATE'
  /** Being worked on (đang xử lý). */
  | 'IN_PROGRESS'
  /** The agency waits for the reporter; the clock stands still (chờ bổ sung thông tin). */
  | 'NEED_INFO'
  /** Planned for a day (đã lên kế hoạch). */
  | 'PLANNED'
  /** The answer is public and may be rated (đã công khai kết quả). */
  | 'PUBLISHED'
  /** Not taken on, with a reason; never public (từ chối). */
  | 'REJECTED'
  /** Opened again by the reporter, waiting for a new assignment (mở lại). */
  | 'REOPENED'
  /** Answered as resolved, not yet published (đã xử lý). */
  | 'RESOLVED'
  /** Given back as not its own by the agency (trả lại). */
  | 'RETURNED'
  /** Sent; only the reporter and the operations centre see it (đã gửi). */
  | 'SUBMITTED'
  /** Answered as not possible, not yet published (không xử lý được). */
  | 'UNABLE'
  /** Taken back by the reporter; never public (đã rút). */
  | 'WITHDRAWN';

/** What can be done to a report. */
export type ReportStep =
  /** The operations centre took it on. */
  | 'ACCEPT'
  /** It was taken on to be resolved at once. */
  | 'ACCEPT_INSTANT'
  /** The reporter answered. */
  | 'ANSWER_INFO'
  /** It was given to an agency. */
  | 'ASSIGN'
  /** A person claimed what an app had sent. */
  | 'CLAIM'
  /** It was closed after 15 days of silence. */
  | 'CLOSE_SILENT'
  /** A comment became public, or is public no longer. */
  | 'COMMENT'
  /** The reporter accepted the answer. */
  | 'CONFIRM'
  /** It was sent. */
  | 'CREATE'
  /** The agency answered that it cannot. */
  | 'DECLARE_UNABLE'
  /** The reporter did not accept the answer and let it rest. */
  | 'DISPUTE'
  /** The last 24 hours before the due date have begun (sắp đến hạn). Once for each due date; the version stays. */
  | 'DUE_SOON'
  /** The public name of the reporter was taken back. */
  | 'HIDE_NAME'
  /** A note among the offices was written. */
  | 'INTERNAL_NOTE'
  /** It was found to repeat another report. */
  | 'MARK_DUPLICATE'
  /** A change of the working calendar moved or set the due date. */
  | 'MOVE_DUE'
  /** A public note was written. */
  | 'NOTE'
  /** The due date has passed without an answer (quá hạn). Once for each due date; the version stays. */
  | 'OVERDUE'
  /** A day was planned. */
  | 'PLAN'
  /** The answer was published. */
  | 'PUBLISH'
  /** Something in a picture was pixelated, or shown again. */
  | 'REDACT_MEDIA'
  /** The operations centre did not take it on. */
  | 'REJECT'
  /** The reporter did not accept the answer and had it reopened. */
  | 'REOPEN'
  /** The agency asked the reporter. */
  | 'REQUEST_INFO'
  /** The agency answered that it is resolved. */
  | 'RESOLVE'
  /** The operations centre resolved it at once. */
  | 'RESOLVE_INSTANT'
  /** The agency went on without an answer of the reporter. */
  | 'RESUME'
  /** The agency gave it back. */
  | 'RETURN'
  /** Work began or went on. */
  | 'START'
  /** The reporter took it back. */
  | 'WITHDRAW';

export type AlertDraftsQueryVariables = Exact<{
  state?: AlertDraftState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertDraftsQuery = { alertDrafts: { nodes: Array<{ id: string, version: number, state: AlertDraftState, origin: AlertOrigin, isMine: boolean, mayApprove: boolean, message: { messageType: AlertMessageType, severity: AlertSeverity, text: { headline: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type IssueAlertMutationVariables = Exact<{
  input: AlertInput;
  clientMutationId?: string | null | undefined;
}>;


export type IssueAlertMutation = { issueAlert: { id: string, version: number, state: AlertDraftState } | null };

export type UpdateAlertMutationVariables = Exact<{
  references: Array<string> | string;
  input: AlertInput;
  clientMutationId?: string | null | undefined;
}>;


export type UpdateAlertMutation = { updateAlert: { id: string, version: number, state: AlertDraftState } | null };

export type CancelAlertMutationVariables = Exact<{
  references: Array<string> | string;
  texts: Array<AlertTextInput> | AlertTextInput;
  clientMutationId?: string | null | undefined;
}>;


export type CancelAlertMutation = { cancelAlert: { id: string, version: number, state: AlertDraftState } | null };

export type ApproveAlertMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type ApproveAlertMutation = { approveAlert: { id: string, version: number, state: AlertDraftState, message: { reference: string | null } } | null };

export type AlertSourcesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertSourcesQuery = { alertSources: { nodes: Array<{ sender: string, version: number, state: AlertSourceState, name: string, accountId: string | null, changedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type TrustAlertSourceMutationVariables = Exact<{
  sender: string;
  name: string;
  accountId: string | number;
  clientMutationId?: string | null | undefined;
}>;


export type TrustAlertSourceMutation = { trustAlertSource: { sender: string, version: number, state: AlertSourceState } | null };

export type WithdrawAlertSourceMutationVariables = Exact<{
  sender: string;
  clientMutationId?: string | null | undefined;
}>;


export type WithdrawAlertSourceMutation = { withdrawAlertSource: { sender: string, version: number, state: AlertSourceState } | null };

export type AckAlertMutationVariables = Exact<{
  references: Array<string> | string;
  kind?: AlertReplyKind;
  note?: string | null | undefined;
  clientMutationId?: string | null | undefined;
}>;


export type AckAlertMutation = { ackAlert: { reference: string, kind: AlertReplyKind, sent: string } | null };

export type ReportCoreFragment = { id: string, code: string, state: ReportState, version: number, title: string, categoryCode: ReportCategoryCode, lat: number, lon: number, receivedAt: string, dueAt: string | null, slaState: ReportSlaState, ward: { code: string, name: string } | null, agency: { id: string, name: string } | null };

export type AgencyQueueSubscriptionVariables = Exact<{
  agencyId: string | number;
  first?: number;
}>;


export type AgencyQueueSubscription = { agencyQueue:
    | { __typename: 'ReportListChanged', node: (
        { lastChange: { step: ReportStep, at: string } | null }
        & ReportCoreFragment
      ) }
    | { __typename: 'ReportListEntered', node: ReportCoreFragment }
    | { __typename: 'ReportListLeft', id: string, version: number, lastChange: { step: ReportStep, at: string } }
    | { __typename: 'ReportListSnapshot', complete: boolean, endCursor: string | null, nodes: Array<ReportCoreFragment> }
   | null };
