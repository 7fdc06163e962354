# Made by `npm run sdk` from operations/public-reports.graphql. Do not edit.
from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

from ..call import AsyncCaller, CallOptions, Caller
from ..live_options import LiveOptions
from ..live_stream import AsyncLiveStream, LiveStream
from ..operation import Operation
from ..page import AsyncPage, Page
from .inputs import (
    PublicReportFilter,
    ReportAnswerKind,
    ReportAreaInput,
    ReportCategoryCode,
    ReportOutcome,
    ReportSlaState,
    ReportState,
    ReportStep,
)
from .fragments import PublicReportCore


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


_PUBLIC_REPORT: Operation[PublicReport | None] = Operation(
    name="public-reports.publicReport",
    kind="query",
    field="publicReport",
    hash="75f067236b08cde4c61b271fe928bc2353ea90f004aba7d76ba83ffbe9acc85b",
    text="""\
query publicReport($id: ID, $code: String) {
  publicReport(id: $id, code: $code) {
    ...PublicReportCore
    description
    address
    answer {
      kind
      text
      answeredAt
    }
    outcome
  }
}

fragment PublicReportCore on PublicReport {
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
  lastChange {
    step
    from
    to
    why
    at
  }
}""",
)


_PUBLIC_REPORT_CHANGED: Operation[PublicReportCore | None] = Operation(
    name="public-reports.publicReportChanged",
    kind="subscription",
    field="publicReportChanged",
    hash="01c8e2e9823ae7e612e52a2fd4c7319a87e00d788e3a920027b4c4d37f63426a",
    text="""\
subscription publicReportChanged($id: ID!) {
  publicReportChanged(id: $id) {
    ...PublicReportCore
  }
}

fragment PublicReportCore on PublicReport {
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
  lastChange {
    step
    from
    to
    why
    at
  }
}""",
)


_PUBLIC_REPORTS: Operation[PublicReportCore] = Operation(
    name="public-reports.publicReports",
    kind="query",
    field="publicReports",
    hash="ccfd9381fd19689129d5d929bf592791bc3d9d48984a1334ed3a3695e78f9901",
    text="""\
query publicReports($filter: PublicReportFilter, $first: Int, $after: String) {
  publicReports(filter: $filter, first: $first, after: $after) {
    nodes {
      ...PublicReportCore
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment PublicReportCore on PublicReport {
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
  lastChange {
    step
    from
    to
    why
    at
  }
}""",
)


_REPORTS_IN: Operation[ReportsIn | None] = Operation(
    name="public-reports.reportsIn",
    kind="subscription",
    field="reportsIn",
    hash="5ea82a4eaac7b89f26f77bac76d78ba643dde43260900eb6e1a5747ded5332c5",
    text="""\
subscription reportsIn($area: ReportAreaInput!, $first: Int! = 100) {
  reportsIn(area: $area, first: $first) {
    __typename
    ... on PublicReportListSnapshot {
      nodes {
        ...PublicReportCore
      }
      complete
      endCursor
    }
    ... on PublicReportListEntered {
      node {
        ...PublicReportCore
      }
    }
    ... on PublicReportListChanged {
      node {
        ...PublicReportCore
      }
    }
    ... on PublicReportListLeft {
      id
      version
    }
  }
}

fragment PublicReportCore on PublicReport {
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
  lastChange {
    step
    from
    to
    why
    at
  }
}""",
)


OPERATIONS: tuple[Operation[Any], ...] = (_PUBLIC_REPORT, _PUBLIC_REPORT_CHANGED, _PUBLIC_REPORTS, _REPORTS_IN,)


class PublicReportsArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

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


class AsyncPublicReportsArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

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
