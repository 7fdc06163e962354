"""A typed client of the Huế city hub: queries, mutations and live streams that resume where they stopped."""
from __future__ import annotations

from .areas import OPERATIONS
from .call import CallOptions
from .cursor_store import CursorStore, FileCursors, MemoryCursors
from .error_table import *  # noqa: F403
from .error_table import __all__ as _errors
from .errors import HubDeadlineError, HubError, HubUnreachableError, LiveBreakError, WireError
from .hub import AsyncHub, Hub
from .live_event import LiveEvent
from .live_options import LiveOptions
from .live_stream import AsyncLiveStream, LiveStream
from .operation import Operation
from .page import AsyncPage, Page
from .photo import Photo
from .records import to_records
from .scalars import Day, Moment

__all__ = [
    "OPERATIONS",
    "AsyncHub",
    "AsyncLiveStream",
    "AsyncPage",
    "CallOptions",
    "CursorStore",
    "Day",
    "FileCursors",
    "Hub",
    "HubDeadlineError",
    "HubError",
    "HubUnreachableError",
    "LiveBreakError",
    "LiveEvent",
    "LiveOptions",
    "LiveStream",
    "MemoryCursors",
    "Moment",
    "Operation",
    "Page",
    "Photo",
    "WireError",
    "to_records",
    *_errors,
]
