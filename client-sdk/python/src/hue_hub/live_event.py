from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from .answer import error_of, errors_in
from .errors import WireError

T = TypeVar("T")


@dataclass(frozen=True)
class LiveEvent(Generic[T]):
    """One event of a stream."""

    data: T
    cursor: str | None = None
    """Keep it: `after=cursor` goes on behind this event, on any gateway, also tomorrow. None for streams without positions."""
    start: bool = False
    """The present state when the stream began, not a change."""
    resync: bool = False
    """What followed your cursor is no longer held, or a stream without cursors broke: this is the present state, and changes in
    between are not told."""
    errors: tuple[WireError, ...] = ()
    """What could not be joined to this event: null in `data`, and why, at its path. Empty for a whole event."""


def parse_event(wire: Mapping[str, Any]) -> LiveEvent[Any]:
    """Raises HubError for a refusal in place of an event."""
    data, errors = wire.get("data"), errors_in(wire)
    if errors and data is None:
        raise error_of(errors)
    extensions = wire.get("extensions")
    said: Mapping[str, Any] = extensions if isinstance(extensions, Mapping) else {}
    cursor = said.get("cursor")
    return LiveEvent(
        data,
        cursor if isinstance(cursor, str) else None,
        said.get("start") is True,
        said.get("resync") is True,
        tuple(errors),
    )


_HELD = 1_000


class Progress:
    """How far a stream has come, whatever it was carried by."""

    def __init__(self, after: str | None) -> None:
        self.cursor = after
        self._seen: dict[str, None] = {}
        self._has_begun = False
        self._is_broken = False

    def broke(self) -> None:
        self._is_broken = True

    def take(self, event: LiveEvent[Any]) -> LiveEvent[Any] | None:
        """The event as its reader is to have it; None for one that it has had."""
        is_new = event.cursor is None or self._add(event.cursor)
        if not is_new and not event.resync:
            return None
        # Taken up without a place to go on from: what happened in between is not told.
        is_gap = self._is_broken and self._has_begun and self.cursor is None
        self._is_broken = False
        self._has_begun = True
        self.cursor = event.cursor or self.cursor
        return replace(event, resync=True) if is_gap else event

    def _add(self, cursor: str) -> bool:
        """One event has one cursor, whichever gateway gives it. Repeats are known among the last thousand."""
        if cursor in self._seen:
            return False
        self._seen[cursor] = None
        if len(self._seen) > _HELD:
            del self._seen[next(iter(self._seen))]
        return True
