# Made by `npm run sdk` from operations/agencies.graphql. Do not edit.
from __future__ import annotations

from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..operation import Operation
from ..scalars import Moment
from .inputs import CalendarKind


class WardAtAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class WardAt(TypedDict):
    """A ward or commune (phường, xã): the lower of the two levels of local government."""
    code: str
    """Official code, five digits."""
    name: str
    """Name in Vietnamese without the word for its kind: `Thuận Hoá`."""
    fullName: str
    """Full name in Vietnamese: `Phường Thuận Hoá`."""
    agency: WardAtAgency | None
    """The ward's own committee (Ủy ban nhân dân phường, xã)."""


class WorkingDueSkipped(TypedDict):
    """A day that differs from the ordinary week."""
    date: str
    """The date."""
    kind: CalendarKind
    """What the day is."""
    name: str
    """Its name in Vietnamese."""


class WorkingDue(TypedDict):
    """The end of a term in working days (hạn xử lý)."""
    dueAt: str
    """The last moment in time: 23:59:59+07:00 of the last day."""
    skipped: list[WorkingDueSkipped]
    """Weekdays within the term that the calendar takes out of the count, in order."""


_WARD_AT: Operation[WardAt | None] = Operation(
    name="agencies.ward_at",
    kind="query",
    field="wardAt",
    hash="a73ff6e1b8256dd79e82fff9240f009b7e5a9277880f9170921227c0e153adc0",
    text="query wardAt($lat:Float!$lon:Float!){wardAt(lat:$lat lon:$lon){code name fullName agency{id name}}}",
)


_WORKING_DUE: Operation[WorkingDue | None] = Operation(
    name="agencies.working_due",
    kind="query",
    field="workingDue",
    hash="eb1602508ca2547aaaa1c83366b200cfec46e7d0c569cd608e6b06c4d0ffed73",
    text="query workingDue($from:DateTime!$days:Int!){workingDue(from:$from days:$days){dueAt skipped{date kind name}}}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_WARD_AT, _WORKING_DUE,)


class AgenciesArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def ward_at(
        self,
        *,
        lat: float,
        lon: float,
        options: CallOptions | None = None,
    ) -> WardAt | None:
        """The ward in which a point lies, or the nearest one within 300 m (boundaries are simplified). A point
        further out is BAD_USER_INPUT with rule `outside_city`, and with `hint: 'swapped?'` when latitude and
        longitude look exchanged.

        lat: Latitude in degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude in degrees east, WGS 84: about 107 to 108.2 in the city.
        """
        return self._caller.call(
            _WARD_AT, {"lat": lat, "lon": lon}, options
        )

    def working_due(
        self,
        *,
        from_: Moment,
        days: int,
        options: CallOptions | None = None,
    ) -> WorkingDue | None:
        """The end of a term in working days. Day 0 is the local date of `from`, day 1 the next working day; due
        is the end of the last day, 23:59:59+07:00, and late is strictly after it. A term that runs into a
        year without a calendar is BAD_USER_INPUT with rule `calendar_year`: there is no guess.

        from_: The moment of receipt, at whatever hour or kind of day.

        days: Length of the term in working days, 1 to 366.
        """
        return self._caller.call(
            _WORKING_DUE, {"from": from_, "days": days}, options
        )


class AsyncAgenciesArea:
    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def ward_at(
        self,
        *,
        lat: float,
        lon: float,
        options: CallOptions | None = None,
    ) -> WardAt | None:
        """The ward in which a point lies, or the nearest one within 300 m (boundaries are simplified). A point
        further out is BAD_USER_INPUT with rule `outside_city`, and with `hint: 'swapped?'` when latitude and
        longitude look exchanged.

        lat: Latitude in degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude in degrees east, WGS 84: about 107 to 108.2 in the city.
        """
        return await self._caller.call(
            _WARD_AT, {"lat": lat, "lon": lon}, options
        )

    async def working_due(
        self,
        *,
        from_: Moment,
        days: int,
        options: CallOptions | None = None,
    ) -> WorkingDue | None:
        """The end of a term in working days. Day 0 is the local date of `from`, day 1 the next working day; due
        is the end of the last day, 23:59:59+07:00, and late is strictly after it. A term that runs into a
        year without a calendar is BAD_USER_INPUT with rule `calendar_year`: there is no guess.

        from_: The moment of receipt, at whatever hour or kind of day.

        days: Length of the term in working days, 1 to 366.
        """
        return await self._caller.call(
            _WORKING_DUE, {"from": from_, "days": days}, options
        )
