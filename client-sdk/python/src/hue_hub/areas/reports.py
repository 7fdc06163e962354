# Made by `npm run sdk` from operations/reports.graphql. Do not edit.
from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    CreateReportInput,
    PublicReportFilter,
    ReportAnswerKind,
    ReportAreaInput,
    ReportCategoryCode,
    ReportFilter,
    ReportOutcome,
    ReportRatingLevel,
    ReportSlaState,
    ReportState,
    ReportStep,
)
from .fragments import PublicReportCore, ReportCore


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


class PublicReportAnswer(TypedDict):
    """What the agency answered."""
    kind: ReportAnswerKind
    """Whether the matter is resolved."""
    text: str
    """The answer in words."""
    answeredAt: str
    """When it was given."""


class PublicReport(TypedDict):
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
    ward: PublicReportWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: PublicReportAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    lastChange: PublicReportLastChange | None
    """The last change; in a stream, the one that this event tells of."""
    description: str
    """What is reported, at most 4,000 characters."""
    address: str | None
    """The place in words, as the reporter gave it."""
    answer: PublicReportAnswer | None
    """The last published answer (kết quả xử lý)."""
    outcome: ReportOutcome | None
    """What it came to once CLOSED: closed is not fixed."""


class RateReportWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class RateReportAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class RateReport(TypedDict):
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
    ward: RateReportWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: RateReportAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    outcome: ReportOutcome | None
    """What it came to once CLOSED: closed is not fixed."""


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


class Report(TypedDict):
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
    ward: ReportWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: ReportAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    description: str
    """What is reported, at most 4,000 characters."""
    address: str | None
    """The place in words, as the reporter gave it."""
    lastChange: ReportLastChange | None
    """The last change; in a stream, the one that this event tells of."""


class ReportChangedWard(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""


class ReportChangedAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


# One change of a report.
ReportChangedLastChange = TypedDict(
    "ReportChangedLastChange",
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


class ReportChanged(TypedDict):
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
    ward: ReportChangedWard | None
    """The ward or commune (phường, xã) in which it lies."""
    agency: ReportChangedAgency | None
    """The agency that handles it (đơn vị xử lý): until it is assigned, the one found for place and category."""
    lastChange: ReportChangedLastChange | None
    """The last change; in a stream, the one that this event tells of."""


# A report that is there changed, see its `lastChange`.
ReportsInChanged = TypedDict(
    "ReportsInChanged",
    {
        "__typename": "Literal[\"PublicReportListChanged\"]",
        # The report as it was after the change.
        "node": "PublicReportCore",
    },
)


# A report came in.
ReportsInEntered = TypedDict(
    "ReportsInEntered",
    {
        "__typename": "Literal[\"PublicReportListEntered\"]",
        # The report as it was after the change.
        "node": "PublicReportCore",
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
        "nodes": "list[PublicReportCore]",
        # True when nothing is missing in `nodes`.
        "complete": "bool",
        # Where to read on when it is not complete: `after` of `publicReports` with the area in its filter. Of a
        # report that comes both in a page and in an event, the higher version counts. Null when there is
        # nothing.
        "endCursor": "str | None",
    },
)


ReportsIn = Union[ReportsInChanged, ReportsInEntered, ReportsInLeft, ReportsInSnapshot]


_CLAIM_REPORT: Operation[ReportCore | None] = Operation(
    name="reports.claim_report",
    kind="mutation",
    field="claimReport",
    hash="8954be4cbcfe914aa48627c39e7ab0fbf6ffbb2f7f82a178e65b084d0cae85d9",
    text="mutation claimReport($token:String!$clientMutationId:String){claimReport(token:$token clientMutationId:$clientMutationId){...ReportCore}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
    is_keyed=True,
)


_CREATE_REPORT: Operation[ReportCore | None] = Operation(
    name="reports.create_report",
    kind="mutation",
    field="createReport",
    hash="21e20201edc5dd65b9f8225afc7fec593abab2aeb774bffd0881d401ff150b7b",
    text="mutation createReport($input:CreateReportInput!$clientMutationId:String){createReport(input:$input clientMutationId:$clientMutationId){...ReportCore}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
    is_keyed=True,
)


_PUBLIC_REPORT: Operation[PublicReport | None] = Operation(
    name="reports.public_report",
    kind="query",
    field="publicReport",
    hash="10356c63bfa26e7c93700bfe66d4f9750472654f603442644b38ad88ed6bc690",
    text="query publicReport($id:ID$code:String){publicReport(id:$id code:$code){...PublicReportCore description address answer{kind text answeredAt}outcome}}fragment PublicReportCore on PublicReport{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}lastChange{step from to why at}}",
)


_PUBLIC_REPORT_CHANGED: Operation[PublicReportCore | None] = Operation(
    name="reports.public_report_changed",
    kind="subscription",
    field="publicReportChanged",
    hash="6ebce2ad7549840eb8943c090ca206c856eb86dfa5fdbbb6a9ecc2b911b398d7",
    text="subscription publicReportChanged($id:ID!){publicReportChanged(id:$id){...PublicReportCore}}fragment PublicReportCore on PublicReport{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}lastChange{step from to why at}}",
)


_PUBLIC_REPORTS: Operation[PublicReportCore] = Operation(
    name="reports.public_reports",
    kind="query",
    field="publicReports",
    hash="42c6ddc2eb3984d547d7bf4e44b1ee121c49649b134bc84d54bb23d6c3800eef",
    text="query publicReports($filter:PublicReportFilter$first:Int$after:String){publicReports(filter:$filter first:$first after:$after){nodes{...PublicReportCore}pageInfo{hasNextPage endCursor}}}fragment PublicReportCore on PublicReport{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}lastChange{step from to why at}}",
)


_RATE_REPORT: Operation[RateReport | None] = Operation(
    name="reports.rate_report",
    kind="mutation",
    field="rateReport",
    hash="9cab39352afb243702c3d4793a79dd3fc38ecb223d8bd5260b6b9e24c74fb2e6",
    text="mutation rateReport($id:ID!$level:ReportRatingLevel!$reopen:Boolean!=false$clientMutationId:String){rateReport(id:$id level:$level reopen:$reopen clientMutationId:$clientMutationId){...ReportCore outcome}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
    is_keyed=True,
)


_REPORT: Operation[Report | None] = Operation(
    name="reports.report",
    kind="query",
    field="report",
    hash="053954177820bd50c546450915edd97f8da467835b4dde4af6ddc525f6dcc1d1",
    text="query report($id:ID$code:String){report(id:$id code:$code){...ReportCore description address lastChange{step from to why at}}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
)


_REPORT_BY_TOKEN: Operation[ReportCore | None] = Operation(
    name="reports.report_by_token",
    kind="query",
    field="reportByToken",
    hash="681e87eac79ef0fa07f223cba261c9ace5b3bd883627858c6534be563e4289d4",
    text="query reportByToken($token:String!){reportByToken(token:$token){...ReportCore}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
)


_REPORT_CHANGED: Operation[ReportChanged | None] = Operation(
    name="reports.report_changed",
    kind="subscription",
    field="reportChanged",
    hash="ac8927376df3b4a38219a76b4c1a067a4945b559bf55a711431c7697a06ee671",
    text="subscription reportChanged($id:ID!){reportChanged(id:$id){...ReportCore lastChange{step from to why at}}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
)


_REPORTS: Operation[ReportCore] = Operation(
    name="reports.reports",
    kind="query",
    field="reports",
    hash="4cf6980cac9f710aa33219681c9849bd634ccb87d505c5b67234780efd2ac0c2",
    text="query reports($filter:ReportFilter$first:Int$after:String){reports(filter:$filter first:$first after:$after){nodes{...ReportCore}pageInfo{hasNextPage endCursor}}}fragment ReportCore on Report{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}}",
)


_REPORTS_IN: Operation[ReportsIn | None] = Operation(
    name="reports.reports_in",
    kind="subscription",
    field="reportsIn",
    hash="c69ccc938a9605f533eca04de5fe3377206ccb037e4fe6b18fd4efec17435b4e",
    text="subscription reportsIn($area:ReportAreaInput!$first:Int!=100){reportsIn(area:$area first:$first){__typename ...on PublicReportListSnapshot{nodes{...PublicReportCore}complete endCursor}...on PublicReportListEntered{node{...PublicReportCore}}...on PublicReportListChanged{node{...PublicReportCore}}...on PublicReportListLeft{id version}}}fragment PublicReportCore on PublicReport{id code state version title categoryCode lat lon receivedAt dueAt slaState ward{code name}agency{id name}lastChange{step from to why at}}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_CLAIM_REPORT, _CREATE_REPORT, _PUBLIC_REPORT, _PUBLIC_REPORT_CHANGED, _PUBLIC_REPORTS, _RATE_REPORT, _REPORT, _REPORT_BY_TOKEN, _REPORT_CHANGED, _REPORTS, _REPORTS_IN,)


class ReportsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def claim_report(
        self,
        *,
        token: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCore | None:
        """Makes a report that an app sent your own (nhận phản ánh), by the token that the app was given. Once
        only: from then on it is yours as if you had sent it. NOT_FOUND for a token that is unknown or was
        used.

        token: `claimToken` of the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CLAIM_REPORT, {"token": token, "clientMutationId": idempotency_key}, options
        )

    def create_report(
        self,
        *,
        input: CreateReportInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCore | None:
        """Sends a field report. The ward and the agency that answers for it are found from the place at once,
        and the due date (hạn xử lý) is counted from this moment; you must be signed in. An app with
        `reports:write` may send one for nobody: its source is VENDOR_APP, and it can be neither rated nor
        withdrawn until a person claims it with its `claimToken` (claimReport).

        input: What is reported, where, and how to reach you.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _CREATE_REPORT, {"input": input, "clientMutationId": idempotency_key}, options
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
    ) -> LiveStream[PublicReportCore | None]:
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
    ) -> Page[PublicReportCore]:
        """Public field reports, the newest receipt first: the same list for whoever asks.

        filter: Only reports that meet all that is set here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _PUBLIC_REPORTS, {"filter": filter, "first": first, "after": after}, options
        )

    def rate_report(
        self,
        *,
        id: str,
        level: ReportRatingLevel,
        reopen: bool | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RateReport | None:
        """The reporter rates the published answer, once for each publication. SATISFIED and ACCEPTED close the
        report. NOT_ACCEPTED closes it with that outcome, or with `reopen` opens it again with a new term, at
        most twice.

        id: Id of the report.

        level: How satisfied you are.

        reopen: With NOT_ACCEPTED only: the matter is to be handled again.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return self._caller.call(
            _RATE_REPORT, {"id": id, "level": level, "reopen": reopen, "clientMutationId": idempotency_key}, options
        )

    def report(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        options: CallOptions | None = None,
    ) -> Report | None:
        """One field report (phản ánh hiện trường) by exactly one of id and code; both or none is BAD_USER_INPUT
        with rule `exactly_one`. NOT_FOUND also for a report that exists but that you may not see: before
        ACCEPTED only its reporter and the operations centre see it.

        id: Id of the report.

        code: Code of the report (mã phản ánh), such as `PA-2026-000123`.
        """
        return self._caller.call(
            _REPORT, {"id": id, "code": code}, options
        )

    def report_by_token(
        self,
        *,
        token: str,
        options: CallOptions | None = None,
    ) -> ReportCore | None:
        """A report that an app sent and nobody has claimed yet, by its `claimToken`: whoever has that may read
        it before it is public. NOT_FOUND for a token that is unknown or was used.

        token: `claimToken` of the report.
        """
        return self._caller.call(
            _REPORT_BY_TOKEN, {"token": token}, options
        )

    def report_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> LiveStream[ReportChanged | None]:
        """A report as it is now, then as of each later change. NOT_FOUND as in `report`; the stream shows a
        change only to whom the report was visible after it.

        id: Id of the report.
        """
        return self._caller.stream(
            _REPORT_CHANGED, {"id": id}, options
        )

    def reports(
        self,
        *,
        filter: ReportFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[ReportCore]:
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


class AsyncReportsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def claim_report(
        self,
        *,
        token: str,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCore | None:
        """Makes a report that an app sent your own (nhận phản ánh), by the token that the app was given. Once
        only: from then on it is yours as if you had sent it. NOT_FOUND for a token that is unknown or was
        used.

        token: `claimToken` of the report.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CLAIM_REPORT, {"token": token, "clientMutationId": idempotency_key}, options
        )

    async def create_report(
        self,
        *,
        input: CreateReportInput,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> ReportCore | None:
        """Sends a field report. The ward and the agency that answers for it are found from the place at once,
        and the due date (hạn xử lý) is counted from this moment; you must be signed in. An app with
        `reports:write` may send one for nobody: its source is VENDOR_APP, and it can be neither rated nor
        withdrawn until a person claims it with its `claimToken` (claimReport).

        input: What is reported, where, and how to reach you.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _CREATE_REPORT, {"input": input, "clientMutationId": idempotency_key}, options
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
    ) -> AsyncLiveStream[PublicReportCore | None]:
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
    ) -> AsyncPage[PublicReportCore]:
        """Public field reports, the newest receipt first: the same list for whoever asks.

        filter: Only reports that meet all that is set here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _PUBLIC_REPORTS, {"filter": filter, "first": first, "after": after}, options
        )

    async def rate_report(
        self,
        *,
        id: str,
        level: ReportRatingLevel,
        reopen: bool | None = None,
        idempotency_key: str | None = None,
        options: CallOptions | None = None,
    ) -> RateReport | None:
        """The reporter rates the published answer, once for each publication. SATISFIED and ACCEPTED close the
        report. NOT_ACCEPTED closes it with that outcome, or with `reopen` opens it again with a new term, at
        most twice.

        id: Id of the report.

        level: How satisfied you are.

        reopen: With NOT_ACCEPTED only: the matter is to be handled again.

        idempotency_key: What was asked under one key within 24 hours is done once. Made for each call when
        left out.
        """
        return await self._caller.call(
            _RATE_REPORT, {"id": id, "level": level, "reopen": reopen, "clientMutationId": idempotency_key}, options
        )

    async def report(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        options: CallOptions | None = None,
    ) -> Report | None:
        """One field report (phản ánh hiện trường) by exactly one of id and code; both or none is BAD_USER_INPUT
        with rule `exactly_one`. NOT_FOUND also for a report that exists but that you may not see: before
        ACCEPTED only its reporter and the operations centre see it.

        id: Id of the report.

        code: Code of the report (mã phản ánh), such as `PA-2026-000123`.
        """
        return await self._caller.call(
            _REPORT, {"id": id, "code": code}, options
        )

    async def report_by_token(
        self,
        *,
        token: str,
        options: CallOptions | None = None,
    ) -> ReportCore | None:
        """A report that an app sent and nobody has claimed yet, by its `claimToken`: whoever has that may read
        it before it is public. NOT_FOUND for a token that is unknown or was used.

        token: `claimToken` of the report.
        """
        return await self._caller.call(
            _REPORT_BY_TOKEN, {"token": token}, options
        )

    def report_changed(
        self,
        *,
        id: str,
        options: LiveOptions | None = None,
    ) -> AsyncLiveStream[ReportChanged | None]:
        """A report as it is now, then as of each later change. NOT_FOUND as in `report`; the stream shows a
        change only to whom the report was visible after it.

        id: Id of the report.
        """
        return self._caller.stream(
            _REPORT_CHANGED, {"id": id}, options
        )

    async def reports(
        self,
        *,
        filter: ReportFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[ReportCore]:
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
