from __future__ import annotations

import asyncio
import inspect
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, Union

import httpx

from .errors import HubUnreachableError, LiveBreakError

Token = Union[str, Callable[[], Union[str, None, Awaitable[Union[str, None]]]], None]
"""An access token, or what gives one: asked before each request and each connect, and before a stream's token ends."""

Road = Literal["auto", "ws", "sse"]


@cache
def usual_tls() -> ssl.SSLContext:
    """One for all hubs of the process: reading the list of authorities takes a tenth of a second."""
    return httpx.create_ssl_context()


@dataclass(frozen=True)
class Settings:
    """What a hub was opened with."""

    url: str
    token: Token = None
    api_key: str | None = None
    deadline_s: float = 30.0
    retries: int = 4
    live: Road = "auto"
    headers: Mapping[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext = field(default_factory=usual_tls)

    async def ask_token(self) -> str | None:
        """A hook that blocks holds up nothing else: it is called in a thread."""
        if self.token is None or isinstance(self.token, str):
            return self.token
        given = (
            self.token()
            if inspect.iscoroutinefunction(self.token)
            else await asyncio.to_thread(self.token)
        )
        return await given if inspect.isawaitable(given) else given

    async def ask_call_token(self) -> str | None:
        """A sign-in that is away for a moment may be back for the next try.

        Raises HubUnreachableError when the hook fails.
        """
        try:
            return await self.ask_token()
        except Exception as error:
            raise HubUnreachableError("There is no token for the hub.", was_sent=False) from error

    async def ask_live_token(self) -> str | None:
        """A sign-in that is away for a moment ends no stream.

        Raises LiveBreakError when the hook fails.
        """
        try:
            return await self.ask_token()
        except Exception as error:
            raise LiveBreakError("There is no token for the hub.") from error

    def credentials(self, token: str | None) -> dict[str, str]:
        """Who asks, as headers or as the first message of a socket."""
        if token:
            return {"Authorization": f"Bearer {token}"}
        return {"X-API-Key": self.api_key} if self.api_key else {}
