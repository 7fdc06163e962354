# Made by `npm run sdk` from the contract. Do not edit.
from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal, TypedDict

from ..scalars import Day, Moment

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired


AccountState = Literal[
    "ACTIVE",
    "SUSPENDED",
]
"""State of an account."""


AgencyLevel = Literal[
    "CITY",
    "DEPARTMENT",
    "DISTRICT",
    "WARD",
]
"""The place of an agency in the administration."""


AgencyState = Literal[
    "ACTIVE",
    "MERGED",
]
"""Whether an agency is at work."""


AlertCategory = Literal[
    "CBRNE",
    "ENV",
    "FIRE",
    "GEO",
    "HEALTH",
    "INFRA",
    "MET",
    "OTHER",
    "RESCUE",
    "SAFETY",
    "SECURITY",
    "TRANSPORT",
]
"""What kind of matter an alert is about, by CAP 1.2."""


AlertCertainty = Literal[
    "LIKELY",
    "OBSERVED",
    "POSSIBLE",
    "UNKNOWN",
    "UNLIKELY",
]
"""How sure it is."""


AlertDraftState = Literal[
    "DISCARDED",
    "DRAFT",
    "ISSUED",
    "PENDING_APPROVAL",
]
"""How far a message is on its way."""


AlertLanguage = Literal[
    "EN",
    "VI",
]
"""A language of an alert."""


AlertMessageType = Literal[
    "ALERT",
    "CANCEL",
    "UPDATE",
]
"""What a message does."""


AlertReplyKind = Literal[
    "ACK",
    "ERROR",
]
"""What somebody says of a message that reached them."""


AlertRiskColour = Literal[
    "LIGHT_BLUE",
    "LIGHT_YELLOW",
    "ORANGE",
    "PURPLE",
    "RED",
]
"""The colour of a level of disaster risk."""


AlertScope = Literal[
    "PRIVATE",
    "PUBLIC",
    "RESTRICTED",
]
"""Whom a message is for. Only PUBLIC reaches the public."""


AlertSeverity = Literal[
    "EXTREME",
    "MINOR",
    "MODERATE",
    "SEVERE",
    "UNKNOWN",
]
"""How grave it is."""


AlertStatus = Literal[
    "ACTUAL",
    "DRAFT",
    "EXERCISE",
    "SYSTEM",
    "TEST",
]
"""Whether a message is in earnest. Only ACTUAL reaches the public."""


AlertThreadState = Literal[
    "ACTIVE",
    "CANCELLED",
    "EXPIRED",
    "MERGED",
    "UPDATED",
]
"""What has become of an alert."""


AlertUrgency = Literal[
    "EXPECTED",
    "FUTURE",
    "IMMEDIATE",
    "PAST",
    "UNKNOWN",
]
"""How soon to act."""


ApiKeyState = Literal[
    "ACTIVE",
    "ENDING",
    "EXPIRED",
    "REVOKED",
]
"""Whether a key is good."""


AppDocumentKind = Literal[
    "MUTATION",
    "QUERY",
    "SUBSCRIPTION",
]
"""What a document does."""


AqiLevel = Literal[
    "BAD",
    "GOOD",
    "HAZARDOUS",
    "MODERATE",
    "POOR",
    "VERY_BAD",
]
"""The levels of VN_AQI (Decision 1459/QĐ-TCMT, 2019), best first."""


AqiMethod = Literal[
    "MAX_1H",
    "MAX_8H",
    "MEAN_1H",
    "MEAN_24H",
    "NOWCAST",
]
"""How the concentration behind an index was made."""


AqiReason = Literal[
    "DAY_INCOMPLETE",
    "NO_PM",
    "NO_STATION",
    "PM_HOURS_MISSING",
    "STALE",
]
"""Why there is no index."""


AqiState = Literal[
    "FINAL",
    "PROVISIONAL",
]
"""Whether an index may still change."""


CalendarKind = Literal[
    "HOLIDAY",
    "SWAP_OFF",
    "SWAP_WORK",
]
"""What a day of the working calendar is."""


CalendarStatus = Literal[
    "PROVISIONAL",
    "PUBLISHED",
]
"""How sure the calendar of a year is."""


CitizenSex = Literal[
    "FEMALE",
    "MALE",
]
"""Sex as in the papers."""


ConformanceCheck = Literal[
    "NO_DEPRECATED_FIELD",
    "PERSISTED_OPERATIONS",
    "REPEATED_CUT_MUTATION",
    "RESUMED_CUT_STREAM",
    "WAITED_AFTER_429",
]
"""What an app is looked at for."""


ConformanceRunState = Literal[
    "FAILED",
    "JUDGING",
    "PASSED",
    "RUNNING",
]
"""Where a conformance run stands."""


ConformanceVerdict = Literal[
    "FAILED",
    "NOT_SEEN",
    "PASSED",
]
"""What was found."""


ConsentCapacity = Literal[
    "GUARDIAN",
    "SELF",
]
"""In which capacity somebody agrees."""


ConsentRecipientKind = Literal[
    "AGENCY",
    "APP",
]
"""To whom a consent is given."""


DataRequestKind = Literal[
    "ACCESS",
    "CORRECTION",
    "DELETION",
    "OBJECTION",
    "RESTRICTION",
    "WITHDRAWAL",
]
"""What a person can ask for about own data."""


DataRequestState = Literal[
    "ACKNOWLEDGED",
    "DONE",
    "EXTENDED",
    "RECEIVED",
    "REFUSED",
]
"""State of a request."""


DataRequestStep = Literal[
    "ACKNOWLEDGE",
    "COMPLETE",
    "EXTEND",
    "REFUSE",
]
"""What the identity officer can do with a request."""


GuardianLinkSide = Literal[
    "CHILD",
    "GUARDIAN",
]
"""A side of a family link."""


GuardianLinkState = Literal[
    "ENDED",
    "REFUSED",
    "REQUESTED",
    "VERIFIED",
    "WITHDRAWN",
]
"""State of a family link."""


GuardianLinkVerifierKind = Literal[
    "SCHOOL",
    "WARD",
]
"""Kinds of verifiers."""


GuardianRelation = Literal[
    "APPOINTED",
    "FATHER",
    "GRANDPARENT",
    "MOTHER",
    "SIBLING",
]
"""What a guardian is to a child."""


IngestRule = Literal[
    "DATE_TIME",
    "FUTURE",
    "LATER_RESULT_NEEDED",
    "NOT_YOURS",
    "NUMBER",
    "RECORD_SIZE",
    "RETENTION",
    "SHAPE",
    "UNIT",
    "UNKNOWN_DATASTREAM",
]
"""Why a row was refused."""


ObservationFormat = Literal[
    "CSV",
    "NGSI_LD",
    "SENSOR_THINGS",
]
"""How records are written, one text each."""


ObservationOrder = Literal[
    "NEWEST_FIRST",
    "OLDEST_FIRST",
]
"""Which of readings come first."""


ObservationQuality = Literal[
    "INVALID",
    "SUSPECT",
    "VALID",
]
"""Whether a reading counts."""


ObservationRule = Literal[
    "IMPLAUSIBLE",
    "IMPOSSIBLE",
    "SENTINEL",
    "SET",
]
"""Why a reading is not VALID, or why it is so although it was not."""


ObservedProperty = Literal[
    "CO",
    "HUMIDITY",
    "INFLOW",
    "NO2",
    "O3",
    "OUTFLOW",
    "PM10",
    "PM25",
    "RAIN",
    "SO2",
    "TEMPERATURE",
    "WATER_LEVEL",
]
"""What a datastream measures."""


Pollutant = Literal[
    "CO",
    "NO2",
    "O3",
    "PM10",
    "PM25",
    "SO2",
]
"""What VN_AQI is computed from."""


ReceivedAlertType = Literal[
    "ACK",
    "ALERT",
    "CANCEL",
    "ERROR",
    "UPDATE",
]
"""What a message of another issuer does, by CAP 1.2."""


ReportAnswerKind = Literal[
    "RESOLVED",
    "UNABLE",
]
"""What an answer says."""


ReportAuthor = Literal[
    "AGENCY",
    "OPERATIONS_CENTRE",
    "REPORTER",
    "SYSTEM",
]
"""In what capacity somebody acted."""


ReportCategoryCode = Literal[
    "ADVERTISING",
    "ANIMALS",
    "CONSTRUCTION_ORDER",
    "DRAINAGE_FLOODING",
    "ELECTRICITY",
    "ENVIRONMENT_WASTE",
    "FOOD_SAFETY",
    "NOISE",
    "OTHER",
    "PARKING_TRAFFIC",
    "PUBLIC_ORDER",
    "ROAD_DAMAGE",
    "STREET_LIGHTING",
    "TELECOM_CABLES",
    "TREES",
    "WATER_SUPPLY",
]
"""Codes of the categories."""


ReportCommentState = Literal[
    "APPROVED",
    "PENDING",
    "REJECTED",
    "WITHDRAWN",
]
"""Where a comment stands."""


ReportEvidenceKind = Literal[
    "DOCUMENT",
    "PHOTO",
    "SITE_RECORD",
]
"""What a piece of evidence is."""


ReportMode = Literal[
    "INSTANT",
    "TIMED",
]
"""How a report is handled (quy trình)."""


ReportOutcome = Literal[
    "FIXED",
    "NOT_ACCEPTED",
    "UNABLE",
    "UNCONFIRMED",
]
"""What a closed report came to."""


ReportRatingLevel = Literal[
    "ACCEPTED",
    "NOT_ACCEPTED",
    "SATISFIED",
]
"""How satisfied the reporter is (mức độ hài lòng); satisfied in all counts is the first two."""


ReportSearchOrder = Literal[
    "NEAREST",
    "NEWEST",
]
"""The order of what is found."""


ReportShareUnknown = Literal[
    "NONE_CLOSED",
    "NONE_DUE",
    "NONE_ELIGIBLE",
    "NONE_HANDLED",
    "NONE_RATED",
    "NONE_SENT",
]
"""Why a share has no value: there is nothing that it could be a part of."""


ReportSkippedKind = Literal[
    "HOLIDAY",
    "SWAP_OFF",
    "SWAP_WORK",
]
"""The kind of a day off."""


ReportSlaState = Literal[
    "DUE_SOON",
    "MET",
    "MISSED",
    "NONE",
    "ON_TIME",
    "OVERDUE",
    "PAUSED",
    "UNKNOWN",
]
"""How a report stands against its due date (tình trạng thời hạn)."""


ReportSource = Literal[
    "APP",
    "EMAIL",
    "FACEBOOK",
    "HOTLINE",
    "VENDOR_APP",
    "WEB",
    "ZALO",
]
"""The way by which a report came (kênh tiếp nhận)."""


ReportState = Literal[
    "ACCEPTED",
    "ASSIGNED",
    "CLOSED",
    "DUPLICATE",
    "IN_PROGRESS",
    "NEED_INFO",
    "PLANNED",
    "PUBLISHED",
    "REJECTED",
    "REOPENED",
    "RESOLVED",
    "RETURNED",
    "SUBMITTED",
    "UNABLE",
    "WITHDRAWN",
]
"""Where a report stands (trạng thái)."""


ReportStatsDimension = Literal[
    "AGENCY",
    "CATEGORY",
    "MONTH",
    "WARD",
]
"""What statistics are broken down by."""


ReportStep = Literal[
    "ACCEPT",
    "ACCEPT_INSTANT",
    "ANSWER_INFO",
    "ASSIGN",
    "CLAIM",
    "CLOSE_SILENT",
    "COMMENT",
    "CONFIRM",
    "CREATE",
    "DECLARE_UNABLE",
    "DISPUTE",
    "DUE_SOON",
    "HIDE_NAME",
    "INTERNAL_NOTE",
    "MARK_DUPLICATE",
    "MOVE_DUE",
    "NOTE",
    "OVERDUE",
    "PLAN",
    "PUBLISH",
    "REDACT_MEDIA",
    "REJECT",
    "REOPEN",
    "REQUEST_INFO",
    "RESOLVE",
    "RESOLVE_INSTANT",
    "RESUME",
    "RETURN",
    "START",
    "WITHDRAW",
]
"""What can be done to a report."""


ReportUpdateKind = Literal[
    "ANSWER",
    "DUE_DATE",
    "INTERNAL_NOTE",
    "PUBLIC_NOTE",
    "QUESTION",
    "STEP",
]
"""What a line of the history is."""


SeriesStep = Literal[
    "DAY",
    "HOUR",
    "MONTH",
    "WEEK",
]
"""Length of a step, in the time of the city."""


StationClass = Literal[
    "LOW_COST",
    "REFERENCE",
]
"""The kind of instrument."""


StationKind = Literal[
    "AIR",
    "RAIN",
    "RESERVOIR",
    "WATER_LEVEL",
]
"""What a station is for."""


StationState = Literal[
    "OFFLINE",
    "ONLINE",
    "STALE",
]
"""Whether a station reports."""


UploadKind = Literal[
    "REPORT_EVIDENCE",
    "REPORT_PHOTO",
]
"""What a file is sent for."""


VendorAppState = Literal[
    "CONFORMANT",
    "LIVE",
    "SANDBOX",
    "SUSPENDED",
]
"""Where an app stands."""


VendorPlanCode = Literal[
    "CITY",
    "OPEN",
]
"""A tier."""


class AirSensorInput(TypedDict):
    """A sensor of a private person. It is a station of class LOW_COST for the air."""
    contact: NotRequired[str | None]
    """How the operations centre (IOC) may reach you about it, at most 200 characters; you and identity officers
    see it.
    """
    datastreams: Sequence[DatastreamInput]
    """What it measures, each property once."""
    label: NotRequired[str | None]
    """What you call it, at most 100 characters; only you see it."""
    lat: float
    """Latitude of the sensor, degrees north, WGS 84. Others see it rounded to 0.01."""
    lon: float
    """Longitude of the sensor, degrees east, WGS 84. Others see it rounded to 0.01."""


class AlarmLevelsInput(TypedDict):
    """Levels of flood alarm, rising, m."""
    bd1: float
    """Báo động I, m."""
    bd2: float
    """Báo động II, m."""
    bd3: float
    """Báo động III, m."""


class AlertAreaInput(TypedDict):
    """A part of where an alert holds: wards, polygons and circles, at least one of them."""
    circles: NotRequired[Sequence[str] | None]
    """Circles as CAP writes them: the centre `lat,lon`, a space, and the radius in kilometres, at most 250; 0 is
    the place itself.
    """
    description: str
    """In words, 1 to 200 characters."""
    polygons: NotRequired[Sequence[str] | None]
    """Polygons as CAP writes them: at least four `lat,lon` pairs with a space between, the last one equal to the
    first.
    """
    wards: NotRequired[Sequence[str] | None]
    """Official codes of wards that are meant as a whole."""


class AlertPointInput(TypedDict):
    """A place."""
    lat: float
    """Latitude in degrees north, WGS 84: about 16 to 16.75 in the city."""
    lon: float
    """Longitude in degrees east, WGS 84: about 107 to 108.2 in the city."""


class AlertTextInput(TypedDict):
    """What people read, in one language."""
    description: str
    """What happens, 1 to 4,000 characters."""
    event: str
    """What it is about, such as 'Lũ', 1 to 100 characters."""
    headline: str
    """The whole in one line, 1 to 160 characters."""
    instruction: NotRequired[str | None]
    """What to do, at most 4,000 characters."""
    language: AlertLanguage
    """The language; each once."""


class AlertWhereInput(TypedDict):
    """Where alerts are asked for: exactly one of these."""
    point: NotRequired[AlertPointInput | None]
    """A place in the city."""
    ward: NotRequired[str | None]
    """Official code of a ward or commune; NOT_FOUND when there is none."""


class ApiKeyInput(TypedDict):
    """What a key is to be."""
    days: NotRequired[int]
    """How long it lives, 1 to 365 days."""
    name: str
    """What it is for, at most 80 characters."""
    sandbox: NotRequired[bool]
    """For the sandbox of the app (môi trường thử): good from its registration on, and good for nothing else.
    `X-Sandbox-As` then says as whom of the sandbox the app asks: citizen, citizen2, officer or ioc.
    """
    scopes: NotRequired[Sequence[str]]
    """What it may do, of what its app may."""


class CitizenProfileInput(TypedDict):
    """A whole profile."""
    address: NotRequired[str | None]
    """Address in words, at most 300 characters."""
    birthDate: NotRequired[Day | None]
    """Day of birth, not in the future."""
    cccd: NotRequired[str | None]
    """12 digits that fit birth date and sex."""
    email: NotRequired[str | None]
    """E-mail address."""
    fullName: NotRequired[str | None]
    """Name as in the papers, at most 100 characters."""
    phone: NotRequired[str | None]
    """Telephone number."""
    sex: NotRequired[CitizenSex | None]
    """Sex as in the papers."""


class ConsentInput(TypedDict):
    """What somebody agrees to."""
    purpose: str
    """Code of a purpose of `consentPurposes`."""
    recipientId: NotRequired[str | None]
    """To whom, where the purpose has a recipient: the id of the app or agency."""
    scope: Sequence[str]
    """What it covers: some of the purpose's scopes, at least one."""
    statement: str
    """The words that were shown and agreed to, 1 to 4000 characters."""


class CreateReportInput(TypedDict):
    """A field report as it is sent."""
    address: NotRequired[str | None]
    """The place in words, at most 300 characters; everybody reads it."""
    categoryCode: ReportCategoryCode
    """Its category."""
    contact: NotRequired[ReportContactInput | None]
    """How to reach you: kept under your own key, shown to identity officers only."""
    description: str
    """What is reported, 1 to 4,000 characters."""
    lat: NotRequired[float | None]
    """Latitude of the place, degrees north, WGS 84. Without both coordinates: BAD_USER_INPUT with rule
    `location`; more than 300 m outside every ward: `outside_city`, with `hint: 'swapped?'` when they look
    exchanged.
    """
    lon: NotRequired[float | None]
    """Longitude of the place, degrees east, WGS 84."""
    media: NotRequired[Sequence[str] | None]
    """Photos: ids of your own uploads of kind REPORT_PHOTO, at most 10, each used once. Everybody sees copies
    without metadata.
    """
    mediaUrl: NotRequired[str | None]
    """For apps, which cannot upload: where a photo is to be seen, http or https at a public host name, at most
    2,000 characters; otherwise BAD_USER_INPUT with rule `url_not_allowed`. The hub never opens it and shows
    it to nobody but those who handle the report.
    """
    reporterAlias: NotRequired[str | None]
    """A name to show to everybody with the report, at most 60 characters and without phone number or e-mail
    address. Leave it out and nobody but the identity officers learns who sent it; hideReporterName takes it
    back at any time.
    """
    source: NotRequired[ReportSource]
    """The way by which it came."""
    title: str
    """Title, 1 to 150 characters."""


class DatastreamInput(TypedDict):
    """What a station measures."""
    averagingMinutes: int
    """The time that one reading is the mean of: 1, 5, 10, 15, 20, 30, 60, 180, 480 or 1440 minutes."""
    property: ObservedProperty
    """The property."""


class GeoBoxInput(TypedDict):
    """A box of degrees, WGS 84; its edges belong to it. Each side is at most 1.5 degrees long: the whole city
    fits into it. Otherwise BAD_USER_INPUT with rule `range`, `order` or `max_side`, and with `hint:
    'swapped?'` when latitude and longitude look exchanged.
    """
    east: float
    """Highest longitude, degrees east."""
    north: float
    """Highest latitude, degrees north."""
    south: float
    """Lowest latitude, degrees north."""
    west: float
    """Lowest longitude, degrees east."""


class GuardianLinkInput(TypedDict):
    """A link that somebody asks to have verified."""
    childBirthDate: Day
    """Birth date of the child, who is under 18."""
    childId: str
    """Opaque id of the child: `me { id }` of the child's account."""
    childName: str
    """Name of the child as in the papers, at most 100 characters."""
    relation: GuardianRelation
    """What you are to the child."""
    verifier: GuardianLinkVerifierInput
    """Who is asked."""


class GuardianLinkVerifierInput(TypedDict):
    """Who is asked to verify a link."""
    id: str
    """Id of the agency that is the ward's committee, or of the school."""
    kind: GuardianLinkVerifierKind
    """A ward's committee or a school."""


class IngestObservationsInput(TypedDict):
    """Readings: exactly one of `rows` and `records`."""
    format: NotRequired[ObservationFormat | None]
    """How the records are written; needed with them."""
    records: NotRequired[Sequence[str] | None]
    """As records of a format: the lines of a CSV file with its header first, or one JSON document each."""
    rows: NotRequired[Sequence[ObservationRowInput] | None]
    """As rows."""


class ObservationRowInput(TypedDict):
    """One reading."""
    at: str
    """When its averaging time began, ISO 8601 with offset. A wrong one costs this row only."""
    datastream: str
    """Id of the datastream."""
    resultAt: NotRequired[str | None]
    """When it was made known; the same moment when left out."""
    unit: NotRequired[str | None]
    """Its unit, where that is not the one of the datastream: µg/m³ and mg/m³, m and cm are converted, ppb is
    refused.
    """
    value: NotRequired[float | None]
    """The value; null, -999, -9999 and 9999 mean that there is none."""


class PublicReportFilter(TypedDict):
    """Which public reports; all that is set must hold."""
    agency: NotRequired[str | None]
    """Handled by this agency."""
    bbox: NotRequired[GeoBoxInput | None]
    """With the public position in this box; what is wrong with it is BAD_USER_INPUT."""
    categories: NotRequired[Sequence[ReportCategoryCode] | None]
    """Of one of these categories, at most 16, in place of `category`."""
    category: NotRequired[ReportCategoryCode | None]
    """Of this category."""
    receivedBefore: NotRequired[Moment | None]
    """Received before this moment."""
    receivedFrom: NotRequired[Moment | None]
    """Received at this moment or later."""
    states: NotRequired[Sequence[ReportState] | None]
    """In one of these states, at most 15."""
    ward: NotRequired[str | None]
    """In the ward with this official code."""


class ReceivedAlertInput(TypedDict):
    """A message of another issuer: the members of CAP 1.2, those of `info` with it. ALERT and UPDATE have all of
    categories, urgency, severity, certainty, texts and areas (rule `cap_info`).
    """
    addresses: NotRequired[Sequence[str] | None]
    """Whom a PRIVATE one is for; required there."""
    areas: NotRequired[Sequence[AlertAreaInput] | None]
    """1 to 20."""
    categories: NotRequired[Sequence[AlertCategory] | None]
    """What kind of matter it is."""
    certainty: NotRequired[AlertCertainty | None]
    """How sure it is."""
    effective: NotRequired[str | None]
    """From when on it holds, as `sent` is written; from when it was sent when left out."""
    expires: NotRequired[str | None]
    """Until when it holds, as `sent` is written; 24 hours when left out."""
    identifier: str
    """Its name there, likewise."""
    messageType: ReceivedAlertType
    """What it does."""
    note: NotRequired[str | None]
    """Why, of an Ack or Error."""
    onset: NotRequired[str | None]
    """When the event is expected to begin, as `sent` is written."""
    references: NotRequired[Sequence[str] | None]
    """The messages that it acts on, each as `sender,identifier,sent`; required but for ALERT."""
    restriction: NotRequired[str | None]
    """Whom a RESTRICTED one is restricted to; required there."""
    riskLevel: NotRequired[int | None]
    """Level of disaster risk, 1 to 5, for natural disasters."""
    scope: AlertScope
    """Whom it is for."""
    sender: str
    """Who issued it: 1 to 100 characters without space, comma, < and &."""
    sent: str
    """When it was sent, `2026-11-25T08:30:00+07:00`, never with Z and not in the future."""
    severity: NotRequired[AlertSeverity | None]
    """How grave it is."""
    status: AlertStatus
    """In earnest or not."""
    texts: NotRequired[Sequence[AlertTextInput] | None]
    """Vietnamese always, and English where there is one; of a CANCEL those of what it calls off when left out."""
    urgency: NotRequired[AlertUrgency | None]
    """How soon to act."""


class ReportAreaInput(TypedDict):
    """An area of the city: exactly one of these."""
    bbox: NotRequired[GeoBoxInput | None]
    """A box, such as what a map shows."""
    ward: NotRequired[str | None]
    """Official code of a ward or commune; NOT_FOUND when there is none."""


class ReportContactInput(TypedDict):
    """How to reach the reporter."""
    email: NotRequired[str | None]
    """E-mail address, at most 254 characters."""
    name: NotRequired[str | None]
    """Name, at most 100 characters; that of your account when left out."""
    phone: NotRequired[str | None]
    """Phone number: 9 to 15 digits, with or without a leading +."""


class ReportDraftInput(TypedDict):
    """What is known of a field report before it is sent."""
    categoryCode: ReportCategoryCode
    """Its category."""
    lat: NotRequired[float | None]
    """Latitude of the place, degrees north, WGS 84; refused as in createReport."""
    lon: NotRequired[float | None]
    """Longitude of the place, degrees east, WGS 84."""
    text: NotRequired[str | None]
    """Title and description so far, at most 4,000 characters: what has the same words comes first."""


class ReportFilter(TypedDict):
    """Which reports; all that is set must hold."""
    agency: NotRequired[str | None]
    """Handled by this agency."""
    bbox: NotRequired[GeoBoxInput | None]
    """With the public position in this box; what is wrong with it is BAD_USER_INPUT."""
    categories: NotRequired[Sequence[ReportCategoryCode] | None]
    """Of one of these categories, at most 16, in place of `category`."""
    category: NotRequired[ReportCategoryCode | None]
    """Of this category."""
    mine: NotRequired[bool | None]
    """Your own reports in every state; UNAUTHENTICATED when nobody is signed in."""
    queue: NotRequired[str | None]
    """In the queue of this agency: it has the report, and has neither given it back nor answered."""
    receivedBefore: NotRequired[Moment | None]
    """Received before this moment."""
    receivedFrom: NotRequired[Moment | None]
    """Received at this moment or later."""
    states: NotRequired[Sequence[ReportState] | None]
    """In one of these states, at most 15. States before ACCEPTED are found in your own reports and by the
    operations centre only.
    """
    ward: NotRequired[str | None]
    """In the ward with this official code."""


class ReportNearInput(TypedDict):
    """What lies around a point."""
    lat: float
    """Latitude of the middle, degrees north, WGS 84."""
    lon: float
    """Longitude of the middle, degrees east, WGS 84."""
    radiusM: int
    """Radius in metres, 1 to 2000."""


class ReportStatsFilter(TypedDict):
    """Which reports are counted; all that is set must hold."""
    agency: NotRequired[str | None]
    """Of this agency."""
    category: NotRequired[ReportCategoryCode | None]
    """Of this category."""
    ward: NotRequired[str | None]
    """In the ward with this official code."""


class StationInput(TypedDict):
    """A station to be registered."""
    alarmLevels: NotRequired[AlarmLevelsInput | None]
    """Its levels of flood alarm."""
    datastreams: Sequence[DatastreamInput]
    """What it measures, each property once."""
    id: str
    """Small letters, digits and single hyphens, at most 40."""
    kind: StationKind
    """What it is for."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    owner: str
    """The organisation that answers for it: never a private person."""
    stationClass: StationClass
    """The kind of instrument."""
    warnedWards: NotRequired[Sequence[str] | None]
    """Codes of the wards to be warned at a crossing."""
    water: NotRequired[str | None]
    """The river of a gauge."""


class VendorAppInput(TypedDict):
    """What an app is registered with."""
    about: str
    """What it does, at most 500 characters."""
    name: str
    """Its name, at most 80 characters."""
    scopes: NotRequired[Sequence[str]]
    """What it needs beyond public things: usage:read, reports:read, reports:write, alerts:send (messages of
    another issuer of alerts).
    """


class VendorContactInput(TypedDict):
    """Whom the city writes to."""
    email: str
    """E-mail address."""
    name: str
    """Name of the person, at most 100 characters."""
    phone: NotRequired[str | None]
    """Telephone number."""


class VendorInput(TypedDict):
    """What an organisation is registered with."""
    contact: VendorContactInput
    """Whom the city writes to."""
    name: str
    """Its name, at most 120 characters."""
    website: NotRequired[str | None]
    """Its address on the web, https."""
