# Made by `npm run sdk` from the fragments of operations/. Do not edit.
from __future__ import annotations

from typing import TypedDict

from .inputs import (
    AccountState,
    AgencyLevel,
    AgencyState,
    AlertCategory,
    AlertCertainty,
    AlertLanguage,
    AlertMessageType,
    AlertRiskColour,
    AlertScope,
    AlertSeverity,
    AlertStatus,
    AlertThreadState,
    AlertUrgency,
    ApiKeyState,
    AppDocumentKind,
    AqiLevel,
    AqiMethod,
    AqiReason,
    AqiState,
    CalendarKind,
    CitizenSex,
    ConsentCapacity,
    ConsentRecipientKind,
    DataRequestKind,
    DataRequestState,
    DataRequestStep,
    GuardianLinkState,
    GuardianLinkVerifierKind,
    GuardianRelation,
    ObservationQuality,
    ObservationRule,
    ObservedProperty,
    Pollutant,
    ReportAnswerKind,
    ReportAuthor,
    ReportCategoryCode,
    ReportCommentState,
    ReportEvidenceKind,
    ReportMode,
    ReportOutcome,
    ReportRatingLevel,
    ReportShareUnknown,
    ReportSkippedKind,
    ReportSlaState,
    ReportSource,
    ReportState,
    ReportStep,
    ReportUpdateKind,
    StationClass,
    StationState,
    VendorAppState,
    VendorPlanCode,
)


class AccountFields(TypedDict):
    """Whether tokens of an account are accepted."""
    citizenId: str
    """Whose account."""
    state: AccountState
    """Whether any token of it is."""
    notBefore: str | None
    """Tokens given before this moment are not; null when all are."""
    reason: str | None
    """Why it is suspended; null when it is not."""


class AgencyFieldsParent(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class AgencyFieldsWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class AgencyFieldsSuccessors(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class AgencyFields(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    code: str
    """Identifier (mã định danh điện tử) in its short form, such as `H57.12`."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    level: AgencyLevel
    """Its place in the administration."""
    state: AgencyState
    """Its state on the date asked for, today when none was."""
    validFrom: str | None
    """First day at work, null when that is before the records of the hub."""
    validTo: str | None
    """Last day at work, null while it has not ended."""
    parent: AgencyFieldsParent | None
    """The agency above it, null for the city."""
    ward: AgencyFieldsWard | None
    """The ward it governs, null for other levels."""
    successors: list[AgencyFieldsSuccessors]
    """The agencies that took over its tasks, empty while it has not ended."""


class AirStationFieldsWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class AirStationFields(TypedDict):
    """A station that measures the air (trạm quan trắc không khí)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    owner: str | None
    """The organisation that answers for it; null for a sensor of a private person."""
    lat: float
    """Latitude, degrees north, WGS 84; rounded to 0.01 for a sensor of a private person."""
    lon: float
    """Longitude, degrees east, WGS 84; rounded to 0.01 for a sensor of a private person."""
    state: StationState
    """Whether it reports."""
    stationClass: StationClass
    """The kind of instrument."""
    ward: AirStationFieldsWard | None
    """The ward or commune (phường, xã) in which it stands; of a private person's sensor that of the rounded
    place, null where that is outside the city.
    """
    aqi: AqiHourFields | None
    """The index of its latest hour; null before the first."""
    datastreams: list[DatastreamFields]
    """What it measures."""


class AlertFieldsMergedInto(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""


class AlertFields(TypedDict):
    """An alert (cảnh báo): all messages about one matter. The one that was issued last, its head, says what
    holds.
    """
    id: str
    """Stays the same."""
    version: int
    """1 when it was issued, one more with each change."""
    state: AlertThreadState
    """What has become of it."""
    startedAt: str
    """When its first message was sent."""
    holdsFrom: str
    """Since when what its head says holds; of a cancelled alert, what it said before."""
    expires: str
    """Until when it holds, or was to hold: a cancellation leaves this as it was."""
    endedAt: str | None
    """When it was cancelled, ran out or went on elsewhere; null while it is open."""
    mergedInto: AlertFieldsMergedInto | None
    """Where it goes on, when one update took the place of several alerts."""
    head: AlertMessageFields
    """The message that was issued last. Of a cancelled alert it is the cancellation."""


class AlertMessageFieldsText(TypedDict):
    """What people read, in one language."""
    language: AlertLanguage
    """The language."""
    event: str
    """What it is about, such as 'Lũ'."""
    headline: str
    """The whole in one line."""
    description: str
    """What happens."""
    instruction: str | None
    """What to do."""


class AlertMessageFieldsAreasWards(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class AlertMessageFieldsAreas(TypedDict):
    """A part of where an alert holds: whole wards, polygons and circles, all of them together."""
    description: str
    """In words."""
    polygons: list[str]
    """Polygons as CAP writes them: `lat,lon` pairs with a space between, the last one equal to the first."""
    circles: list[str]
    """Circles as CAP writes them: the centre `lat,lon`, a space, and the radius in kilometres."""
    wards: list[AlertMessageFieldsAreasWards | None]
    """The wards that are named, each as a whole."""


class AlertMessageFields(TypedDict):
    """One message in the form of the Common Alerting Protocol, CAP 1.2. Once it is issued it never changes."""
    id: str
    """Stays the same."""
    identifier: str
    """Its name at its sender."""
    sender: str
    """Who issued it: an address or a name of CAP."""
    senderName: str | None
    """Who issued it, for people; null when it is not known."""
    sent: str | None
    """When it was sent; null before it is issued."""
    reference: str | None
    """How later messages refer to it, `sender,identifier,sent`; null before it is issued."""
    references: list[str]
    """The messages that it acts on, each as `sender,identifier,sent`."""
    status: AlertStatus
    """In earnest or not."""
    messageType: AlertMessageType
    """New, an update, or a cancellation."""
    scope: AlertScope
    """Whom it is for."""
    categories: list[AlertCategory]
    """What kind of matter it is."""
    severity: AlertSeverity
    """How grave it is."""
    urgency: AlertUrgency
    """How soon to act."""
    certainty: AlertCertainty
    """How sure it is."""
    riskLevel: int | None
    """Level of disaster risk (cấp độ rủi ro thiên tai), 1 to 5, 5 the gravest, with what raises it; null for
    what is no natural disaster.
    """
    riskColour: AlertRiskColour | None
    """The colour in which the level is shown (Decision 18/2021/QĐ-TTg)."""
    riskColourName: str | None
    """Name of that colour in Vietnamese."""
    effective: str | None
    """From when on it holds, where that is not when it was sent."""
    onset: str | None
    """When the event is expected to begin."""
    expires: str | None
    """Until when it holds: as it was given, or 24 hours; null before it is issued where none was given."""
    text: AlertMessageFieldsText
    """The text in a language; in Vietnamese where there is none in that one."""
    areas: list[AlertMessageFieldsAreas]
    """Where it holds."""


class ApiKeyFields(TypedDict):
    """An API key. It is sent as `X-API-Key`, in a header or in the payload of `connection_init`, and never in an
    address.
    """
    id: str
    """What the key begins with."""
    name: str
    """What it is for, in its owner's words."""
    scopes: list[str]
    """What it may do, of what its app may."""
    sandbox: bool
    """It is for the sandbox of its app, and for nothing else."""
    state: ApiKeyState
    """Whether it is good."""
    createdAt: str
    """When it was made."""
    expiresAt: str
    """When it ends by itself."""


class AqiHourFields(TypedDict):
    """VN_AQI of one hour at one station."""
    hour: str
    """Beginning of the hour."""
    version: int
    """Rises by one with each change."""
    state: AqiState
    """Whether it may still change."""
    aqi: int | None
    """VN_AQI, 0 to 500; null with a reason."""
    level: AqiLevel | None
    """Its level."""
    levelName: str | None
    """The level in Vietnamese."""
    colour: str | None
    """The colour of the level, `#rrggbb`."""
    dominant: Pollutant | None
    """The pollutant that decides."""
    reason: AqiReason | None
    """Why there is no index; null where there is one."""
    parts: list[AqiPartFields]
    """The indices of the single pollutants."""


class AqiPartFields(TypedDict):
    """The index of one pollutant and what it was computed from."""
    pollutant: Pollutant
    """The pollutant."""
    aqi: int
    """Its index, rounded half up."""
    concentration: float
    """The concentration, µg/m³."""
    hours: int
    """How many hours with valid readings went into it."""
    method: AqiMethod
    """How the concentration was made."""


class CalendarDayFields(TypedDict):
    """A day that differs from the ordinary week."""
    date: str
    """The date."""
    kind: CalendarKind
    """What the day is."""
    name: str
    """Its name in Vietnamese."""


class ConsentFieldsPurpose(TypedDict):
    """What data may be used for with a person's consent."""
    code: str
    """Stable code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class ConsentFields(TypedDict):
    """Something that was agreed to. It is never edited: a change of mind is added behind it."""
    id: str
    """Id of the consent."""
    purpose: ConsentFieldsPurpose
    """What for."""
    scope: list[str]
    """What it covers."""
    recipientId: str | None
    """To whom; null for the city itself."""
    subjectId: str
    """Whose data it is about."""
    capacity: ConsentCapacity
    """In which capacity it was given."""
    statement: str | None
    """The words that were agreed to, kept as the proof."""
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


class ConsentPurposeFields(TypedDict):
    """What data may be used for with a person's consent."""
    code: str
    """Stable code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    about: str
    """What it means."""
    scopes: list[str]
    """What a consent to it may cover."""
    recipient: ConsentRecipientKind | None
    """To whom in particular it is given; null for the city itself."""
    isSensitive: bool
    """Sensitive data: a VNeID account of level 2 is needed."""
    isPublication: bool
    """Private facts become public: a child of 7 years and more agrees together with a guardian."""


# What happened to a request.
DataRequestFieldsLastChange = TypedDict(
    "DataRequestFieldsLastChange",
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


class DataRequestFields(TypedDict):
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
    allowed: list[DataRequestStep]
    """What the identity officer may do with it now."""
    receivedAt: str
    """When it was received."""
    acknowledgedAt: str | None
    """When it was answered that it is being dealt with."""
    answerDueAt: str | None
    """Last moment in time for the answer; null while `missingYear` has no calendar."""
    dueAt: str
    """Last moment in time for carrying it out."""
    isOverdue: bool
    """Whether that has passed and it is not closed."""
    extendedDays: int | None
    """By how many days the term was extended; null when it was not."""
    extensionReason: str | None
    """Why the term was extended."""
    closedAt: str | None
    """When it was closed."""
    details: str | None
    """What is asked, in words."""
    answer: str | None
    """What was done, or why it was refused."""
    awaited: list[str]
    """Service areas that have to do their part: of a copy or an erasure."""
    copyUntil: str | None
    """Until when the copy can be fetched; null when there is none."""
    lastChange: DataRequestFieldsLastChange
    """What happened last."""


class DatastreamFields(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    stationId: str
    """Id of its station."""
    property: ObservedProperty
    """What is measured."""
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""
    averagingMinutes: int
    """The time that one reading is the mean of, minutes."""
    latest: ObservationFields | None
    """The last reading, whatever its quality; null before the first."""


class GuardianLinkFieldsVerifierAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class GuardianLinkFieldsVerifier(TypedDict):
    """Who is asked to verify a link."""
    kind: GuardianLinkVerifierKind
    """A ward's committee or a school."""
    id: str
    """Id of the committee or school."""
    agency: GuardianLinkFieldsVerifierAgency | None
    """The ward's committee; null for a school."""


class GuardianLinkFields(TypedDict):
    """A guardian and a child, as a ward or a school has verified (P4). It stays, dated, when it has ended."""
    id: str
    """Id of the link."""
    guardianId: str
    """Opaque id of the guardian."""
    childId: str
    """Opaque id of the child."""
    childName: str | None
    """Name of the child as declared. Each look but the child's own is written down; FORBIDDEN for the auditor,
    as the next two are.
    """
    childBirthDate: str | None
    """Birth date of the child as declared."""
    relation: GuardianRelation
    """What the guardian is to the child."""
    verifier: GuardianLinkFieldsVerifier
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
    words: str | None
    """The document that the verification rests on, or why it was refused or ended."""
    requestedAt: str
    """When it was requested."""
    decidedAt: str | None
    """When it was verified, refused or taken back."""
    endedAt: str | None
    """When it ended."""


class ObservationFields(TypedDict):
    """One reading (quan trắc)."""
    at: str
    """When its averaging time began."""
    value: float | None
    """The value in the unit of its datastream; null for a sentinel."""
    quality: ObservationQuality
    """Whether it counts."""
    rule: ObservationRule | None
    """Why it is not VALID, or that quality control has set it."""
    resultAt: str
    """When it was made known."""


class OwnAirSensorFieldsStationDatastreams(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    property: ObservedProperty
    """What is measured."""


class OwnAirSensorFieldsStation(TypedDict):
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
    datastreams: list[OwnAirSensorFieldsStationDatastreams]
    """What it measures."""


class OwnAirSensorFieldsExactPosition(TypedDict):
    """A place as it was registered."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""


class OwnAirSensorFields(TypedDict):
    """A sensor of your own (cảm biến của tôi)."""
    station: OwnAirSensorFieldsStation
    """Its station as everybody sees it."""
    label: str | None
    """What you call it; only you see it."""
    exactPosition: OwnAirSensorFieldsExactPosition | None
    """The place as you registered it."""
    contact: str | None
    """How the operations centre (IOC) may reach you about it; you and identity officers see it."""
    token: str | None
    """By which the sensor sends its readings without signing in: keep it secret."""
    registeredAt: str
    """When you registered it."""


class OwnVendorAppFieldsKeys(TypedDict):
    """A page of API keys."""
    nodes: list[ApiKeyFields]
    """The page."""


class OwnVendorAppFieldsUsage(TypedDict):
    """What an app has used on one day."""
    day: str
    """The day, Huế time."""
    used: int
    """Units used."""
    unitsPerDay: int
    """Units that it may use."""


class OwnVendorAppFieldsDocumentsNode(TypedDict):
    """A document that an app may send by its hash."""
    id: str
    """SHA-256 of the text, in small hex digits: what is sent as `sha256Hash`."""
    name: str | None
    """Name of its operation."""
    kind: AppDocumentKind
    """What it does."""
    cost: int
    """Units that it takes with the defaults of its variables; 1 for one of no cost."""
    deprecated: list[str]
    """What of it was deprecated when it was registered, as `Type.field`."""
    registeredAt: str
    """When it was put on the list."""


class OwnVendorAppFieldsDocuments(TypedDict):
    """A page of documents."""
    nodes: list[OwnVendorAppFieldsDocumentsNode]
    """The page."""


class OwnVendorAppFields(TypedDict):
    """An application of an organisation."""
    keys: OwnVendorAppFieldsKeys | None
    """Its API keys, the newest first. Only for who acts for its organisation; FORBIDDEN for others."""
    usage: OwnVendorAppFieldsUsage | None
    """What it has used of the units of a day; some seconds behind. Only for who acts for its organisation, and
    for the app itself with the scope usage:read; FORBIDDEN for others.
    """
    documents: OwnVendorAppFieldsDocuments | None
    """The documents that it may send by their hash, in the order of their registration. Only for who acts for
    its organisation, and for the app itself; FORBIDDEN for others.
    """


class ProfileFields(TypedDict):
    """What a person has the city know of them (P4): encrypted under a key of the person's own, and seen by the
    person only.
    """
    fullName: str | None
    """Name as in the papers."""
    sex: CitizenSex | None
    """Sex as in the papers."""
    birthDate: str | None
    """Day of birth."""
    cccd: str | None
    """Number of the identity card (số căn cước), 12 digits."""
    phone: str | None
    """Telephone number."""
    email: str | None
    """E-mail address."""
    address: str | None
    """Address in words."""
    version: int
    """Goes up by one with each change; 0 for one that was never filled in."""
    changedAt: str | None
    """When it was last changed."""


class PublicReportCommentFields(TypedDict):
    """A comment to a field report, as everybody sees it."""
    id: str
    """Its id."""
    text: str
    """What was written, without phone numbers and e-mail addresses."""
    alias: str | None
    """The name that the author chose to show; null for none."""
    round: int | None
    """For words that came with a rating: which publication they rate, from 1; null for a comment."""
    writtenAt: str
    """When it was written."""
    publishedAt: str
    """Since when it is public."""


class PublicReportDetailFieldsRounds(TypedDict):
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
PublicReportDetailFieldsTermsPauses = TypedDict(
    "PublicReportDetailFieldsTermsPauses",
    {
        # Its beginning.
        "from": "str",
        # Its end, null while it lasts.
        "to": "str | None",
    },
)


class PublicReportDetailFieldsTermsSkipped(TypedDict):
    """A day off that does not count."""
    date: str
    """The date."""
    kind: ReportSkippedKind
    """What kind of day off it is."""
    name: str
    """Its name in Vietnamese."""


class PublicReportDetailFieldsTerms(TypedDict):
    """One term of a report."""
    startedAt: str
    """From when it is counted; the local day itself is day 0."""
    dueAt: str | None
    """End of its last day, 23:59:59+07:00; null while a calendar is missing."""
    endedAt: str | None
    """When the clock stopped; null while it runs or is paused."""
    workingDays: int
    """How many working days it has, pauses not counted."""
    pauses: list[PublicReportDetailFieldsTermsPauses]
    """When the agency waited for the reporter: the whole working days in it do not count."""
    skipped: list[PublicReportDetailFieldsTermsSkipped]
    """Days off by the calendar that the count passed over; weekends are not listed."""


class PublicReportDetailFieldsUpdates(TypedDict):
    """A page of lines of a history."""
    nodes: list[ReportUpdateFields]
    """Without their cursors."""


class PublicReportDetailFieldsComments(TypedDict):
    """A page of public comments."""
    nodes: list[PublicReportCommentFields]
    """Without their cursors."""


class PublicReportDetailFields(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """
    rounds: list[PublicReportDetailFieldsRounds]
    """All published answers with their ratings, the first one first."""
    terms: list[PublicReportDetailFieldsTerms]
    """All its terms: from receipt, and from each reopening."""
    updates: PublicReportDetailFieldsUpdates | None
    """What happened since receipt, the first one first: steps and public notes."""
    comments: PublicReportDetailFieldsComments | None
    """Its public comments (bình luận), in the order in which they became public."""


class PublicReportFieldsCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class PublicReportFieldsWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class PublicReportFieldsAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class PublicReportFieldsDueAtUnknown(TypedDict):
    """Why a report has no due date yet."""
    rule: str
    """`calendar_year`: the term runs into a year without a working calendar."""
    year: int
    """That year."""


# One change of a report.
PublicReportFieldsLastChange = TypedDict(
    "PublicReportFieldsLastChange",
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


class PublicReportFields(TypedDict):
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
    category: PublicReportFieldsCategory
    """Its category (lĩnh vực)."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    address: str | None
    """The place in words, as the reporter gave it."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    ward: PublicReportFieldsWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: PublicReportFieldsAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    acceptedAt: str | None
    """When the operations centre accepted it."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    dueAtUnknown: PublicReportFieldsDueAtUnknown | None
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
    lastChange: PublicReportFieldsLastChange | None
    """The last change; in a stream, the one that this event tells of."""


class ReportAnswerFieldsAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class ReportAnswerFieldsEvidence(TypedDict):
    """What proves an answer (minh chứng)."""
    kind: ReportEvidenceKind
    """What it is."""
    reference: str | None
    """Number of the document, or name of the site record; what a photo shows, null when nothing is said of it."""
    media: ReportMediaFields | None
    """The photo, null for other kinds."""


class ReportAnswerFields(TypedDict):
    """What the agency answered."""
    kind: ReportAnswerKind
    """Whether the matter is resolved."""
    text: str
    """The answer in words."""
    answeredAt: str
    """When it was given."""
    agency: ReportAnswerFieldsAgency | None
    """The agency that gave it; null when the operations centre did."""
    evidence: list[ReportAnswerFieldsEvidence]
    """What proves it."""


class ReportCommentFieldsReport(TypedDict):
    """What everybody may know of a field report (phản ánh hiện trường) from ACCEPTED on. Its fields mean what
    those of `Report` do.
    """
    id: str
    """Stable, opaque id."""
    code: str
    """Code for people (mã phản ánh): `PA-` year `-` number."""
    title: str
    """Title, at most 150 characters."""


class ReportCommentFields(TypedDict):
    """A comment to a field report (bình luận), as its author and the moderators see it."""
    id: str
    """Its id."""
    version: int
    """1 after writing, one more with each change: `expectedVersion` of the next."""
    state: ReportCommentState
    """Where it stands."""
    text: str | None
    """What was written, without phone numbers and e-mail addresses; null once it is withdrawn."""
    alias: str | None
    """The name that is shown with it; null for none."""
    own: bool
    """Whether you wrote it."""
    reason: str | None
    """Why it was rejected."""
    round: int | None
    """For words that came with a rating: which publication they rate, from 1; null for a comment."""
    writtenAt: str
    """When it was written."""
    changedAt: str
    """When it changed last."""
    publishedAt: str | None
    """Since when it is public; null when it is not."""
    report: ReportCommentFieldsReport
    """The report."""


class ReportDetailFieldsRounds(TypedDict):
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
ReportDetailFieldsTermsPauses = TypedDict(
    "ReportDetailFieldsTermsPauses",
    {
        # Its beginning.
        "from": "str",
        # Its end, null while it lasts.
        "to": "str | None",
    },
)


class ReportDetailFieldsTermsSkipped(TypedDict):
    """A day off that does not count."""
    date: str
    """The date."""
    kind: ReportSkippedKind
    """What kind of day off it is."""
    name: str
    """Its name in Vietnamese."""


class ReportDetailFieldsTerms(TypedDict):
    """One term of a report."""
    startedAt: str
    """From when it is counted; the local day itself is day 0."""
    dueAt: str | None
    """End of its last day, 23:59:59+07:00; null while a calendar is missing."""
    endedAt: str | None
    """When the clock stopped; null while it runs or is paused."""
    workingDays: int
    """How many working days it has, pauses not counted."""
    pauses: list[ReportDetailFieldsTermsPauses]
    """When the agency waited for the reporter: the whole working days in it do not count."""
    skipped: list[ReportDetailFieldsTermsSkipped]
    """Days off by the calendar that the count passed over; weekends are not listed."""


class ReportDetailFieldsUpdates(TypedDict):
    """A page of lines of a history."""
    nodes: list[ReportUpdateFields]
    """Without their cursors."""


class ReportDetailFieldsComments(TypedDict):
    """A page of public comments."""
    nodes: list[PublicReportCommentFields]
    """Without their cursors."""


class ReportDetailFields(TypedDict):
    """A field report (phản ánh hiện trường): a problem at a place, what the city does about it, and what came of
    it.
    """
    rounds: list[ReportDetailFieldsRounds]
    """All published answers with their ratings, the first one first."""
    terms: list[ReportDetailFieldsTerms]
    """All its terms: from receipt, and from each reopening."""
    updates: ReportDetailFieldsUpdates | None
    """What happened since receipt, the first one first: steps and public notes."""
    comments: ReportDetailFieldsComments | None
    """Its public comments (bình luận), in the order in which they became public."""


class ReportFieldsCategory(TypedDict):
    """A category of field reports (lĩnh vực)."""
    code: ReportCategoryCode
    """Its code."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""


class ReportFieldsWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReportFieldsAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class ReportFieldsDueAtUnknown(TypedDict):
    """Why a report has no due date yet."""
    rule: str
    """`calendar_year`: the term runs into a year without a working calendar."""
    year: int
    """That year."""


# One change of a report.
ReportFieldsLastChange = TypedDict(
    "ReportFieldsLastChange",
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


class ReportFields(TypedDict):
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
    category: ReportFieldsCategory
    """Its category (lĩnh vực)."""
    categoryCode: ReportCategoryCode
    """Code of its category."""
    address: str | None
    """The place in words, as the reporter gave it."""
    lat: float
    """Public latitude, degrees north, WGS 84, always rounded to 4 decimals (about 11 m)."""
    lon: float
    """Public longitude, degrees east, WGS 84, always rounded to 4 decimals (about 11 m)."""
    ward: ReportFieldsWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: ReportFieldsAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    receivedAt: str
    """When it was received (thời gian gửi). Never changes, also when it is returned or reopened."""
    acceptedAt: str | None
    """When the operations centre accepted it."""
    dueAt: str | None
    """End of the present term (hạn xử lý): 23:59:59+07:00 of its last working day; late is strictly after it.
    Null while a calendar on the way is missing, see `dueAtUnknown`.
    """
    dueAtUnknown: ReportFieldsDueAtUnknown | None
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
    lastChange: ReportFieldsLastChange | None
    """The last change; in a stream, the one that this event tells of."""
    viewerFollows: bool
    """Whether you hear of it: you follow it, or it is your own."""


class ReportFigureFieldsAnswersHandlingTimeMedian(TypedDict):
    """A time in opening hours of working days."""
    days: float
    """The same in working days of 8 hours."""
    hours: int
    """Working hours begun; exact up to 160, beyond that up to the end of the last working day."""


class ReportFigureFieldsAnswersHandlingTimeP90(TypedDict):
    """A time in opening hours of working days."""
    days: float
    """The same in working days of 8 hours."""
    hours: int
    """Working hours begun; exact up to 160, beyond that up to the end of the last working day."""


class ReportFigureFieldsAnswersHandlingTime(TypedDict):
    """How long answers took: working time from receipt or reopening to the answer, without that in which the
    agency waited for the reporter.
    """
    measured: int
    """Answers that were measured; one that runs through a year without a calendar is not."""
    median: ReportFigureFieldsAnswersHandlingTimeMedian | None
    """Half of them took no longer. Null when none was measured."""
    p90: ReportFigureFieldsAnswersHandlingTimeP90 | None
    """Nine of ten took no longer. Null when none was measured."""


class ReportFigureFieldsAnswers(TypedDict):
    """Counts of answers: a reopened report is answered again, perhaps by another agency, and each answer counts
    with whoever gave it.
    """
    given: int
    """Answers given."""
    handlingTime: ReportFigureFieldsAnswersHandlingTime
    """How long they took (thời gian xử lý)."""


class ReportFigureFields(TypedDict):
    """Counts of reports: each report once in each count, whatever happened to it in between. Sent is waiting,
    withdrawn, rejected, duplicate and eligible together.
    """
    sent: int
    """Received (đã gửi)."""
    waiting: int
    """Not yet looked at by the operations centre (chờ tiếp nhận)."""
    rejected: int
    """Not taken on (từ chối)."""
    withdrawn: int
    """Taken back by their reporters (đã rút)."""
    duplicate: int
    """Found to repeat another (trùng lặp)."""
    ratedSatisfied: int
    """Of them, with the last rating SATISFIED."""
    ratedAccepted: int
    """Of them, with the last rating ACCEPTED."""
    eligible: ReportShareFields
    """Taken on (đủ điều kiện tiếp nhận), of those sent."""
    handled: ReportShareFields
    """Answered at least once, resolved or not (đã xử lý), of those eligible. One that was reopened and waits for
    its next answer stays in.
    """
    fixed: ReportShareFields
    """Closed with an answer that says resolved and that the reporter accepted, of those closed."""
    unable: ReportShareFields
    """Closed because the agency could not resolve them, of those closed."""
    onTime: ReportShareFields
    """Every answer came by its due date (đúng hạn), of those handled whose due dates are known."""
    rated: ReportShareFields
    """Rated by their reporters (có đánh giá), of those handled."""
    satisfied: ReportShareFields
    """Satisfied or accepted in their last rating (hài lòng hoặc chấp nhận), of those rated. Both counts stand
    below.
    """
    notAccepted: ReportShareFields
    """With the last rating NOT_ACCEPTED (không chấp nhận), of those rated."""
    reopened: ReportShareFields
    """Reopened at least once (mở lại), of those handled."""
    closed: ReportShareFields
    """At their end (đã đóng), of those eligible. Closed is not fixed: the next four tell what they came to."""
    disputed: ReportShareFields
    """Closed although the reporter did not accept the answer, of those closed."""
    unconfirmed: ReportShareFields
    """Closed with an answer that says resolved, the reporter silent, of those closed."""
    answers: ReportFigureFieldsAnswers
    """The same looked at by answers, for whoever gave them."""


class ReportMediaFields(TypedDict):
    """A picture of a report. What everybody sees are copies: upright, without any metadata such as the place
    where it was taken, and with what the operations centre marked pixelated. Addresses are paths at the host
    of the graph; each look is judged anew.
    """
    id: str
    """Its id, that of the upload that it came as."""
    url: str
    """The copy, at most 1,600 pixels a side. It opens for everybody with the report, or with the answer that it
    proves; before that only with the token of somebody who may see it, and everybody else finds nothing
    there. A redaction gives it another address.
    """
    thumbnailUrl: str
    """The same at most 320 pixels a side."""
    mediaType: str
    """Media type of the copies."""
    width: int
    """Width of the copy in pixels."""
    height: int
    """Height of the copy in pixels."""


class ReportShareFields(TypedDict):
    """A part of a whole with both numbers."""
    count: int
    """How many."""
    of: int
    """Of how many."""
    share: float | None
    """`count / of`, 0 to 1, four decimals; null when `of` is 0, see `shareUnknown`."""
    lowerBound: float | None
    """What the share is at least with 95 % confidence (Wilson): rank by this, so that one of one does not come
    before 80 of 100. Null when `of` is 0.
    """
    shareUnknown: ReportShareUnknown | None
    """Why there is no share."""


class ReportUpdateFieldsAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


# One line in the history of a report.
ReportUpdateFields = TypedDict(
    "ReportUpdateFields",
    {
        # Its id.
        "id": "str",
        # Version of the report at that moment.
        "version": "int",
        # What it is.
        "kind": "ReportUpdateKind",
        # The step, null for a note.
        "step": "ReportStep | None",
        # State before the step.
        "from": "ReportState | None",
        # State after the step.
        "to": "ReportState | None",
        # In what capacity it was written.
        "by": "ReportAuthor",
        # When.
        "at": "str",
        # What was written; null for a step without public words.
        "text": "str | None",
        # The agency of the officer who wrote it.
        "agency": "ReportUpdateFieldsAgency | None",
    },
)


class VendorAppFieldsVendor(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""


class VendorAppFields(TypedDict):
    """An application of an organisation."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    about: str
    """What it does."""
    state: VendorAppState
    """Where it stands."""
    suspendedFor: str | None
    """Why it is suspended."""
    version: int
    """Counts its changes from 1."""
    scopes: list[str]
    """What it has asked for beyond public things."""
    listedOnly: bool
    """It may send nothing but the documents on its list, in its sandbox too."""
    registeredAt: str
    """When it was registered."""
    plan: VendorPlanFields
    """What it may take of the hub."""
    vendor: VendorAppFieldsVendor
    """Whose it is."""


class VendorFields(TypedDict):
    """An organisation that builds on the hub."""
    id: str
    """Opaque id."""
    name: str
    """Its name."""
    website: str | None
    """Its address on the web."""
    registeredAt: str
    """When it was registered."""
    version: int
    """Counts its changes from 1."""


class VendorPlanFields(TypedDict):
    """What an app may take of the hub."""
    code: VendorPlanCode
    """The tier."""
    name: str
    """Its name in Vietnamese."""
    about: str
    """For whom it is."""
    unitsPerDay: int
    """Units a day, from midnight to midnight Huế time. A request takes its cost, at least 1; a live event takes
    1.
    """
    requestsPerSecond: int
    """Requests a second, over all gateways; ten seconds' worth may come at once."""


class WardFieldsAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class WardFields(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""
    nameEn: str
    """Name in English spelling: `Thuan Hoa`."""
    fullName: str
    """Full name in Vietnamese: `Phường Thuận Hoá`."""
    fullNameEn: str
    """Full name in English: `Thuan Hoa Ward`."""
    lat: float
    """Latitude of a point inside the ward, degrees north, WGS 84."""
    lon: float
    """Longitude of that point, degrees east, WGS 84."""
    areaKm2: float
    """Area in square kilometres."""
    agency: WardFieldsAgency | None
    """The ward's own committee (Ủy ban nhân dân phường, xã)."""


class WaterGaugeFieldsWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class WaterGaugeFieldsAlarmLevels(TypedDict):
    """Levels of flood alarm (báo động), m."""
    bd1: float
    """Báo động I, m."""
    bd2: float
    """Báo động II, m."""
    bd3: float
    """Báo động III, m."""


class WaterGaugeFieldsDatastreams(TypedDict):
    """What one station measures of one property (chuỗi số liệu)."""
    id: str
    """Station, a dot, property: `kim-long.water-level`."""
    property: ObservedProperty
    """What is measured."""
    unit: str
    """Unit of all its values: µg/m³, °C, %, m, mm/h or m³/s."""


class WaterGaugeFields(TypedDict):
    """A gauge of a river (trạm thuỷ văn)."""
    id: str
    """Stable id of the hub."""
    name: str
    """Name in Vietnamese."""
    nameEn: str
    """Name in English."""
    owner: str
    """The organisation that answers for it."""
    water: str | None
    """The river: `Sông Hương`, `Sông Bồ`."""
    lat: float
    """Latitude, degrees north, WGS 84."""
    lon: float
    """Longitude, degrees east, WGS 84."""
    state: StationState
    """Whether it reports."""
    ward: WaterGaugeFieldsWard | None
    """The ward or commune (phường, xã) in which it stands."""
    levelM: float | None
    """Level of the last reading, m; null when that is not VALID or there is none."""
    measuredAt: str | None
    """Time of the last reading."""
    alarm: int | None
    """The level of alarm (báo động), 0 to 3; a level is left more than 0.10 m below it. Null where no levels are
    laid down.
    """
    alarmSince: str | None
    """When that level was reached or left."""
    alarmLevels: WaterGaugeFieldsAlarmLevels | None
    """Its levels of flood alarm; null where none are laid down."""
    text: str | None
    """The level as bulletins write it: `3,15 m, dưới BĐ3 0,35 m`."""
    datastreams: list[WaterGaugeFieldsDatastreams]
    """What it measures."""
