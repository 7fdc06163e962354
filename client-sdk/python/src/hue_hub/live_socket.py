from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any

from .errors import HubError, LiveBreakError
from .retry import is_token_trouble
from .settings import Settings
from .socket_session import SocketSession


# What a hub allows on one socket.
_MAX_STREAMS = 50


class LiveSocket:
    """Streams over WebSocket: one socket for all of them (one for each fifty), opened with the first and closed with the last."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sessions: set[SocketSession] = set()

    async def stream(self, payload: Mapping[str, Any]) -> AsyncGenerator[Mapping[str, Any], None]:
        session = self._session()
        session.enter()
        try:
            await session.ready()
            name, queue = session.subscribe(payload)
            try:
                async with aclosing(queue.read()) as events:
                    async for event in events:
                        yield event
            finally:
                session.unsubscribe(name)
        except HubError as error:
            error.luck = session.luck
            # Who it is for is said once per socket: the next try needs another.
            session.is_retired = session.is_retired or is_token_trouble(error)
            raise
        except LiveBreakError as error:
            error.luck = session.luck
            raise
        finally:
            session.leave()

    async def close(self) -> None:
        for session in list(self._sessions):
            await session.close()
        self._sessions.clear()

    def _session(self) -> SocketSession:
        self._sessions = {session for session in self._sessions if not session.over}
        for session in self._sessions:
            if not session.is_retired and session.entered < _MAX_STREAMS:
                return session
        session = SocketSession(self._settings)
        self._sessions.add(session)
        return session
