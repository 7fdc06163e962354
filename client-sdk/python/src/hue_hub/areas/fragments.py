# Made by `npm run sdk` from the fragments of operations/. Do not edit.
from __future__ import annotations

from typing import TypedDict

from .inputs import (
    ConsentCapacity,
    DataRequestKind,
    DataRequestState,
    GuardianLinkState,
    GuardianLinkVerifierKind,
    GuardianRelation,
    ObservedProperty,
    ReportCategoryCode,
    ReportSlaState,
    ReportState,
    ReportStep,
    StationState,
)


class ConsentCorePurpose(TypedDict):
    """What data may be used for with a person's consent."""
    code: str
    """Stable code."""
    name: str
    """Name in Vietnamese."""


class ConsentCore(TypedDict):
    """Something that was agreed to. It is never edited: a change of mind is added behind it."""
    id: str
    """Id of the consent."""
    purpose: ConsentCorePurpose
    """What for."""
    scope: list[str]
    """What it covers."""
    recipientId: str | None
    """To whom; null for the city itself."""
    subjectId: str
    """Whose data it is about."""
    capacity: ConsentCapacity
    """In which capacity it was given."""
    grantedAt: str
    """When it was given."""
    withdrawnAt: str | None
    """When it was withdrawn or replaced by another scope; null while it holds."""
    agreedScope: list[str]
    """What of it counts now: nothing when it is withdrawn, while somebody else still has to agree, or when a
    guardian is none any more.
    """
    missing: list[ConsentCapacity]
    """Who still has to agree before anything counts."""


class DataRequestCoreAreas(TypedDict):
    """What a service area has done of a request that goes to all."""
    area: str
    """Name of the area, such as `reports`."""
    doneAt: str
    """When it was done there."""


# What happened to a request.
DataRequestCoreLastChange = TypedDict(
    "DataRequestCoreLastChange",
    {
        # A step of the office, RECEIVE, FINISH, AREA_DONE, MOVE_ANSWER_DUE (the calendar has changed), or a
        # deadline: ANSWER_OVERDUE, DUE_SOON (24 hours are left), OVERDUE.
        "step": "str",
        # State before; null at its receipt.
        "from": "DataRequestState | None",
        # State after.
        "to": "DataRequestState",
        # When.
        "at": "str",
    },
)


class DataRequestCore(TypedDict):
    """A person's request about own data, with the clocks of the law: an answer within 2 working days; then 10
    days for a copy or a correction, 20 for a deletion, 15 for the rest (20 where somebody else holds the
    data), extended once by up to 15.
    """
    id: str
    """Id of the request."""
    kind: DataRequestKind
    """What for."""
    state: DataRequestState
    """Where it stands."""
    version: int
    """Goes up by one with each change; deadlines that are told of leave it."""
    receivedAt: str
    """When it was received."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    closedAt: str | None
    """When it was closed."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    areas: list[DataRequestCoreAreas]
    """Those that have done it."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: DataRequestCoreLastChange
    """What happened last."""


class GuardianLinkCoreVerifier(TypedDict):
    """Who is asked to verify a link."""
    kind: GuardianLinkVerifierKind
    """A ward's committee or a school."""
    id: str
    """Id of the committee or school."""


class GuardianLinkCore(TypedDict):
    """A guardian and a child, as a ward or a school has verified (P4). It stays, dated, when it has ended."""
    id: str
    """Id of the link."""
    guardianId: str
    """Opaque id of the guardian."""
    childId: str
    """Opaque id of the child."""
    relation: GuardianRelation
    """What the guardian is to the child."""
    verifier: GuardianLinkCoreVerifier
    """Who is asked to verify it."""
    state: GuardianLinkState
    """Where it stands."""
    version: int
    """Goes up by one with each change."""
    isInForce: bool
    """Whether it gives rights today."""
    validFrom: str | None
    """First day in force; null before it is verified."""
    validTo: str | None
    """Last day in force; null before it is verified."""


class PublicReportCoreWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class PublicReportCoreAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


# One change of a report.
PublicReportCoreLastChange = TypedDict(
    "PublicReportCoreLastChange",
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


class PublicReportCore(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    state: ReportState
    """Where it stands."""
    version: int
    """1 after sending, one more with each change: `expectedVersion` of the next step."""
    title: str
    """Title, at most 150 characters."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    slaState: ReportSlaState
    """How it stands against its due date now; in a stream, at the moment of the change."""
    ward: PublicReportCoreWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: PublicReportCoreAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    lastChange: PublicReportCoreLastChange | None
    """The last change; in a stream, the one that this event tells of."""


class ReportCoreWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReportCoreAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class ReportCore(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    state: ReportState
    """Where it stands."""
    version: int
    """1 after sending, one more with each change: `expectedVersion` of the next step."""
    title: str
    """Title, at most 150 characters."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    slaState: ReportSlaState
    """How it stands against its due date now; in a stream, at the moment of the change."""
    ward: ReportCoreWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: ReportCoreAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""


class ownAirSensorStationDatastreams(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    property: ObservedProperty
    """What is measured."""


class ownAirSensorStation(TypedDict):
    """A station that measures the air (trạm quan trắc không khí)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    lat: float
    """Latitude, degrees north, WGS 84; rounded to 0.01 for a sensor of a private person."""
    lon: float
    """Longitude, degrees east, WGS 84; rounded to 0.01 for a sensor of a private person."""
    state: StationState
    """Whether it reports."""
    datastreams: list[ownAirSensorStationDatastreams]
    """What it measures."""


class ownAirSensorExactPosition(TypedDict):
    """A place as it was registered."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""


class ownAirSensor(TypedDict):
    """A sensor of your own (cảm biến của tôi)."""
    station: ownAirSensorStation
    """Its station as everybody sees it."""
    label: str | None
    """What you call it; only you see it."""
    exactPosition: ownAirSensorExactPosition | None
    """The place as you registered it."""
    contact: str | None
    """How the operations centre (IOC) may reach you about it; you and identity officers see it."""
    token: str | None
    """By which the sensor sends its readings without signing in: keep it secret."""
    registeredAt: str
    """When you registered it."""
