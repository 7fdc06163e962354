# Made by `npm run sdk` from operations/reports.graphql. Do not edit.
from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Literal, TypedDict, Union

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from ..scalars import Day, Moment
from .inputs import (
    CreateReportInput,
    PublicReportFilter,
    ReportAreaInput,
    ReportCategoryCode,
    ReportDraftInput,
    ReportFilter,
    ReportMode,
    ReportNearInput,
    ReportOutcome,
    ReportRatingLevel,
    ReportSearchOrder,
    ReportSkippedKind,
    ReportSlaState,
    ReportSource,
    ReportState,
    ReportStatsDimension,
    ReportStatsFilter,
    ReportStep,
    UploadKind,
)
from .fragments import (
    PublicReportCommentFields,
    PublicReportFields,
    ReportAnswerFields,
    ReportCommentFields,
    ReportFields,
    ReportFigureFields,
    ReportMediaFields,
    ReportUpdateFields,
)

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired


class CreateReportCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class CreateReportWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class CreateReportAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class CreateReportDueAtUnknown(TypedDict):
    """Why a report has no due date yet."""
    rule: str
    """`calendar_year`: the term runs into a year without a working calendar."""
    year: int
    """That year."""


# One change of a report.
CreateReportLastChange = TypedDict(
    "CreateReportLastChange",
    {
        # What was done.
        "step": "ReportStep",
        # State before; null for the first.
        "from": "ReportState | None",
        # State after.
        "to": "ReportState",
        # The public reason, such as the calendar day that moved the due date.
        "why": "str | None",
        # When, by the clock of the hub.
        "at": "str",
    },
)


class CreateReport(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    version: int
    """1 after sending, one more with each change: `expectedVersion` of the next step."""
    state: ReportState
    """Where it stands."""
    mode: ReportMode
    """Whether it is handled within a term or at once."""
    source: ReportSource
    """The way by which it came."""
    title: str
    """Title, at most 150 characters."""
    description: str
    """What is reported, at most 4,000 characters."""
    category: CreateReportCategory
    """Its category (lĩnh vực)."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    address: str | None
    """The place in words, as the reporter gave it."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    ward: CreateReportWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: CreateReportAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    acceptedAt: str | None
    """When the operations centre accepted it."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    dueAtUnknown: CreateReportDueAtUnknown | None
    """Why `dueAt` is null; it is set when the calendar arrives."""
    plannedFor: str | None
    """The day for which the work is planned, while it is PLANNED."""
    slaState: ReportSlaState
    """How it stands against its due date now; in a stream, at the moment of the change."""
    resolvedAt: str | None
    """When the agency gave its present answer (ngày xử lý); null again once it is reopened."""
    publishedAt: str | None
    """When the present answer was published."""
    closedAt: str | None
    """When it came to its end."""
    outcome: ReportOutcome | None
    """What it came to once CLOSED: closed is not fixed."""
    reopenings: int
    """How often the reporter had it reopened, at most 2."""
    reporterAlias: str | None
    """The name that the reporter chose to show to everybody; null for who chose none, which is the default, and
    once it was taken back. Who really sent it is `reporter`.
    """
    commentCount: int
    """How many comments of it are public."""
    followerCount: int
    """How many people follow it besides its reporter. Who they are is never shown."""
    media: list[ReportMediaFields]
    """The photos that it was sent with (ảnh hiện trường), at most 10, in their order."""
    answer: ReportAnswerFields | None
    """The last published answer (kết quả xử lý)."""
    lastChange: CreateReportLastChange | None
    """The last change; in a stream, the one that this event tells of."""
    viewerFollows: bool
    """Whether you hear of it: you follow it, or it is your own."""
    claimToken: NotRequired[str | None]
    """For the app that sent it, until somebody has claimed it: what a person claims it with (claimReport), and
    reads it with before it is public (reportByToken). Null once it was claimed; null with FORBIDDEN for all
    others.
    """


class CreateUpload(TypedDict):
    """Where the bytes of one file are to be sent."""
    id: str
    """Id of the upload: what refers to the file names it."""
    url: str
    """Path at the host of the graph. `PUT` the bytes there with your token in `Authorization` and their length
    in `Content-Length`.
    """
    expiresAt: str
    """Until when it is good, by real time."""


class DuplicatesOf(TypedDict):
    """A field report that a draft may repeat."""
    distanceM: float
    """Distance in metres between the public positions, rounded to 5 m."""
    likeness: float | None
    """Which part of the draft's words it has, 0 to 1; null when the draft has no text."""
    report: ReportFields
    """The report."""


# A report that you hear of changed, see its `lastChange`.
FollowedReportsChangedChanged = TypedDict(
    "FollowedReportsChangedChanged",
    {
        "__typename": "Literal[\"FollowedReportListChanged\"]",
        # The report as it was after the change.
        "node": "ReportFields",
    },
)


# You sent a report, followed one, or one of yours was found to repeat it.
FollowedReportsChangedEntered = TypedDict(
    "FollowedReportsChangedEntered",
    {
        "__typename": "Literal[\"FollowedReportListEntered\"]",
        # The report as it was then.
        "node": "ReportFields",
    },
)


# You do not follow a report any more.
FollowedReportsChangedLeft = TypedDict(
    "FollowedReportsChangedLeft",
    {
        "__typename": "Literal[\"FollowedReportListLeft\"]",
        # Its id.
        "id": "str",
        # Its version then: of later ones you do not hear.
        "version": "int",
    },
)


# The reports that you hear of as they are: with this a stream begins, and begins anew when it cannot be
# resumed.
FollowedReportsChangedSnapshot = TypedDict(
    "FollowedReportsChangedSnapshot",
    {
        "__typename": "Literal[\"FollowedReportListSnapshot\"]",
        # The first page of followedReports.
        "nodes": "list[ReportFields]",
        # True when nothing is missing in `nodes`.
        "complete": "bool",
        # Where to read on when it is not complete: `after` of followedReports. Null when there is nothing.
        "endCursor": "str | None",
    },
)


FollowedReportsChanged = Union[FollowedReportsChangedChanged, FollowedReportsChangedEntered, FollowedReportsChangedLeft, FollowedReportsChangedSnapshot]


class PublicReportCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class PublicReportWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class PublicReportAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class PublicReportDueAtUnknown(TypedDict):
    """Why a report has no due date yet."""
    rule: str
    """`calendar_year`: the term runs into a year without a working calendar."""
    year: int
    """That year."""


# One change of a report.
PublicReportLastChange = TypedDict(
    "PublicReportLastChange",
    {
        # What was done.
        "step": "ReportStep",
        # State before; null for the first.
        "from": "ReportState | None",
        # State after.
        "to": "ReportState",
        # The public reason, such as the calendar day that moved the due date.
        "why": "str | None",
        # When, by the clock of the hub.
        "at": "str",
    },
)


class PublicReportRounds(TypedDict):
    """One publication of an answer, and its rating."""
    answer: ReportAnswerFields
    """The answer."""
    publishedAt: str
    """When it was published."""
    rating: ReportRatingLevel | None
    """How the reporter rated it, null when not (yet)."""
    ratedAt: str | None
    """When it was rated."""
    reopened: bool
    """Whether the rating opened the report again."""
    comment: PublicReportCommentFields | None
    """What the reporter said with the rating, once a moderator has approved it."""


# A span in which the clock stood still.
PublicReportTermsPauses = TypedDict(
    "PublicReportTermsPauses",
    {
        # Its beginning.
        "from": "str",
        # Its end, null while it lasts.
        "to": "str | None",
    },
)


class PublicReportTermsSkipped(TypedDict):
    """A day off that does not count."""
    date: str
    """The date."""
    kind: ReportSkippedKind
    """What kind of day off it is."""
    name: str
    """Its name in Vietnamese."""


class PublicReportTerms(TypedDict):
    """One term of a report."""
    startedAt: str
    """From when it is counted; the local day itself is day 0."""
    dueAt: str | None
    """End of its last day, 23:59:59+07:00; null while a calendar is missing."""
    endedAt: str | None
    """When the clock stopped; null while it runs or is paused."""
    workingDays: int
    """How many working days it has, pauses not counted."""
    pauses: list[PublicReportTermsPauses]
    """When the agency waited for the reporter: the whole working days in it do not count."""
    skipped: list[PublicReportTermsSkipped]
    """Days off by the calendar that the count passed over; weekends are not listed."""


class PublicReportUpdates(TypedDict):
    """A page of lines of a history."""
    nodes: list[ReportUpdateFields]
    """Without their cursors."""


class PublicReportComments(TypedDict):
    """A page of public comments."""
    nodes: list[PublicReportCommentFields]
    """Without their cursors."""


class PublicReport(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    version: int
    """1 after sending, one more with each change: `expectedVersion` of the next step."""
    state: ReportState
    """Where it stands."""
    mode: ReportMode
    """Whether it is handled within a term or at once."""
    source: ReportSource
    """The way by which it came."""
    title: str
    """Title, at most 150 characters."""
    description: str
    """What is reported, at most 4,000 characters."""
    category: PublicReportCategory
    """Its category (lĩnh vực)."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    address: str | None
    """The place in words, as the reporter gave it."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    ward: PublicReportWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: PublicReportAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    acceptedAt: str | None
    """When the operations centre accepted it."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    dueAtUnknown: PublicReportDueAtUnknown | None
    """Why `dueAt` is null; it is set when the calendar arrives."""
    plannedFor: str | None
    """The day for which the work is planned, while it is PLANNED."""
    slaState: ReportSlaState
    """How it stands against its due date now; in a stream, at the moment of the change."""
    resolvedAt: str | None
    """When the agency gave its present answer (ngày xử lý); null again once it is reopened."""
    publishedAt: str | None
    """When the present answer was published."""
    closedAt: str | None
    """When it came to its end."""
    outcome: ReportOutcome | None
    """What it came to once CLOSED: closed is not fixed."""
    reopenings: int
    """How often the reporter had it reopened, at most 2."""
    reporterAlias: str | None
    """The name that the reporter chose to show to everybody; null for who chose none, and once it was taken
    back.
    """
    commentCount: int
    """How many comments of it are public."""
    followerCount: int
    """How many people follow it besides its reporter. Who they are is never shown."""
    media: list[ReportMediaFields]
    """The photos that it was sent with (ảnh hiện trường), at most 10, in their order."""
    answer: ReportAnswerFields | None
    """The last published answer (kết quả xử lý)."""
    lastChange: PublicReportLastChange | None
    """The last change; in a stream, the one that this event tells of."""
    rounds: list[PublicReportRounds]
    """All published answers with their ratings, the first one first."""
    terms: list[PublicReportTerms]
    """All its terms: from receipt, and from each reopening."""
    updates: PublicReportUpdates | None
    """What happened since receipt, the first one first: steps and public notes."""
    comments: PublicReportComments | None
    """Its public comments (bình luận), in the order in which they became public."""


class PublicReportsNearNode(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """


class ReportCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class ReportWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReportAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class ReportDueAtUnknown(TypedDict):
    """Why a report has no due date yet."""
    rule: str
    """`calendar_year`: the term runs into a year without a working calendar."""
    year: int
    """That year."""


# One change of a report.
ReportLastChange = TypedDict(
    "ReportLastChange",
    {
        # What was done.
        "step": "ReportStep",
        # State before; null for the first.
        "from": "ReportState | None",
        # State after.
        "to": "ReportState",
        # The public reason, such as the calendar day that moved the due date.
        "why": "str | None",
        # When, by the clock of the hub.
        "at": "str",
    },
)


class ReportRounds(TypedDict):
    """One publication of an answer, and its rating."""
    answer: ReportAnswerFields
    """The answer."""
    publishedAt: str
    """When it was published."""
    rating: ReportRatingLevel | None
    """How the reporter rated it, null when not (yet)."""
    ratedAt: str | None
    """When it was rated."""
    reopened: bool
    """Whether the rating opened the report again."""
    comment: PublicReportCommentFields | None
    """What the reporter said with the rating, once a moderator has approved it."""


# A span in which the clock stood still.
ReportTermsPauses = TypedDict(
    "ReportTermsPauses",
    {
        # Its beginning.
        "from": "str",
        # Its end, null while it lasts.
        "to": "str | None",
    },
)


class ReportTermsSkipped(TypedDict):
    """A day off that does not count."""
    date: str
    """The date."""
    kind: ReportSkippedKind
    """What kind of day off it is."""
    name: str
    """Its name in Vietnamese."""


class ReportTerms(TypedDict):
    """One term of a report."""
    startedAt: str
    """From when it is counted; the local day itself is day 0."""
    dueAt: str | None
    """End of its last day, 23:59:59+07:00; null while a calendar is missing."""
    endedAt: str | None
    """When the clock stopped; null while it runs or is paused."""
    workingDays: int
    """How many working days it has, pauses not counted."""
    pauses: list[ReportTermsPauses]
    """When the agency waited for the reporter: the whole working days in it do not count."""
    skipped: list[ReportTermsSkipped]
    """Days off by the calendar that the count passed over; weekends are not listed."""


class ReportUpdates(TypedDict):
    """A page of lines of a history."""
    nodes: list[ReportUpdateFields]
    """Without their cursors."""


class ReportComments(TypedDict):
    """A page of public comments."""
    nodes: list[PublicReportCommentFields]
    """Without their cursors."""


class ReportDuplicateOf(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""


class ReportExactPosition(TypedDict):
    """A place as it was sent."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""


class ReportInfoThread(TypedDict):
    """A page of lines of a history."""
    nodes: list[ReportUpdateFields]
    """Without their cursors."""


class Report(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    version: int
    """1 after sending, one more with each change: `expectedVersion` of the next step."""
    state: ReportState
    """Where it stands."""
    mode: ReportMode
    """Whether it is handled within a term or at once."""
    source: ReportSource
    """The way by which it came."""
    title: str
    """Title, at most 150 characters."""
    description: str
    """What is reported, at most 4,000 characters."""
    category: ReportCategory
    """Its category (lĩnh vực)."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    address: str | None
    """The place in words, as the reporter gave it."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    ward: ReportWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: ReportAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    acceptedAt: str | None
    """When the operations centre accepted it."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    dueAtUnknown: ReportDueAtUnknown | None
    """Why `dueAt` is null; it is set when the calendar arrives."""
    plannedFor: str | None
    """The day for which the work is planned, while it is PLANNED."""
    slaState: ReportSlaState
    """How it stands against its due date now; in a stream, at the moment of the change."""
    resolvedAt: str | None
    """When the agency gave its present answer (ngày xử lý); null again once it is reopened."""
    publishedAt: str | None
    """When the present answer was published."""
    closedAt: str | None
    """When it came to its end."""
    outcome: ReportOutcome | None
    """What it came to once CLOSED: closed is not fixed."""
    reopenings: int
    """How often the reporter had it reopened, at most 2."""
    reporterAlias: str | None
    """The name that the reporter chose to show to everybody; null for who chose none, which is the default, and
    once it was taken back. Who really sent it is `reporter`.
    """
    commentCount: int
    """How many comments of it are public."""
    followerCount: int
    """How many people follow it besides its reporter. Who they are is never shown."""
    media: list[ReportMediaFields]
    """The photos that it was sent with (ảnh hiện trường), at most 10, in their order."""
    answer: ReportAnswerFields | None
    """The last published answer (kết quả xử lý)."""
    lastChange: ReportLastChange | None
    """The last change; in a stream, the one that this event tells of."""
    viewerFollows: bool
    """Whether you hear of it: you follow it, or it is your own."""
    rounds: list[ReportRounds]
    """All published answers with their ratings, the first one first."""
    terms: list[ReportTerms]
    """All its terms: from receipt, and from each reopening."""
    updates: ReportUpdates | None
    """What happened since receipt, the first one first: steps and public notes."""
    comments: ReportComments | None
    """Its public comments (bình luận), in the order in which they became public."""
    duplicateOf: ReportDuplicateOf | None
    """The report that this one repeats. Whoever sent or followed this one follows that one from then on: see
    followedReportsChanged.
    """
    exactPosition: NotRequired[ReportExactPosition | None]
    """The place as it was sent (P2): for the reporter, the operations centre and officers of an agency that has
    or had the report; otherwise null with FORBIDDEN.
    """
    mediaLink: NotRequired[str | None]
    """Where its app says that a photo is to be seen (P2): for the reporter, the operations centre and officers
    of an agency that has or had it; null with FORBIDDEN for all others. The hub has not looked at it.
    """
    infoThread: NotRequired[ReportInfoThread | None]
    """Questions to the reporter and their answers (P2): for the reporter, the operations centre and officers of
    an agency that has or had the report; otherwise null with FORBIDDEN.
    """


class ReportCategoriesDefaultAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class ReportCategories(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    workingDays: int
    """Term in working days (thời hạn xử lý), the day of receipt not counted."""
    defaultAgency: ReportCategoriesDefaultAgency | None
    """The agency that answers for it where no ward has its own rule; null where each ward answers itself."""


class ReportClustersNodeCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class ReportClustersNodeWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReportClustersNodeReports(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    title: str
    """Title, at most 150 characters."""
    state: ReportState
    """Where it stands."""


class ReportClustersNode(TypedDict):
    """A cluster of field reports (cụm phản ánh): many of one category, near each other in place and time. A
    report is in one cluster only.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was detected, one more with each report that fell into it since."""
    categoryCode: ReportCategoryCode
    """Code of the category (lĩnh vực) of all its reports."""
    category: ReportClustersNodeCategory
    """The category (lĩnh vực) of all its reports."""
    lat: float
    """Latitude of its place, degrees north, WGS 84, 4 decimals: the mean of the public positions when it was
    detected. It stays.
    """
    lon: float
    """Longitude of its place, degrees east, WGS 84, 4 decimals: the mean of the public positions when it was
    detected. It stays.
    """
    radiusM: int
    """In metres: what is accepted so near to its place, and within 72 hours of its first and last receipt, falls
    into it.
    """
    ward: ReportClustersNodeWard | None
    """The ward or commune (phường, xã) of the report in the middle of it."""
    reportCount: int
    """How many reports are in it, answered ones too; 500 means 500 or more."""
    firstAt: str
    """Receipt of the first of its reports."""
    lastAt: str
    """Receipt of the last of its reports."""
    detectedAt: str
    """When it was detected."""
    reports: list[ReportClustersNodeReports]
    """Its reports, at most 100: of more, those that came into it last."""


class ReportStatsBacklog(TypedDict):
    """What is open at this moment."""
    open: int
    """Not answered, or reopened and not answered again (đang xử lý)."""
    overdue: int
    """Of them, past their due date (quá hạn)."""


class ReportStatsGroupsAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class ReportStatsGroupsCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""


class ReportStatsGroupsWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReportStatsGroupsBacklog(TypedDict):
    """What is open at this moment."""
    open: int
    """Not answered, or reopened and not answered again (đang xử lý)."""
    overdue: int
    """Of them, past their due date (quá hạn)."""


class ReportStatsGroups(TypedDict):
    """One agency, ward, category or month of a breakdown."""
    month: str | None
    """The month of receipt, `YYYY-MM`, in a breakdown by it."""
    agency: ReportStatsGroupsAgency | None
    """The agency, in a breakdown by it: who answered a report last, else to whom it was assigned. Null for what
    no agency has or had: reports that wait for the operations centre, or were answered by it at once.
    """
    category: ReportStatsGroupsCategory | None
    """The category, in a breakdown by it."""
    ward: ReportStatsGroupsWard | None
    """The ward or commune, in a breakdown by it."""
    figures: ReportFigureFields
    """Its figures."""
    backlog: ReportStatsGroupsBacklog | None
    """What is open there now; of an agency what it has to handle. Null for a month."""


# Statistics of field reports (số liệu xử lý phản ánh).
ReportStats = TypedDict(
    "ReportStats",
    {
        # First day of the period, null for all time.
        "from": "str | None",
        # Last day of the period, null for until now.
        "to": "str | None",
        # Every change up to this moment is counted; later ones may be.
        "asOf": "str",
        # All together.
        "figures": "ReportFigureFields",
        # What is open now, whenever it was received.
        "backlog": "ReportStatsBacklog",
        # The breakdown: months in order, everything else the largest first. Empty without `by`.
        "groups": "list[ReportStatsGroups]",
    },
)


# A report that is there changed, see its `lastChange`.
ReportsInChanged = TypedDict(
    "ReportsInChanged",
    {
        "__typename": "Literal[\"PublicReportListChanged\"]",
        # The report as it was after the change.
        "node": "PublicReportFields",
    },
)


# A report came in.
ReportsInEntered = TypedDict(
    "ReportsInEntered",
    {
        "__typename": "Literal[\"PublicReportListEntered\"]",
        # The report as it was after the change.
        "node": "PublicReportFields",
    },
)


# A report is no longer there.
ReportsInLeft = TypedDict(
    "ReportsInLeft",
    {
        "__typename": "Literal[\"PublicReportListLeft\"]",
        # Its id.
        "id": "str",
        # Its version after the change.
        "version": "int",
    },
)


# The public reports of an area as they are: with this a stream begins, and begins anew when it cannot be
# resumed.
ReportsInSnapshot = TypedDict(
    "ReportsInSnapshot",
    {
        "__typename": "Literal[\"PublicReportListSnapshot\"]",
        # The first page.
        "nodes": "list[PublicReportFields]",
        # True when nothing is missing in `nodes`.
        "complete": "bool",
        # Where to read on when it is not complete: `after` of `publicReports` with the area in its filter. Of a
        # report that comes both in a page and in an event, the higher version counts. Null when there is
        # nothing.
        "endCursor": "str | None",
    },
)


ReportsIn = Union[ReportsInChanged, ReportsInEntered, ReportsInLeft, ReportsInSnapshot]


class ReportsNearNode(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """


class SearchPublicReportsNode(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """


class SearchReportsNode(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """


_ANSWER_REPORT_INFO: Operation[ReportFields | None] = Operation(
    name="reports.answer_report_info",
    kind="mutation",
    field="answerReportInfo",
    hash="1ab50892fcd5c4a45d1a77c22b3919ddb35eec51707d9a496e4568760321e3a1",
    text="mutation answerReportInfo($id:ID!$answer:String$expectedVersion:Int$clientMutationId:String){answerReportInfo(id:$id answer:$answer expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_CLAIM_REPORT: Operation[ReportFields | None] = Operation(
    name="reports.claim_report",
    kind="mutation",
    field="claimReport",
    hash="2347145f10051a434fa4e7fb06f510a2489c239c6c82cc76c1ee516ec26ae101",
    text="mutation claimReport($token:String!$clientMutationId:String){claimReport(token:$token clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_COMMENT_REPORT: Operation[ReportCommentFields | None] = Operation(
    name="reports.comment_report",
    kind="mutation",
    field="commentReport",
    hash="17c902df0b7616f62ed9b79fe244ae3601bbbe4a2bc64855f341feec66093e7d",
    text="mutation commentReport($id:ID!$text:String!$alias:String$clientMutationId:String){commentReport(id:$id text:$text alias:$alias clientMutationId:$clientMutationId){...ReportCommentFields}}fragment ReportCommentFields on ReportComment{id version state text alias own reason round writtenAt changedAt publishedAt report{id code title}}",
    is_keyed=True,
)


_CREATE_REPORT: Operation[CreateReport | None] = Operation(
    name="reports.create_report",
    kind="mutation",
    field="createReport",
    hash="7dedcaed83cc2d04c44c03ccaf78ebd29b33a1d8cee7da93901cea028aceb5ab",
    text="mutation createReport($input:CreateReportInput!$asApp:Boolean!=false$clientMutationId:String){createReport(input:$input clientMutationId:$clientMutationId){...ReportFields claimToken@include(if:$asApp)}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_CREATE_UPLOAD: Operation[CreateUpload | None] = Operation(
    name="reports.create_upload",
    kind="mutation",
    field="createUpload",
    hash="7f749c7407e22ecd30a7f019802d2bce5dfc9bfac0fa04f32ac45e7c5e196090",
    text="mutation createUpload($kind:UploadKind!$bytes:Int!$sha256:String!$clientMutationId:String){createUpload(kind:$kind bytes:$bytes sha256:$sha256 clientMutationId:$clientMutationId){id url expiresAt}}",
    is_keyed=True,
)


_DUPLICATES_OF: Operation[list[DuplicatesOf] | None] = Operation(
    name="reports.duplicates_of",
    kind="query",
    field="duplicatesOf",
    hash="902b47cc4c5cd0ceba8667043a53b1f26fe5e0589ae2f33899dca8a6490e03a1",
    text="query duplicatesOf($draft:ReportDraftInput!){duplicatesOf(draft:$draft){distanceM likeness report{...ReportFields}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_EDIT_REPORT_COMMENT: Operation[ReportCommentFields | None] = Operation(
    name="reports.edit_report_comment",
    kind="mutation",
    field="editReportComment",
    hash="d9b2c124dab53684a11a9fa48973fbe21604f990f2cadfdc21edf5d88dbc06f9",
    text="mutation editReportComment($id:ID!$text:String!$alias:String$expectedVersion:Int!$clientMutationId:String){editReportComment(id:$id text:$text alias:$alias expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportCommentFields}}fragment ReportCommentFields on ReportComment{id version state text alias own reason round writtenAt changedAt publishedAt report{id code title}}",
    is_keyed=True,
)


_FOLLOW_REPORT: Operation[ReportFields | None] = Operation(
    name="reports.follow_report",
    kind="mutation",
    field="followReport",
    hash="65c744656c197fdfd962d28c0746b4d45fb578d652291b9f4ef50c3e4c23db58",
    text="mutation followReport($id:ID!$clientMutationId:String){followReport(id:$id clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_FOLLOWED_REPORTS: Operation[ReportFields] = Operation(
    name="reports.followed_reports",
    kind="query",
    field="followedReports",
    hash="c5c9de9396017aafeadda5a4516fbda35a8bb00709e67da5d76642499e9bd227",
    text="query followedReports($first:Int$after:String){followedReports(first:$first after:$after){nodes{...ReportFields}pageInfo{hasNextPage endCursor}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_FOLLOWED_REPORTS_CHANGED: Operation[FollowedReportsChanged | None] = Operation(
    name="reports.followed_reports_changed",
    kind="subscription",
    field="followedReportsChanged",
    hash="40e59401a756f1b67d4f420ddc44c6e309e86fdb5de7e4fd93ed1c87331056ac",
    text="subscription followedReportsChanged($first:Int!=100){followedReportsChanged(first:$first){__typename ...on FollowedReportListSnapshot{nodes{...ReportFields}complete endCursor}...on FollowedReportListEntered{node{...ReportFields}}...on FollowedReportListChanged{node{...ReportFields}}...on FollowedReportListLeft{id version}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_HIDE_REPORTER_NAME: Operation[ReportFields | None] = Operation(
    name="reports.hide_reporter_name",
    kind="mutation",
    field="hideReporterName",
    hash="b1e2fc8cb668916ea9a22ce59590b2c32d96e1d48107103e3b43f21f022edd2f",
    text="mutation hideReporterName($id:ID!$expectedVersion:Int$clientMutationId:String){hideReporterName(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_MY_REPORT_COMMENTS: Operation[ReportCommentFields] = Operation(
    name="reports.my_report_comments",
    kind="query",
    field="myReportComments",
    hash="e98a87505848aea6f4221f0cc30ca439928feed0411e3741d6923ce1f12024e6",
    text="query myReportComments($first:Int$after:String){myReportComments(first:$first after:$after){nodes{...ReportCommentFields}pageInfo{hasNextPage endCursor}}}fragment ReportCommentFields on ReportComment{id version state text alias own reason round writtenAt changedAt publishedAt report{id code title}}",
)


_PUBLIC_REPORT: Operation[PublicReport | None] = Operation(
    name="reports.public_report",
    kind="query",
    field="publicReport",
    hash="d0e2b5587fe98c61b06d4d1b57d146c7b35a48adc30e8fbcfa55c599ac6b5c7a",
    text="query publicReport($id:ID$code:String){publicReport(id:$id code:$code){...PublicReportFields ...PublicReportDetailFields}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}fragment PublicReportDetailFields on PublicReport{rounds{answer{...ReportAnswerFields}publishedAt rating ratedAt reopened comment{...PublicReportCommentFields}}terms{startedAt dueAt endedAt workingDays pauses{from to}skipped{date kind name}}updates(first:50){nodes{...ReportUpdateFields}}comments(first:50){nodes{...PublicReportCommentFields}}}fragment PublicReportCommentFields on PublicReportComment{id text alias round writtenAt publishedAt}fragment ReportUpdateFields on ReportUpdate{id version kind step from to by at text agency{id name}}",
)


_PUBLIC_REPORT_CHANGED: Operation[PublicReportFields | None] = Operation(
    name="reports.public_report_changed",
    kind="subscription",
    field="publicReportChanged",
    hash="a0223ece9c8d90c77c78d950f0e325c63d34cd2defc81d249d05e6f45b05aa15",
    text="subscription publicReportChanged($id:ID!){publicReportChanged(id:$id){...PublicReportFields}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_PUBLIC_REPORTS: Operation[PublicReportFields] = Operation(
    name="reports.public_reports",
    kind="query",
    field="publicReports",
    hash="4d30e32830da5727954f2d899b84931b3d0e9b54f647cadb047dbc7beaf25b3b",
    text="query publicReports($filter:PublicReportFilter$first:Int$after:String){publicReports(filter:$filter first:$first after:$after){nodes{...PublicReportFields}pageInfo{hasNextPage endCursor}}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_PUBLIC_REPORTS_BY_CODE: Operation[list[PublicReportFields | None] | None] = Operation(
    name="reports.public_reports_by_code",
    kind="query",
    field="publicReportsByCode",
    hash="0610dd809191eaa7eea25c27e1d32c99e93c1fb6b9125a9b49b213d9b05631e2",
    text="query publicReportsByCode($codes:[String!]!){publicReportsByCode(codes:$codes){...PublicReportFields}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_PUBLIC_REPORTS_NEAR: Operation[PublicReportsNearNode] = Operation(
    name="reports.public_reports_near",
    kind="query",
    field="publicReportsNear",
    hash="55658386e40aaeef6453ce4fd446b206a421b3ba228229dd6f1546cd665a5325",
    text="query publicReportsNear($lat:Float!$lon:Float!$radiusM:Int!$first:Int$after:String){publicReportsNear(lat:$lat lon:$lon radiusM:$radiusM first:$first after:$after){edges{node{...PublicReportFields}distanceM}pageInfo{hasNextPage endCursor}}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_RATE_REPORT: Operation[ReportFields | None] = Operation(
    name="reports.rate_report",
    kind="mutation",
    field="rateReport",
    hash="2ff52349797e5e446bfe4b845d7af52f4bf2e83a8996ffd867f94312679bfa18",
    text="mutation rateReport($id:ID!$level:ReportRatingLevel!$reopen:Boolean!=false$comment:String$expectedVersion:Int$clientMutationId:String){rateReport(id:$id level:$level reopen:$reopen comment:$comment expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_REPORT: Operation[Report | None] = Operation(
    name="reports.report",
    kind="query",
    field="report",
    hash="1b2cde8e00756d11fd5c551b92f1c3dd98a5c64770a2795b8d9e34b57047ef1b",
    text="query report($id:ID$code:String$private:Boolean!=false){report(id:$id code:$code){...ReportFields ...ReportDetailFields duplicateOf{id code}exactPosition@include(if:$private){lat lon}mediaLink@include(if:$private)infoThread(first:50)@include(if:$private){nodes{...ReportUpdateFields}}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}fragment ReportDetailFields on Report{rounds{answer{...ReportAnswerFields}publishedAt rating ratedAt reopened comment{...PublicReportCommentFields}}terms{startedAt dueAt endedAt workingDays pauses{from to}skipped{date kind name}}updates(first:50){nodes{...ReportUpdateFields}}comments(first:50){nodes{...PublicReportCommentFields}}}fragment PublicReportCommentFields on PublicReportComment{id text alias round writtenAt publishedAt}fragment ReportUpdateFields on ReportUpdate{id version kind step from to by at text agency{id name}}",
)


_REPORT_BY_TOKEN: Operation[ReportFields | None] = Operation(
    name="reports.report_by_token",
    kind="query",
    field="reportByToken",
    hash="75915219f2824e5a876d511db45e8948843627fd676fbc2d77ccb91a8ae8d2d1",
    text="query reportByToken($token:String!){reportByToken(token:$token){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_REPORT_CATEGORIES: Operation[list[ReportCategories] | None] = Operation(
    name="reports.report_categories",
    kind="query",
    field="reportCategories",
    hash="12b161a265f75ecd1629433ac53580c9add6a82f3ae826abbe5cac5ab0916a3f",
    text="query reportCategories{reportCategories{code name nameEn workingDays defaultAgency{id name}}}",
)


_REPORT_CHANGED: Operation[ReportFields | None] = Operation(
    name="reports.report_changed",
    kind="subscription",
    field="reportChanged",
    hash="2cf0f5e30175f2fc136f5295b41efa3e24895b9fe0f00a18c5f6a050c2389982",
    text="subscription reportChanged($id:ID!){reportChanged(id:$id){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_REPORT_CLUSTERS: Operation[ReportClustersNode] = Operation(
    name="reports.report_clusters",
    kind="query",
    field="reportClusters",
    hash="be5d76b379a9f3e1f1e9228cba2b8fe5b5cab66668891da60108c456dba28c9f",
    text="query reportClusters($categoryCode:ReportCategoryCode$wardCode:String$since:DateTime$first:Int$after:String){reportClusters(categoryCode:$categoryCode wardCode:$wardCode since:$since first:$first after:$after){nodes{id version categoryCode category{code name nameEn}lat lon radiusM ward{code name}reportCount firstAt lastAt detectedAt reports{id code title state}}pageInfo{hasNextPage endCursor}}}",
)


_REPORT_STATS: Operation[ReportStats | None] = Operation(
    name="reports.report_stats",
    kind="query",
    field="reportStats",
    hash="7602be312ae8d4f58aff3c3331da03fbccd09b2883e36c7d1582f0c35967b3e8",
    text="query reportStats($by:ReportStatsDimension$filter:ReportStatsFilter$from:Date$to:Date){reportStats(by:$by filter:$filter from:$from to:$to){from to asOf figures{...ReportFigureFields}backlog{open overdue}groups{month agency{id name}category{code name}ward{code name}figures{...ReportFigureFields}backlog{open overdue}}}}fragment ReportFigureFields on ReportFigures{sent waiting rejected withdrawn duplicate ratedSatisfied ratedAccepted eligible{...ReportShareFields}handled{...ReportShareFields}fixed{...ReportShareFields}unable{...ReportShareFields}onTime{...ReportShareFields}rated{...ReportShareFields}satisfied{...ReportShareFields}notAccepted{...ReportShareFields}reopened{...ReportShareFields}closed{...ReportShareFields}disputed{...ReportShareFields}unconfirmed{...ReportShareFields}answers{given handlingTime{measured median{days hours}p90{days hours}}}}fragment ReportShareFields on ReportShare{count of share lowerBound shareUnknown}",
)


_REPORTS: Operation[ReportFields] = Operation(
    name="reports.reports",
    kind="query",
    field="reports",
    hash="154288fc0dfc7ae3d10601b6b4b6d4ba94604f04747a426f7fc5650e9f731e07",
    text="query reports($filter:ReportFilter$first:Int$after:String){reports(filter:$filter first:$first after:$after){nodes{...ReportFields}pageInfo{hasNextPage endCursor}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_REPORTS_IN: Operation[ReportsIn | None] = Operation(
    name="reports.reports_in",
    kind="subscription",
    field="reportsIn",
    hash="e21f7b1dd2c0146497f0e0fd8dcea3a91843c69b247f602f2ce2650478a2e3c5",
    text="subscription reportsIn($area:ReportAreaInput!$first:Int!=100){reportsIn(area:$area first:$first){__typename ...on PublicReportListSnapshot{nodes{...PublicReportFields}complete endCursor}...on PublicReportListEntered{node{...PublicReportFields}}...on PublicReportListChanged{node{...PublicReportFields}}...on PublicReportListLeft{id version}}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_REPORTS_NEAR: Operation[ReportsNearNode] = Operation(
    name="reports.reports_near",
    kind="query",
    field="reportsNear",
    hash="08ccce12fa4901d8ad38ffdaa04b06e213398b0f33d82d9ce4435c44f9254113",
    text="query reportsNear($lat:Float!$lon:Float!$radiusM:Int!$first:Int$after:String){reportsNear(lat:$lat lon:$lon radiusM:$radiusM first:$first after:$after){edges{node{...ReportFields}distanceM}pageInfo{hasNextPage endCursor}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_SEARCH_PUBLIC_REPORTS: Operation[SearchPublicReportsNode] = Operation(
    name="reports.search_public_reports",
    kind="query",
    field="searchPublicReports",
    hash="cca59d804ff773503b20b21a4afbed8bc08ac680bedc4fa6097dd914994bb36e",
    text="query searchPublicReports($text:String!$filter:ReportFilter$near:ReportNearInput$order:ReportSearchOrder!=NEWEST$highlights:Boolean!=false$first:Int$after:String){searchPublicReports(text:$text filter:$filter near:$near order:$order first:$first after:$after){edges{node{...PublicReportFields}distanceM highlights@include(if:$highlights){field pieces{text hit}}}pageInfo{hasNextPage endCursor}}}fragment PublicReportFields on PublicReport{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_SEARCH_REPORTS: Operation[SearchReportsNode] = Operation(
    name="reports.search_reports",
    kind="query",
    field="searchReports",
    hash="fd77ad7c83a045571c2aca2da69e1934cb0415350df12769a8cc129e84ffa693",
    text="query searchReports($text:String!$filter:ReportFilter$near:ReportNearInput$order:ReportSearchOrder!=NEWEST$highlights:Boolean!=false$first:Int$after:String){searchReports(text:$text filter:$filter near:$near order:$order first:$first after:$after){edges{node{...ReportFields}distanceM highlights@include(if:$highlights){field pieces{text hit}}}pageInfo{hasNextPage endCursor}}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
)


_UNFOLLOW_REPORT: Operation[ReportFields | None] = Operation(
    name="reports.unfollow_report",
    kind="mutation",
    field="unfollowReport",
    hash="f711e4971cdd52349e5426cb33841d2719fff22ad09c398abb7eaaac10eab09f",
    text="mutation unfollowReport($id:ID!$clientMutationId:String){unfollowReport(id:$id clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_WITHDRAW_REPORT: Operation[ReportFields | None] = Operation(
    name="reports.withdraw_report",
    kind="mutation",
    field="withdrawReport",
    hash="9307662b52eaa0d9d2ad4742ce73af2e2610f4765871df193fbdc4822f75cfcd",
    text="mutation withdrawReport($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawReport(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportFields}}fragment ReportFields on Report{id code version state mode source title description category{code name nameEn}categoryCode address lat lon ward{code name}agency{id name}receivedAt acceptedAt dueAt dueAtUnknown{rule year}plannedFor slaState resolvedAt publishedAt closedAt outcome reopenings reporterAlias commentCount followerCount media{...ReportMediaFields}answer{...ReportAnswerFields}lastChange{step from to why at}viewerFollows}fragment ReportMediaFields on ReportMedia{id url thumbnailUrl mediaType width height}fragment ReportAnswerFields on ReportAnswer{kind text answeredAt agency{id name}evidence{kind reference media{...ReportMediaFields}}}",
    is_keyed=True,
)


_WITHDRAW_REPORT_COMMENT: Operation[ReportCommentFields | None] = Operation(
    name="reports.withdraw_report_comment",
    kind="mutation",
    field="withdrawReportComment",
    hash="e4ac12a85105926b94bdd88dc6e5f93d36b5651926a9dd850ac5b4f7a8878ad7",
    text="mutation withdrawReportComment($id:ID!$expectedVersion:Int$clientMutationId:String){withdrawReportComment(id:$id expectedVersion:$expectedVersion clientMutationId:$clientMutationId){...ReportCommentFields}}fragment ReportCommentFields on ReportComment{id version state text alias own reason round writtenAt changedAt publishedAt report{id code title}}",
    is_keyed=True,
)


OPERATIONS: tuple[Operation[Any], ...] = (_ANSWER_REPORT_INFO, _CLAIM_REPORT, _COMMENT_REPORT, _CREATE_REPORT, _CREATE_UPLOAD, _DUPLICATES_OF, _EDIT_REPORT_COMMENT, _FOLLOW_REPORT, _FOLLOWED_REPORTS, _FOLLOWED_REPORTS_CHANGED, _HIDE_REPORTER_NAME, _MY_REPORT_COMMENTS, _PUBLIC_REPORT, _PUBLIC_REPORT_CHANGED, _PUBLIC_REPORTS, _PUBLIC_REPORTS_BY_CODE, _PUBLIC_REPORTS_NEAR, _RATE_REPORT, _REPORT, _REPORT_BY_TOKEN, _REPORT_CATEGORIES, _REPORT_CHANGED, _REPORT_CLUSTERS, _REPORT_STATS, _REPORTS, _REPORTS_IN, _REPORTS_NEAR, _SEARCH_PUBLIC_REPORTS, _SEARCH_REPORTS, _UNFOLLOW_REPORT, _WITHDRAW_REPORT, _WITHDRAW_REPORT_COMMENT,)


class ReportsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def answer_report_info(
        self,
        *,
        id: str,
        answer: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """The reporter answers the question of the agency; work and the clock go on.

        id: Id of the report.

        answer: The answer, at most 4,000 characters; only the reporter and the offices read it.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _ANSWER_REPORT_INFO, {"id": id, "answer": answer, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def claim_report(
        self,
        *,
        token: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Makes a report that an app sent your own (nhận phản ánh), by the token that the app was given. Once
        only: from then on it is yours as if you had sent it. NOT_FOUND for a token that is unknown or was
        used.

        token: The token that the app was given with the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CLAIM_REPORT, {"token": token, "clientMutationId": idempotency_key}, options
        )

    def comment_report(
        self,
        *,
        id: str,
        text: str,
        alias: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCommentFields | None:
        """Writes a comment (bình luận) to a public report. It waits in the queue of the moderators and is nobody
        else's before they approve it; phone numbers and e-mail addresses are taken out at once and not kept.
        Once it is public the reporter, the followers and the agency that has or had the report hear of it by
        a change of the report with the step COMMENT. So it reaches them on a closed report too, and does not
        open it again: only a rating does. At most 20 of one person to one report, otherwise BAD_USER_INPUT
        with rule `max_comments`; `not_public` for a report that is not public.

        id: Id of the report.

        text: What you write, 1 to 2,000 characters.

        alias: A name to show with it, at most 60 characters and without phone number or e-mail address;
        without one it is unnamed.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _COMMENT_REPORT, {"id": id, "text": text, "alias": alias, "clientMutationId": idempotency_key}, options
        )

    def create_report(
        self,
        *,
        input: CreateReportInput,
        as_app: bool | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateReport | None:
        """Sends a field report. The ward and the agency that answers for it are found from the place at once,
        and the due date (hạn xử lý) is counted from this moment; you must be signed in. An app with
        `reports:write` may send one for nobody: its source is VENDOR_APP, and it can be neither rated nor
        withdrawn until a person claims it with the token that the app is given (claimReport).

        input: What is reported, where, and how to reach you.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CREATE_REPORT, {"input": input, "asApp": as_app, "clientMutationId": idempotency_key}, options
        )

    def create_upload(
        self,
        *,
        kind: UploadKind,
        bytes: int,
        sha256: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateUpload | None:
        """Asks for an address to send a file to (tải ảnh lên): `PUT` its bytes there, as they are, within five
        minutes and with your token; then name the upload's id where a report or an answer takes it. Once
        only, and for these bytes only. What nothing names within 24 hours is removed. JPEG, PNG or WebP, at
        most 10 MiB and 50 million pixels; you must be signed in. At most 30 uploads may wait to be named:
        QUOTA_EXCEEDED.

        kind: What the file is for.

        bytes: Its length in bytes, 1 to 10,485,760.

        sha256: SHA-256 of its bytes, 64 hexadecimal digits.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CREATE_UPLOAD, {"kind": kind, "bytes": bytes, "sha256": sha256, "clientMutationId": idempotency_key}, options
        )

    def duplicates_of(
        self,
        *,
        draft: ReportDraftInput,
        options: CallOptions | None = None,
    ) -> list[DuplicatesOf] | None:
        """Before sending: the field reports that a draft may repeat (phản ánh trùng), of the same category,
        within 50 m by public positions, and open or received in the last 90 days. Public ones, and of your
        own also those that wait or were rejected. The most likely first, at most 20. Show them with photo,
        text, distance and state, and offer followReport instead of sending the same again. Refused places as
        in createReport.

        draft: What is known of the report so far.
        """
        return self._caller.call(
            _DUPLICATES_OF, {"draft": draft}, options
        )

    def edit_report_comment(
        self,
        *,
        id: str,
        text: str,
        expected_version: int,
        alias: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCommentFields | None:
        """Changes your own comment. What was public is so no longer: the new text waits for the moderators like
        a new comment.

        id: Id of the comment.

        text: The new text, 1 to 2,000 characters.

        expected_version: The version that you read; when the comment has changed since, the answer is
        CONFLICT and nothing is stored.

        alias: A name to show with it, at most 60 characters and without phone number or e-mail address;
        without one it is unnamed.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _EDIT_REPORT_COMMENT, {"id": id, "text": text, "expectedVersion": expected_version, "alias": alias, "clientMutationId": idempotency_key}, options
        )

    def follow_report(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Lets you hear of a report of somebody else's from now on (theo dõi): each later state and public
        update comes with followedReportsChanged, and it stands in followedReports. Instead of sending the
        same again, follow what is there already. Who follows is never shown, only how many. A second call
        changes nothing, nor does one for your own report, of which you hear anyway. More than 500:
        BAD_USER_INPUT with rule `max_follows`.

        id: Id of the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _FOLLOW_REPORT, {"id": id, "clientMutationId": idempotency_key}, options
        )

    def followed_reports(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReportFields]:
        """The field reports that you hear of: your own, those that you follow, and those that a report of yours
        was found to repeat; what you sent or followed last comes first. Nobody else sees this list.
        UNAUTHENTICATED when nobody is signed in.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _FOLLOWED_REPORTS, {"first": first, "after": after}, options
        )

    def followed_reports_changed(
        self,
        *,
        first: int | None = None,
        options: LiveOptions | None = None,
    ) -> LiveStream[FollowedReportsChanged | None]:
        """The field reports that you hear of (see followedReports): first a page of them as they are, then each
        later change of any of them, as of that change, and what comes in or goes out. A report comes in when
        you send or follow it, or when a report of yours is found to repeat it. Of very many, the newest 500
        of your own and the latest 1,000 followed are told of.

        first: How many the first page has at most, 1 to 100.
        """
        return self._caller.stream(
            _FOLLOWED_REPORTS_CHANGED, {"first": first}, options
        )

    def hide_reporter_name(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Takes the public name of a report back (ẩn tên người phản ánh), at any time and in any state: it is
        gone at once from every answer and event, also when old events are read again. The reporter may do it;
        the operations centre may, where a name is not fit to be shown. Without a name nothing changes.

        id: Id of the report.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _HIDE_REPORTER_NAME, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def my_report_comments(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReportCommentFields]:
        """Your own comments and words with ratings, in every state, the newest first. UNAUTHENTICATED when
        nobody is signed in.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _MY_REPORT_COMMENTS, {"first": first, "after": after}, options
        )

    def public_report(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        options: CallOptions | None = None,
    ) -> PublicReport | None:
        """What everybody may know of a field report from ACCEPTED on, by exactly one of id and code; both or
        none is BAD_USER_INPUT with rule `exactly_one`. The same for whoever asks, so that any number of
        people share one answer: NOT_FOUND for all as long as the report is not public. `report` shows more to
        those who may see more.

        id: Id of the report.

        code: Code of the report (mã phản ánh), such as `PA-2026-000123`.
        """
        return self._caller.call(
            _PUBLIC_REPORT, {"id": id, "code": code}, options
        )

    def public_report_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> LiveStream[PublicReportFields | None]:
        """What everybody may know of a report as it is now, then as of each later change. NOT_FOUND for all
        until the report is public; all who follow it share one stream.

        id: Id of the report.
        """
        return self._caller.stream(
            _PUBLIC_REPORT_CHANGED, {"id": id}, options
        )

    def public_reports(
        self,
        *,
        filter: PublicReportFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[PublicReportFields]:
        """Public field reports, the newest receipt first: the same list for whoever asks.

        filter: Only reports that meet all that is set here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _PUBLIC_REPORTS, {"filter": filter, "first": first, "after": after}, options
        )

    def public_reports_by_code(
        self,
        *,
        codes: Sequence[str],
        options: CallOptions | None = None,
    ) -> list[PublicReportFields | None] | None:
        """Public field reports by their codes, in the order of these; null in the place of one that is unknown
        or not public.

        codes: Codes (mã phản ánh), at most 100; more are BAD_USER_INPUT with rule `max_items`.
        """
        return self._caller.call(
            _PUBLIC_REPORTS_BY_CODE, {"codes": codes}, options
        )

    def public_reports_near(
        self,
        *,
        lat: float,
        lon: float,
        radius_m: int,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[PublicReportsNearNode]:
        """Public field reports around a point, the nearest first: `reportsNear` with what is the same for
        whoever asks.

        lat: Latitude of the middle, degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude of the middle, degrees east, WGS 84: about 107 to 108.2 in the city.

        radius_m: Radius in metres, 1 to 2000.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _PUBLIC_REPORTS_NEAR, {"lat": lat, "lon": lon, "radiusM": radius_m, "first": first, "after": after}, options
        )

    def rate_report(
        self,
        *,
        id: str,
        level: ReportRatingLevel,
        reopen: bool | None = None,
        comment: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """The reporter rates the published answer, once for each publication. SATISFIED and ACCEPTED close the
        report. NOT_ACCEPTED closes it with that outcome, or with `reopen` opens it again with a new term, at
        most twice.

        id: Id of the report.

        level: How satisfied you are.

        reopen: With NOT_ACCEPTED only: the matter is to be handled again.

        comment: What you want to say with it, at most 2,000 characters; may be left out. It waits for the
        moderators like a comment, while the rating itself is public at once.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _RATE_REPORT, {"id": id, "level": level, "reopen": reopen, "comment": comment, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def report(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        private: bool | None = None,
        options: CallOptions | None = None,
    ) -> Report | None:
        """One field report (phản ánh hiện trường) by exactly one of id and code; both or none is BAD_USER_INPUT
        with rule `exactly_one`. NOT_FOUND also for a report that exists but that you may not see: before
        ACCEPTED only its reporter and the operations centre see it.

        id: Id of the report.

        code: Code of the report (mã phản ánh), such as `PA-2026-000123`.
        """
        return self._caller.call(
            _REPORT, {"id": id, "code": code, "private": private}, options
        )

    def report_by_token(
        self,
        *,
        token: str,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """A report that an app sent and nobody has claimed yet, by the token that the app was given with it:
        whoever has that may read it before it is public. NOT_FOUND for a token that is unknown or was used.

        token: The token that the app was given with the report.
        """
        return self._caller.call(
            _REPORT_BY_TOKEN, {"token": token}, options
        )

    def report_categories(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[ReportCategories] | None:
        """The categories (lĩnh vực) of field reports, in the order in which forms show them."""
        return self._caller.call(
            _REPORT_CATEGORIES, {}, options
        )

    def report_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> LiveStream[ReportFields | None]:
        """A report as it is now, then as of each later change. NOT_FOUND as in `report`; the stream shows a
        change only to whom the report was visible after it.

        id: Id of the report.
        """
        return self._caller.stream(
            _REPORT_CHANGED, {"id": id}, options
        )

    def report_clusters(
        self,
        *,
        category_code: ReportCategoryCode | None = None,
        ward_code: str | None = None,
        since: Moment | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReportClustersNode]:
        """Clusters of field reports (cụm phản ánh): at least 5 open public reports of one category within 300 m
        of one of them, all received at most 72 hours before or after it. The newest detection first. A
        cluster shows within a second or so of the acceptance that makes it, and stays when its reports are
        answered.

        category_code: Only of this category (lĩnh vực).

        ward_code: Only in this ward or commune (phường, xã), by its code.

        since: Only those detected at this moment or later.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _REPORT_CLUSTERS, {"categoryCode": category_code, "wardCode": ward_code, "since": since, "first": first, "after": after}, options
        )

    def report_stats(
        self,
        *,
        by: ReportStatsDimension | None = None,
        filter: ReportStatsFilter | None = None,
        from_: Day | None = None,
        to: Day | None = None,
        options: CallOptions | None = None,
    ) -> ReportStats | None:
        """What becomes of field reports (số liệu xử lý phản ánh): how many were sent, eligible, handled, on
        time, rated, satisfied, always together and each share beside its numbers. The period is that of
        receipt. Counted a moment behind the changes, see `asOf`; whole months are fastest.

        by: Break down by this; only the total when left out.

        filter: Only what meets all that is set here.

        from_: First day of receipt (Asia/Ho_Chi_Minh); all time when left out.

        to: Last day of receipt; until now when left out.
        """
        return self._caller.call(
            _REPORT_STATS, {"by": by, "filter": filter, "from": from_, "to": to}, options
        )

    def reports(
        self,
        *,
        filter: ReportFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReportFields]:
        """Field reports, the newest receipt first. Everybody sees those from ACCEPTED on; with `mine` you see
        all of your own, and the operations centre (IOC) sees all.

        filter: Only reports that meet all that is set here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _REPORTS, {"filter": filter, "first": first, "after": after}, options
        )

    def reports_in(
        self,
        *,
        area: ReportAreaInput,
        first: int | None = None,
        options: LiveOptions | None = None,
    ) -> LiveStream[ReportsIn | None]:
        """The public reports of an area, the newest receipt first: first a page of what is there, then what
        enters, changes and leaves. A report enters when it is accepted. All who watch the same area share one
        stream.

        area: Where: exactly one of its members; both or none is BAD_USER_INPUT with rule `exactly_one`.

        first: How many the first page has at most, 1 to 100.
        """
        return self._caller.stream(
            _REPORTS_IN, {"area": area, "first": first}, options
        )

    def reports_near(
        self,
        *,
        lat: float,
        lon: float,
        radius_m: int,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReportsNearNode]:
        """Public field reports around a point, the nearest first, by their public (rounded) positions. A point
        more than 300 m outside every ward is BAD_USER_INPUT with rule `outside_city`, and `hint: 'swapped?'`
        when it looks exchanged.

        lat: Latitude of the middle, degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude of the middle, degrees east, WGS 84: about 107 to 108.2 in the city.

        radius_m: Radius in metres, 1 to 2000.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _REPORTS_NEAR, {"lat": lat, "lon": lon, "radiusM": radius_m, "first": first, "after": after}, options
        )

    def search_public_reports(
        self,
        *,
        text: str,
        filter: ReportFilter | None = None,
        near: ReportNearInput | None = None,
        order: ReportSearchOrder | None = None,
        highlights: bool | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[SearchPublicReportsNode]:
        """Public field reports with certain words: `searchReports` with what is the same for whoever asks; with
        `mine` it finds nobody signed in.

        text: What is looked for, 1 to 100 characters. Marks and case do not matter and đ is d; every word
        must be in code, title, description or address, the last one may be the beginning of a word.

        filter: Only reports that meet all that is set here.

        near: Only public reports around this point.

        order: In which order. NEAREST needs `near`, and finds public reports only.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _SEARCH_PUBLIC_REPORTS, {"text": text, "filter": filter, "near": near, "order": order, "highlights": highlights, "first": first, "after": after}, options
        )

    def search_reports(
        self,
        *,
        text: str,
        filter: ReportFilter | None = None,
        near: ReportNearInput | None = None,
        order: ReportSearchOrder | None = None,
        highlights: bool | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[SearchReportsNode]:
        """Field reports with certain words (tìm kiếm), as one types. Everybody finds those from ACCEPTED on;
        with `mine` you find all of your own, and the operations centre (IOC) finds all. A report is found a
        moment after it was sent.

        text: What is looked for, 1 to 100 characters. Marks and case do not matter and đ is d; every word
        must be in code, title, description or address, the last one may be the beginning of a word.

        filter: Only reports that meet all that is set here.

        near: Only public reports around this point.

        order: In which order. NEAREST needs `near`, and finds public reports only.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _SEARCH_REPORTS, {"text": text, "filter": filter, "near": near, "order": order, "highlights": highlights, "first": first, "after": after}, options
        )

    def unfollow_report(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Ends that (bỏ theo dõi); a second call changes nothing. Of your own reports you hear in any case.

        id: Id of the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _UNFOLLOW_REPORT, {"id": id, "clientMutationId": idempotency_key}, options
        )

    def withdraw_report(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Takes your own report back (rút phản ánh), as long as it is SUBMITTED.

        id: Id of the report.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _WITHDRAW_REPORT, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    def withdraw_report_comment(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCommentFields | None:
        """Takes your own comment back (rút bình luận): its text and name are erased at once.

        id: Id of the comment.

        expected_version: The version that you read; when the comment has changed since, the answer is
        CONFLICT and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _WITHDRAW_REPORT_COMMENT, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )


class AsyncReportsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def answer_report_info(
        self,
        *,
        id: str,
        answer: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """The reporter answers the question of the agency; work and the clock go on.

        id: Id of the report.

        answer: The answer, at most 4,000 characters; only the reporter and the offices read it.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _ANSWER_REPORT_INFO, {"id": id, "answer": answer, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def claim_report(
        self,
        *,
        token: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Makes a report that an app sent your own (nhận phản ánh), by the token that the app was given. Once
        only: from then on it is yours as if you had sent it. NOT_FOUND for a token that is unknown or was
        used.

        token: The token that the app was given with the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CLAIM_REPORT, {"token": token, "clientMutationId": idempotency_key}, options
        )

    async def comment_report(
        self,
        *,
        id: str,
        text: str,
        alias: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCommentFields | None:
        """Writes a comment (bình luận) to a public report. It waits in the queue of the moderators and is nobody
        else's before they approve it; phone numbers and e-mail addresses are taken out at once and not kept.
        Once it is public the reporter, the followers and the agency that has or had the report hear of it by
        a change of the report with the step COMMENT. So it reaches them on a closed report too, and does not
        open it again: only a rating does. At most 20 of one person to one report, otherwise BAD_USER_INPUT
        with rule `max_comments`; `not_public` for a report that is not public.

        id: Id of the report.

        text: What you write, 1 to 2,000 characters.

        alias: A name to show with it, at most 60 characters and without phone number or e-mail address;
        without one it is unnamed.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _COMMENT_REPORT, {"id": id, "text": text, "alias": alias, "clientMutationId": idempotency_key}, options
        )

    async def create_report(
        self,
        *,
        input: CreateReportInput,
        as_app: bool | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateReport | None:
        """Sends a field report. The ward and the agency that answers for it are found from the place at once,
        and the due date (hạn xử lý) is counted from this moment; you must be signed in. An app with
        `reports:write` may send one for nobody: its source is VENDOR_APP, and it can be neither rated nor
        withdrawn until a person claims it with the token that the app is given (claimReport).

        input: What is reported, where, and how to reach you.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CREATE_REPORT, {"input": input, "asApp": as_app, "clientMutationId": idempotency_key}, options
        )

    async def create_upload(
        self,
        *,
        kind: UploadKind,
        bytes: int,
        sha256: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> CreateUpload | None:
        """Asks for an address to send a file to (tải ảnh lên): `PUT` its bytes there, as they are, within five
        minutes and with your token; then name the upload's id where a report or an answer takes it. Once
        only, and for these bytes only. What nothing names within 24 hours is removed. JPEG, PNG or WebP, at
        most 10 MiB and 50 million pixels; you must be signed in. At most 30 uploads may wait to be named:
        QUOTA_EXCEEDED.

        kind: What the file is for.

        bytes: Its length in bytes, 1 to 10,485,760.

        sha256: SHA-256 of its bytes, 64 hexadecimal digits.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CREATE_UPLOAD, {"kind": kind, "bytes": bytes, "sha256": sha256, "clientMutationId": idempotency_key}, options
        )

    async def duplicates_of(
        self,
        *,
        draft: ReportDraftInput,
        options: CallOptions | None = None,
    ) -> list[DuplicatesOf] | None:
        """Before sending: the field reports that a draft may repeat (phản ánh trùng), of the same category,
        within 50 m by public positions, and open or received in the last 90 days. Public ones, and of your
        own also those that wait or were rejected. The most likely first, at most 20. Show them with photo,
        text, distance and state, and offer followReport instead of sending the same again. Refused places as
        in createReport.

        draft: What is known of the report so far.
        """
        return await self._caller.call(
            _DUPLICATES_OF, {"draft": draft}, options
        )

    async def edit_report_comment(
        self,
        *,
        id: str,
        text: str,
        expected_version: int,
        alias: str | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCommentFields | None:
        """Changes your own comment. What was public is so no longer: the new text waits for the moderators like
        a new comment.

        id: Id of the comment.

        text: The new text, 1 to 2,000 characters.

        expected_version: The version that you read; when the comment has changed since, the answer is
        CONFLICT and nothing is stored.

        alias: A name to show with it, at most 60 characters and without phone number or e-mail address;
        without one it is unnamed.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _EDIT_REPORT_COMMENT, {"id": id, "text": text, "expectedVersion": expected_version, "alias": alias, "clientMutationId": idempotency_key}, options
        )

    async def follow_report(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Lets you hear of a report of somebody else's from now on (theo dõi): each later state and public
        update comes with followedReportsChanged, and it stands in followedReports. Instead of sending the
        same again, follow what is there already. Who follows is never shown, only how many. A second call
        changes nothing, nor does one for your own report, of which you hear anyway. More than 500:
        BAD_USER_INPUT with rule `max_follows`.

        id: Id of the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _FOLLOW_REPORT, {"id": id, "clientMutationId": idempotency_key}, options
        )

    async def followed_reports(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReportFields]:
        """The field reports that you hear of: your own, those that you follow, and those that a report of yours
        was found to repeat; what you sent or followed last comes first. Nobody else sees this list.
        UNAUTHENTICATED when nobody is signed in.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _FOLLOWED_REPORTS, {"first": first, "after": after}, options
        )

    def followed_reports_changed(
        self,
        *,
        first: int | None = None,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[FollowedReportsChanged | None]:
        """The field reports that you hear of (see followedReports): first a page of them as they are, then each
        later change of any of them, as of that change, and what comes in or goes out. A report comes in when
        you send or follow it, or when a report of yours is found to repeat it. Of very many, the newest 500
        of your own and the latest 1,000 followed are told of.

        first: How many the first page has at most, 1 to 100.
        """
        return self._caller.stream(
            _FOLLOWED_REPORTS_CHANGED, {"first": first}, options
        )

    async def hide_reporter_name(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Takes the public name of a report back (ẩn tên người phản ánh), at any time and in any state: it is
        gone at once from every answer and event, also when old events are read again. The reporter may do it;
        the operations centre may, where a name is not fit to be shown. Without a name nothing changes.

        id: Id of the report.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _HIDE_REPORTER_NAME, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def my_report_comments(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReportCommentFields]:
        """Your own comments and words with ratings, in every state, the newest first. UNAUTHENTICATED when
        nobody is signed in.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _MY_REPORT_COMMENTS, {"first": first, "after": after}, options
        )

    async def public_report(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        options: CallOptions | None = None,
    ) -> PublicReport | None:
        """What everybody may know of a field report from ACCEPTED on, by exactly one of id and code; both or
        none is BAD_USER_INPUT with rule `exactly_one`. The same for whoever asks, so that any number of
        people share one answer: NOT_FOUND for all as long as the report is not public. `report` shows more to
        those who may see more.

        id: Id of the report.

        code: Code of the report (mã phản ánh), such as `PA-2026-000123`.
        """
        return await self._caller.call(
            _PUBLIC_REPORT, {"id": id, "code": code}, options
        )

    def public_report_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[PublicReportFields | None]:
        """What everybody may know of a report as it is now, then as of each later change. NOT_FOUND for all
        until the report is public; all who follow it share one stream.

        id: Id of the report.
        """
        return self._caller.stream(
            _PUBLIC_REPORT_CHANGED, {"id": id}, options
        )

    async def public_reports(
        self,
        *,
        filter: PublicReportFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[PublicReportFields]:
        """Public field reports, the newest receipt first: the same list for whoever asks.

        filter: Only reports that meet all that is set here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _PUBLIC_REPORTS, {"filter": filter, "first": first, "after": after}, options
        )

    async def public_reports_by_code(
        self,
        *,
        codes: Sequence[str],
        options: CallOptions | None = None,
    ) -> list[PublicReportFields | None] | None:
        """Public field reports by their codes, in the order of these; null in the place of one that is unknown
        or not public.

        codes: Codes (mã phản ánh), at most 100; more are BAD_USER_INPUT with rule `max_items`.
        """
        return await self._caller.call(
            _PUBLIC_REPORTS_BY_CODE, {"codes": codes}, options
        )

    async def public_reports_near(
        self,
        *,
        lat: float,
        lon: float,
        radius_m: int,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[PublicReportsNearNode]:
        """Public field reports around a point, the nearest first: `reportsNear` with what is the same for
        whoever asks.

        lat: Latitude of the middle, degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude of the middle, degrees east, WGS 84: about 107 to 108.2 in the city.

        radius_m: Radius in metres, 1 to 2000.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _PUBLIC_REPORTS_NEAR, {"lat": lat, "lon": lon, "radiusM": radius_m, "first": first, "after": after}, options
        )

    async def rate_report(
        self,
        *,
        id: str,
        level: ReportRatingLevel,
        reopen: bool | None = None,
        comment: str | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """The reporter rates the published answer, once for each publication. SATISFIED and ACCEPTED close the
        report. NOT_ACCEPTED closes it with that outcome, or with `reopen` opens it again with a new term, at
        most twice.

        id: Id of the report.

        level: How satisfied you are.

        reopen: With NOT_ACCEPTED only: the matter is to be handled again.

        comment: What you want to say with it, at most 2,000 characters; may be left out. It waits for the
        moderators like a comment, while the rating itself is public at once.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RATE_REPORT, {"id": id, "level": level, "reopen": reopen, "comment": comment, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def report(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        private: bool | None = None,
        options: CallOptions | None = None,
    ) -> Report | None:
        """One field report (phản ánh hiện trường) by exactly one of id and code; both or none is BAD_USER_INPUT
        with rule `exactly_one`. NOT_FOUND also for a report that exists but that you may not see: before
        ACCEPTED only its reporter and the operations centre see it.

        id: Id of the report.

        code: Code of the report (mã phản ánh), such as `PA-2026-000123`.
        """
        return await self._caller.call(
            _REPORT, {"id": id, "code": code, "private": private}, options
        )

    async def report_by_token(
        self,
        *,
        token: str,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """A report that an app sent and nobody has claimed yet, by the token that the app was given with it:
        whoever has that may read it before it is public. NOT_FOUND for a token that is unknown or was used.

        token: The token that the app was given with the report.
        """
        return await self._caller.call(
            _REPORT_BY_TOKEN, {"token": token}, options
        )

    async def report_categories(
        self,
        *,
        options: CallOptions | None = None,
    ) -> list[ReportCategories] | None:
        """The categories (lĩnh vực) of field reports, in the order in which forms show them."""
        return await self._caller.call(
            _REPORT_CATEGORIES, {}, options
        )

    def report_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[ReportFields | None]:
        """A report as it is now, then as of each later change. NOT_FOUND as in `report`; the stream shows a
        change only to whom the report was visible after it.

        id: Id of the report.
        """
        return self._caller.stream(
            _REPORT_CHANGED, {"id": id}, options
        )

    async def report_clusters(
        self,
        *,
        category_code: ReportCategoryCode | None = None,
        ward_code: str | None = None,
        since: Moment | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReportClustersNode]:
        """Clusters of field reports (cụm phản ánh): at least 5 open public reports of one category within 300 m
        of one of them, all received at most 72 hours before or after it. The newest detection first. A
        cluster shows within a second or so of the acceptance that makes it, and stays when its reports are
        answered.

        category_code: Only of this category (lĩnh vực).

        ward_code: Only in this ward or commune (phường, xã), by its code.

        since: Only those detected at this moment or later.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _REPORT_CLUSTERS, {"categoryCode": category_code, "wardCode": ward_code, "since": since, "first": first, "after": after}, options
        )

    async def report_stats(
        self,
        *,
        by: ReportStatsDimension | None = None,
        filter: ReportStatsFilter | None = None,
        from_: Day | None = None,
        to: Day | None = None,
        options: CallOptions | None = None,
    ) -> ReportStats | None:
        """What becomes of field reports (số liệu xử lý phản ánh): how many were sent, eligible, handled, on
        time, rated, satisfied, always together and each share beside its numbers. The period is that of
        receipt. Counted a moment behind the changes, see `asOf`; whole months are fastest.

        by: Break down by this; only the total when left out.

        filter: Only what meets all that is set here.

        from_: First day of receipt (Asia/Ho_Chi_Minh); all time when left out.

        to: Last day of receipt; until now when left out.
        """
        return await self._caller.call(
            _REPORT_STATS, {"by": by, "filter": filter, "from": from_, "to": to}, options
        )

    async def reports(
        self,
        *,
        filter: ReportFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReportFields]:
        """Field reports, the newest receipt first. Everybody sees those from ACCEPTED on; with `mine` you see
        all of your own, and the operations centre (IOC) sees all.

        filter: Only reports that meet all that is set here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _REPORTS, {"filter": filter, "first": first, "after": after}, options
        )

    def reports_in(
        self,
        *,
        area: ReportAreaInput,
        first: int | None = None,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[ReportsIn | None]:
        """The public reports of an area, the newest receipt first: first a page of what is there, then what
        enters, changes and leaves. A report enters when it is accepted. All who watch the same area share one
        stream.

        area: Where: exactly one of its members; both or none is BAD_USER_INPUT with rule `exactly_one`.

        first: How many the first page has at most, 1 to 100.
        """
        return self._caller.stream(
            _REPORTS_IN, {"area": area, "first": first}, options
        )

    async def reports_near(
        self,
        *,
        lat: float,
        lon: float,
        radius_m: int,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReportsNearNode]:
        """Public field reports around a point, the nearest first, by their public (rounded) positions. A point
        more than 300 m outside every ward is BAD_USER_INPUT with rule `outside_city`, and `hint: 'swapped?'`
        when it looks exchanged.

        lat: Latitude of the middle, degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude of the middle, degrees east, WGS 84: about 107 to 108.2 in the city.

        radius_m: Radius in metres, 1 to 2000.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _REPORTS_NEAR, {"lat": lat, "lon": lon, "radiusM": radius_m, "first": first, "after": after}, options
        )

    async def search_public_reports(
        self,
        *,
        text: str,
        filter: ReportFilter | None = None,
        near: ReportNearInput | None = None,
        order: ReportSearchOrder | None = None,
        highlights: bool | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[SearchPublicReportsNode]:
        """Public field reports with certain words: `searchReports` with what is the same for whoever asks; with
        `mine` it finds nobody signed in.

        text: What is looked for, 1 to 100 characters. Marks and case do not matter and đ is d; every word
        must be in code, title, description or address, the last one may be the beginning of a word.

        filter: Only reports that meet all that is set here.

        near: Only public reports around this point.

        order: In which order. NEAREST needs `near`, and finds public reports only.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _SEARCH_PUBLIC_REPORTS, {"text": text, "filter": filter, "near": near, "order": order, "highlights": highlights, "first": first, "after": after}, options
        )

    async def search_reports(
        self,
        *,
        text: str,
        filter: ReportFilter | None = None,
        near: ReportNearInput | None = None,
        order: ReportSearchOrder | None = None,
        highlights: bool | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[SearchReportsNode]:
        """Field reports with certain words (tìm kiếm), as one types. Everybody finds those from ACCEPTED on;
        with `mine` you find all of your own, and the operations centre (IOC) finds all. A report is found a
        moment after it was sent.

        text: What is looked for, 1 to 100 characters. Marks and case do not matter and đ is d; every word
        must be in code, title, description or address, the last one may be the beginning of a word.

        filter: Only reports that meet all that is set here.

        near: Only public reports around this point.

        order: In which order. NEAREST needs `near`, and finds public reports only.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _SEARCH_REPORTS, {"text": text, "filter": filter, "near": near, "order": order, "highlights": highlights, "first": first, "after": after}, options
        )

    async def unfollow_report(
        self,
        *,
        id: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Ends that (bỏ theo dõi); a second call changes nothing. Of your own reports you hear in any case.

        id: Id of the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _UNFOLLOW_REPORT, {"id": id, "clientMutationId": idempotency_key}, options
        )

    async def withdraw_report(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportFields | None:
        """Takes your own report back (rút phản ánh), as long as it is SUBMITTED.

        id: Id of the report.

        expected_version: The version that you read; when the report has changed since, the answer is CONFLICT
        and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _WITHDRAW_REPORT, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )

    async def withdraw_report_comment(
        self,
        *,
        id: str,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCommentFields | None:
        """Takes your own comment back (rút bình luận): its text and name are erased at once.

        id: Id of the comment.

        expected_version: The version that you read; when the comment has changed since, the answer is
        CONFLICT and nothing is stored.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _WITHDRAW_REPORT_COMMENT, {"id": id, "expectedVersion": expected_version, "clientMutationId": idempotency_key}, options
        )
