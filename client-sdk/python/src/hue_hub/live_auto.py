from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any

from .errors import LiveBreakError
from .live_socket import LiveSocket
from .live_sse import LiveSse


class LiveAuto:
    """WebSocket, and server-sent events where something lets no WebSocket through. Which road it is to be is decided anew when
    neither brings anything: a proxy whose hub is away refuses a WebSocket too."""

    def __init__(self, socket: LiveSocket, sse: LiveSse) -> None:
        self._socket = socket
        self._sse = sse
        self._is_blocked = False

    async def stream(self, payload: Mapping[str, Any]) -> AsyncGenerator[Mapping[str, Any], None]:
        by_sse = self._is_blocked
        road = self._sse if by_sse else self._socket
        heard = False
        try:
            async with aclosing(road.stream(payload)) as events:
                async for event in events:
                    heard = True
                    yield event
        except LiveBreakError as error:
            if by_sse and not heard:
                self._is_blocked = False
            if error.is_blocked:
                self._is_blocked = True
                raise LiveBreakError(str(error), wait_s=0) from error
            raise

    async def close(self) -> None:
        await self._socket.close()
        await self._sse.close()
