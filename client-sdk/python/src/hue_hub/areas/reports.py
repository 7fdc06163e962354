# Made by `npm run sdk` from operations/reports.graphql. Do not edit.
from __future__ import annotations

from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    CreateReportInput,
    ReportCategoryCode,
    ReportFilter,
    ReportOutcome,
    ReportRatingLevel,
    ReportSlaState,
    ReportState,
    ReportStep,
)
from .fragments import ReportCore


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


_CLAIM_REPORT: Operation[ReportCore | None] = Operation(
    name="reports.claimReport",
    kind="mutation",
    field="claimReport",
    hash="9e3a67e43673fbc1021a7b809b815cffec209319ce47a6fc29ef13d76a11fa6a",
    is_keyed=True,
    text="""\
mutation claimReport($token: String!, $clientMutationId: String) {
  claimReport(token: $token, clientMutationId: $clientMutationId) {
    ...ReportCore
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


_CREATE_REPORT: Operation[ReportCore | None] = Operation(
    name="reports.createReport",
    kind="mutation",
    field="createReport",
    hash="ecf111869fc7c3eb2aa172bd6611cdcbe395161c6940cdb38d3513942a43cb2d",
    is_keyed=True,
    text="""\
mutation createReport($input: CreateReportInput!, $clientMutationId: String) {
  createReport(input: $input, clientMutationId: $clientMutationId) {
    ...ReportCore
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


_RATE_REPORT: Operation[RateReport | None] = Operation(
    name="reports.rateReport",
    kind="mutation",
    field="rateReport",
    hash="95266987469c60c1d2dfaca93d9679f974c9ac107bbb19eabc99455576fdcae9",
    is_keyed=True,
    text="""\
mutation rateReport($id: ID!, $level: ReportRatingLevel!, $reopen: Boolean! = false, $clientMutationId: String) {
  rateReport(
    id: $id
    level: $level
    reopen: $reopen
    clientMutationId: $clientMutationId
  ) {
    ...ReportCore
    outcome
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


_REPORT: Operation[Report | None] = Operation(
    name="reports.report",
    kind="query",
    field="report",
    hash="9893dbca47354ec5e6098be28a1f89c3d1a74444a5289e211e2d27478ef3511d",
    text="""\
query report($id: ID, $code: String) {
  report(id: $id, code: $code) {
    ...ReportCore
    description
    address
    lastChange {
      step
      from
      to
      why
      at
    }
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


_REPORT_BY_TOKEN: Operation[ReportCore | None] = Operation(
    name="reports.reportByToken",
    kind="query",
    field="reportByToken",
    hash="edd3350863e53b800eafcff48c3322501d2c02df867488ce610c7e981a3ddd33",
    text="""\
query reportByToken($token: String!) {
  reportByToken(token: $token) {
    ...ReportCore
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


_REPORT_CHANGED: Operation[ReportChanged | None] = Operation(
    name="reports.reportChanged",
    kind="subscription",
    field="reportChanged",
    hash="84dafb56d70b321f0dad6298c73c82dd6a7960c86bae75731893a2d050a983cc",
    text="""\
subscription reportChanged($id: ID!) {
  reportChanged(id: $id) {
    ...ReportCore
    lastChange {
      step
      from
      to
      why
      at
    }
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


_REPORTS: Operation[ReportCore] = Operation(
    name="reports.reports",
    kind="query",
    field="reports",
    hash="e645ae69a47864fd669fa8ed846bfb4fcde6e67c7f31fc55a5cce88071684a37",
    text="""\
query reports($filter: ReportFilter, $first: Int, $after: String) {
  reports(filter: $filter, first: $first, after: $after) {
    nodes {
      ...ReportCore
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment ReportCore on Report {
  id
  code
  state
  version
  title
  categoryCode
  lat
  lon
  receivedAt
  dueAt
  slaState
  ward {
    code
    name
  }
  agency {
    id
    name
  }
}""",
)


OPERATIONS: tuple[Operation[Any], ...] = (_CLAIM_REPORT, _CREATE_REPORT, _RATE_REPORT, _REPORT, _REPORT_BY_TOKEN, _REPORT_CHANGED, _REPORTS,)


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
