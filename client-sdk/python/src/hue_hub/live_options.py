from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .cursor_store import CursorStore


@dataclass(frozen=True)
class LiveOptions:
    """What one stream may ask for beside its arguments."""

    after: str | None = None
    """A cursor to go on behind; without one the stream begins with the present state."""
    cursors: CursorStore | None = None
    """Goes on from what is kept there, unless `after` is given. A cursor is kept when its reader asks for the next event: what was
    being worked on in a crash is given again."""
    key: str | None = None
    """The name under which `cursors` keeps this stream's; its operation and arguments when left out."""
    on_break: Callable[[int, Exception], object] | None = None
    """Told of each break and how often it was tried since the last event, before the wait for the next try."""
