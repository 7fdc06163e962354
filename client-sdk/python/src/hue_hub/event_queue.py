from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Mapping
from typing import Any

_MAX_EVENTS = 1_000


class EventQueue:
    """Between a socket, which cannot wait, and one reader, which may. Bounded: behind so many events the stream is let go, and taken
    up again when they are read. Its end comes after what was put before."""

    def __init__(self) -> None:
        self._items: deque[Mapping[str, Any]] = deque()
        self._ended = False
        self._error: Exception | None = None
        self._changed = asyncio.Event()

    def put(self, item: Mapping[str, Any]) -> bool:
        """False when it is full or ended: the item was not taken."""
        if self._ended or len(self._items) >= _MAX_EVENTS:
            return False
        self._items.append(item)
        self._changed.set()
        return True

    def end(self, error: Exception | None = None) -> None:
        """Nothing comes any more; its reader ends, with the error if there is one. The first call counts."""
        if not self._ended:
            self._ended, self._error = True, error
            self._changed.set()

    async def read(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """Raises what `end` was given."""
        while True:
            while self._items:
                yield self._items.popleft()
            if self._ended:
                if self._error is not None:
                    raise self._error
                return
            self._changed.clear()
            await self._changed.wait()
