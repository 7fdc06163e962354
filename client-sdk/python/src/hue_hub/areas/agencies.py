# Made by `npm run sdk` from operations/agencies.graphql. Do not edit.
from __future__ import annotations

import sys
from typing import Any, TypedDict

from ..call import AsyncCaller, CallOptions, Caller
from ..operation import Operation
from ..page import AsyncPage, Page
from ..scalars import Day, Moment
from .inputs import AgencyLevel, CalendarStatus
from .fragments import AgencyFields, CalendarDayFields

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired


class Calendar(TypedDict):
    """The working calendar of one year (lịch làm việc)."""
    year: int
    """The calendar year."""
    status: CalendarStatus
    """Whether the year's announcement is out."""
    version: int
    """Rises by one with each change; `expectedVersion` of the next one."""
    note: str | None
    """Where the days come from."""
    days: list[CalendarDayFields]
    """The days that differ from the ordinary week (Monday to Friday at work), in order."""


class WardAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class Ward(TypedDict):
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
    agency: WardAgency | None
    """The ward's own committee (Ủy ban nhân dân phường, xã)."""
    boundary: NotRequired[dict[str, Any]]
    """The boundary as a Polygon or MultiPolygon, simplified to about 12 % of its points."""


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
    agency: WardAtAgency | None
    """The ward's own committee (Ủy ban nhân dân phường, xã)."""
    boundary: NotRequired[dict[str, Any]]
    """The boundary as a Polygon or MultiPolygon, simplified to about 12 % of its points."""


class WardsNodeAgency(TypedDict):
    """A public body that answers for something in the city (cơ quan, đơn vị)."""
    id: str
    """Stable id of the hub; never used again for another agency."""
    name: str
    """Name in Vietnamese."""


class WardsNode(TypedDict):
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
    agency: WardsNodeAgency | None
    """The ward's own committee (Ủy ban nhân dân phường, xã)."""
    boundary: NotRequired[dict[str, Any]]
    """The boundary as a Polygon or MultiPolygon, simplified to about 12 % of its points."""


class WorkingDue(TypedDict):
    """The end of a term in working days (hạn xử lý)."""
    dueAt: str
    """The last moment in time: 23:59:59+07:00 of the last day."""
    status: CalendarStatus
    """PROVISIONAL when a calendar was used whose announcement is still to come: the date may move."""
    skipped: list[CalendarDayFields]
    """Weekdays within the term that the calendar takes out of the count, in order."""


_AGENCIES: Operation[AgencyFields] = Operation(
    name="agencies.agencies",
    kind="query",
    field="agencies",
    hash="ae6e1fbbbb7e69f6d22819091422056ec67effa288960156d4c495ffee684125",
    text="query agencies($level:AgencyLevel$asOf:Date$first:Int$after:String){agencies(level:$level asOf:$asOf first:$first after:$after){nodes{...AgencyFields}pageInfo{hasNextPage endCursor}}}fragment AgencyFields on Agency{id code name nameEn level state validFrom validTo parent{id name}ward{code name}successors{id name}}",
)


_AGENCY: Operation[AgencyFields | None] = Operation(
    name="agencies.agency",
    kind="query",
    field="agency",
    hash="91e3a5cc2e70260f457eee02fce2ce2f9c0f017a0f9fb9fed5c42df45620d610",
    text="query agency($id:ID$code:String$asOf:Date){agency(id:$id code:$code asOf:$asOf){...AgencyFields}}fragment AgencyFields on Agency{id code name nameEn level state validFrom validTo parent{id name}ward{code name}successors{id name}}",
)


_CALENDAR: Operation[Calendar | None] = Operation(
    name="agencies.calendar",
    kind="query",
    field="calendar",
    hash="39d2acb22041f04ffa9e8e168ef1824df5608be563c60a7974a001eb78dafb3e",
    text="query calendar($year:Int!){calendar(year:$year){year status version note days{...CalendarDayFields}}}fragment CalendarDayFields on CalendarDay{date kind name}",
)


_JURISDICTION: Operation[AgencyFields | None] = Operation(
    name="agencies.jurisdiction",
    kind="query",
    field="jurisdiction",
    hash="7cc0a1ee2059c6280ffa3c3f29db812412671d58a9dbd5d426281945ff10abb6",
    text="query jurisdiction($categoryCode:String!$wardCode:String!){jurisdiction(categoryCode:$categoryCode wardCode:$wardCode){...AgencyFields}}fragment AgencyFields on Agency{id code name nameEn level state validFrom validTo parent{id name}ward{code name}successors{id name}}",
)


_WARD: Operation[Ward | None] = Operation(
    name="agencies.ward",
    kind="query",
    field="ward",
    hash="d1ccad290fed17132801ba2f33f687cb7f63a8c24c5eab183d7a71933011d98e",
    text="query ward($code:String!$boundary:Boolean!=false){ward(code:$code){...WardFields boundary@include(if:$boundary)}}fragment WardFields on Ward{code name nameEn fullName fullNameEn lat lon areaKm2 agency{id name}}",
)


_WARD_AT: Operation[WardAt | None] = Operation(
    name="agencies.ward_at",
    kind="query",
    field="wardAt",
    hash="60a7fad33c1d410ef91457b5af9365fbb61514c5a19de11a27c1102ac9f389e7",
    text="query wardAt($lat:Float!$lon:Float!$boundary:Boolean!=false){wardAt(lat:$lat lon:$lon){...WardFields boundary@include(if:$boundary)}}fragment WardFields on Ward{code name nameEn fullName fullNameEn lat lon areaKm2 agency{id name}}",
)


_WARDS: Operation[WardsNode] = Operation(
    name="agencies.wards",
    kind="query",
    field="wards",
    hash="1c49d75a68aed273cc177eba55132e1e36a08da9ed3b899f7378b21b2adc199a",
    text="query wards($first:Int$after:String$boundary:Boolean!=false){wards(first:$first after:$after){nodes{...WardFields boundary@include(if:$boundary)}pageInfo{hasNextPage endCursor}}}fragment WardFields on Ward{code name nameEn fullName fullNameEn lat lon areaKm2 agency{id name}}",
)


_WORKING_DUE: Operation[WorkingDue | None] = Operation(
    name="agencies.working_due",
    kind="query",
    field="workingDue",
    hash="df80961998c4186291924786cde939fd1a98dcfca4c559327e67109fa52c7ce3",
    text="query workingDue($from:DateTime!$days:Int!){workingDue(from:$from days:$days){dueAt status skipped{...CalendarDayFields}}}fragment CalendarDayFields on CalendarDay{date kind name}",
)


OPERATIONS: tuple[Operation[Any], ...] = (_AGENCIES, _AGENCY, _CALENDAR, _JURISDICTION, _WARD, _WARD_AT, _WARDS, _WORKING_DUE,)


class AgenciesArea:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def agencies(
        self,
        *,
        level: AgencyLevel | None = None,
        as_of: Day | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> Page[AgencyFields]:
        """The agencies that exist on a date, ordered by code.

        level: Only agencies of this level.

        as_of: The date, today when left out: before 1 July 2025 the districts (quận, huyện, thị xã) are here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _AGENCIES, {"level": level, "asOf": as_of, "first": first, "after": after}, options
        )

    def agency(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        as_of: Day | None = None,
        options: CallOptions | None = None,
    ) -> AgencyFields | None:
        """One agency (cơ quan) by exactly one of id and code; both or none is BAD_USER_INPUT with rule
        `exactly_one`. A merged agency keeps answering for its old id and names its successors.

        id: Stable id of the hub, such as `so-xay-dung`.

        code: Identifier of the agency (mã định danh), as `H57.12` or `000.00.12.H57`. A code that was used
        again belongs to the agency valid on `asOf`.

        as_of: The date whose state is asked for, today when left out. NOT_FOUND when the agency did not exist
        yet.
        """
        return self._caller.call(
            _AGENCY, {"id": id, "code": code, "asOf": as_of}, options
        )

    def calendar(
        self,
        *,
        year: int,
        options: CallOptions | None = None,
    ) -> Calendar | None:
        """The working calendar of a year: holidays, swapped days off and made-up working days (lịch nghỉ lễ,
        hoán đổi, làm bù). A year without a calendar is BAD_USER_INPUT with rule `calendar_year`.

        year: Calendar year, such as 2026.
        """
        return self._caller.call(
            _CALENDAR, {"year": year}, options
        )

    def jurisdiction(
        self,
        *,
        category_code: str,
        ward_code: str,
        options: CallOptions | None = None,
    ) -> AgencyFields | None:
        """The agency that answers for a category of field report in a ward: the agency named for exactly this
        category and ward, else the one named for the category in any ward, else the ward's own committee (Ủy
        ban nhân dân phường, xã).

        category_code: Category of a field report, such as `ROAD_DAMAGE`. Unknown: BAD_USER_INPUT with rule
        `category`.

        ward_code: Official code of the ward. Unknown: BAD_USER_INPUT with rule `ward`.
        """
        return self._caller.call(
            _JURISDICTION, {"categoryCode": category_code, "wardCode": ward_code}, options
        )

    def ward(
        self,
        *,
        code: str,
        boundary: bool | None = None,
        options: CallOptions | None = None,
    ) -> Ward | None:
        """One ward or commune by its official code. NOT_FOUND when there is none.

        code: Official five-digit code of the General Statistics Office, such as `19789` (phường Thuận Hoá).
        """
        return self._caller.call(
            _WARD, {"code": code, "boundary": boundary}, options
        )

    def ward_at(
        self,
        *,
        lat: float,
        lon: float,
        boundary: bool | None = None,
        options: CallOptions | None = None,
    ) -> WardAt | None:
        """The ward in which a point lies, or the nearest one within 300 m (boundaries are simplified). A point
        further out is BAD_USER_INPUT with rule `outside_city`, and with `hint: 'swapped?'` when latitude and
        longitude look exchanged.

        lat: Latitude in degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude in degrees east, WGS 84: about 107 to 108.2 in the city.
        """
        return self._caller.call(
            _WARD_AT, {"lat": lat, "lon": lon, "boundary": boundary}, options
        )

    def wards(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        boundary: bool | None = None,
        options: CallOptions | None = None,
    ) -> Page[WardsNode]:
        """The 40 wards and communes of the city since 1 July 2025, ordered by code.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return self._caller.page(
            _WARDS, {"first": first, "after": after, "boundary": boundary}, options
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

    async def agencies(
        self,
        *,
        level: AgencyLevel | None = None,
        as_of: Day | None = None,
        first: int | None = None,
        after: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[AgencyFields]:
        """The agencies that exist on a date, ordered by code.

        level: Only agencies of this level.

        as_of: The date, today when left out: before 1 July 2025 the districts (quận, huyện, thị xã) are here.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _AGENCIES, {"level": level, "asOf": as_of, "first": first, "after": after}, options
        )

    async def agency(
        self,
        *,
        id: str | None = None,
        code: str | None = None,
        as_of: Day | None = None,
        options: CallOptions | None = None,
    ) -> AgencyFields | None:
        """One agency (cơ quan) by exactly one of id and code; both or none is BAD_USER_INPUT with rule
        `exactly_one`. A merged agency keeps answering for its old id and names its successors.

        id: Stable id of the hub, such as `so-xay-dung`.

        code: Identifier of the agency (mã định danh), as `H57.12` or `000.00.12.H57`. A code that was used
        again belongs to the agency valid on `asOf`.

        as_of: The date whose state is asked for, today when left out. NOT_FOUND when the agency did not exist
        yet.
        """
        return await self._caller.call(
            _AGENCY, {"id": id, "code": code, "asOf": as_of}, options
        )

    async def calendar(
        self,
        *,
        year: int,
        options: CallOptions | None = None,
    ) -> Calendar | None:
        """The working calendar of a year: holidays, swapped days off and made-up working days (lịch nghỉ lễ,
        hoán đổi, làm bù). A year without a calendar is BAD_USER_INPUT with rule `calendar_year`.

        year: Calendar year, such as 2026.
        """
        return await self._caller.call(
            _CALENDAR, {"year": year}, options
        )

    async def jurisdiction(
        self,
        *,
        category_code: str,
        ward_code: str,
        options: CallOptions | None = None,
    ) -> AgencyFields | None:
        """The agency that answers for a category of field report in a ward: the agency named for exactly this
        category and ward, else the one named for the category in any ward, else the ward's own committee (Ủy
        ban nhân dân phường, xã).

        category_code: Category of a field report, such as `ROAD_DAMAGE`. Unknown: BAD_USER_INPUT with rule
        `category`.

        ward_code: Official code of the ward. Unknown: BAD_USER_INPUT with rule `ward`.
        """
        return await self._caller.call(
            _JURISDICTION, {"categoryCode": category_code, "wardCode": ward_code}, options
        )

    async def ward(
        self,
        *,
        code: str,
        boundary: bool | None = None,
        options: CallOptions | None = None,
    ) -> Ward | None:
        """One ward or commune by its official code. NOT_FOUND when there is none.

        code: Official five-digit code of the General Statistics Office, such as `19789` (phường Thuận Hoá).
        """
        return await self._caller.call(
            _WARD, {"code": code, "boundary": boundary}, options
        )

    async def ward_at(
        self,
        *,
        lat: float,
        lon: float,
        boundary: bool | None = None,
        options: CallOptions | None = None,
    ) -> WardAt | None:
        """The ward in which a point lies, or the nearest one within 300 m (boundaries are simplified). A point
        further out is BAD_USER_INPUT with rule `outside_city`, and with `hint: 'swapped?'` when latitude and
        longitude look exchanged.

        lat: Latitude in degrees north, WGS 84: about 16 to 16.75 in the city.

        lon: Longitude in degrees east, WGS 84: about 107 to 108.2 in the city.
        """
        return await self._caller.call(
            _WARD_AT, {"lat": lat, "lon": lon, "boundary": boundary}, options
        )

    async def wards(
        self,
        *,
        first: int | None = None,
        after: str | None = None,
        boundary: bool | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPage[WardsNode]:
        """The 40 wards and communes of the city since 1 July 2025, ordered by code.

        first: How many, 1 to 100; 20 when left out.

        after: `endCursor` of the page before.
        """
        return await self._caller.page(
            _WARDS, {"first": first, "after": after, "boundary": boundary}, options
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
