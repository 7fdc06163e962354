# Made by `npm run sdk` from operations/. Do not edit.
from __future__ import annotations

from typing import Any

from ..call import AsyncCaller, Caller
from ..operation import Operation
from . import alerts, citizens, environment, places, public_reports, reports, vendors
from .alerts import AlertsArea, AsyncAlertsArea
from .citizens import AsyncCitizensArea, CitizensArea
from .environment import AsyncEnvironmentArea, EnvironmentArea
from .places import AsyncPlacesArea, PlacesArea
from .public_reports import AsyncPublicReportsArea, PublicReportsArea
from .reports import AsyncReportsArea, ReportsArea
from .vendors import AsyncVendorsArea, VendorsArea


class Areas:
    def __init__(self, caller: Caller) -> None:
        self.alerts = AlertsArea(caller)
        self.citizens = CitizensArea(caller)
        self.environment = EnvironmentArea(caller)
        self.places = PlacesArea(caller)
        self.public_reports = PublicReportsArea(caller)
        self.reports = ReportsArea(caller)
        self.vendors = VendorsArea(caller)


class AsyncAreas:
    def __init__(self, caller: AsyncCaller) -> None:
        self.alerts = AsyncAlertsArea(caller)
        self.citizens = AsyncCitizensArea(caller)
        self.environment = AsyncEnvironmentArea(caller)
        self.places = AsyncPlacesArea(caller)
        self.public_reports = AsyncPublicReportsArea(caller)
        self.reports = AsyncReportsArea(caller)
        self.vendors = AsyncVendorsArea(caller)


OPERATIONS: tuple[Operation[Any], ...] = (
    *alerts.OPERATIONS,
    *citizens.OPERATIONS,
    *environment.OPERATIONS,
    *places.OPERATIONS,
    *public_reports.OPERATIONS,
    *reports.OPERATIONS,
    *vendors.OPERATIONS,
)
