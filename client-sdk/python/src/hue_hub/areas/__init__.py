# Made by `npm run sdk` from operations/. Do not edit.
from __future__ import annotations

from typing import Any

from ..call import AsyncCaller, Caller
from ..operation import Operation
from . import agencies, alerts, citizens, documents, environment, reports, streams, vendors
from .agencies import AgenciesArea, AsyncAgenciesArea
from .alerts import AlertsArea, AsyncAlertsArea
from .citizens import AsyncCitizensArea, CitizensArea
from .documents import AsyncDocumentsArea, DocumentsArea
from .environment import AsyncEnvironmentArea, EnvironmentArea
from .reports import AsyncReportsArea, ReportsArea
from .streams import AsyncStreamsArea, StreamsArea
from .vendors import AsyncVendorsArea, VendorsArea


class Areas:
    def __init__(self, caller: Caller) -> None:
        self.agencies = AgenciesArea(caller)
        self.alerts = AlertsArea(caller)
        self.citizens = CitizensArea(caller)
        self.documents = DocumentsArea(caller)
        self.environment = EnvironmentArea(caller)
        self.reports = ReportsArea(caller)
        self.streams = StreamsArea(caller)
        self.vendors = VendorsArea(caller)


class AsyncAreas:
    def __init__(self, caller: AsyncCaller) -> None:
        self.agencies = AsyncAgenciesArea(caller)
        self.alerts = AsyncAlertsArea(caller)
        self.citizens = AsyncCitizensArea(caller)
        self.documents = AsyncDocumentsArea(caller)
        self.environment = AsyncEnvironmentArea(caller)
        self.reports = AsyncReportsArea(caller)
        self.streams = AsyncStreamsArea(caller)
        self.vendors = AsyncVendorsArea(caller)


OPERATIONS: tuple[Operation[Any], ...] = (
    *agencies.OPERATIONS,
    *alerts.OPERATIONS,
    *citizens.OPERATIONS,
    *documents.OPERATIONS,
    *environment.OPERATIONS,
    *reports.OPERATIONS,
    *streams.OPERATIONS,
    *vendors.OPERATIONS,
)
