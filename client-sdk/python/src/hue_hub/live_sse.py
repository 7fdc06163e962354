from __future__ import annotations

import asyncio
import codecs
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import httpx

from .answer import error_of, errors_in
from .errors import HubError, LiveBreakError
from .server_sent_events import ServerSentEvent, ServerSentEvents
from .settings import Settings
from .token_renewal import keep_renewed

_OPEN_S = 10.0
# The hub writes something at least every 12 s: after so long without a byte it is gone.
_SILENCE_S = 40.0
_RENEWAL = (
    "mutation ($stream: ID!, $token: String!) { renewStream(stream: $stream, token: $token) { __typename } }"
)


class LiveSse:
    """Streams over server-sent events (graphql-sse, distinct connections): one HTTP request each, for networks that let no WebSocket
    through. Read at the pace of its reader: the wait is in the connection, not in memory."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._settings = settings
        self._client = client

    async def stream(self, payload: Mapping[str, Any]) -> AsyncGenerator[Mapping[str, Any], None]:
        token = await self._settings.ask_live_token()
        timeout = httpx.Timeout(_OPEN_S, read=_SILENCE_S)
        renewal: asyncio.Task[None] | None = None
        try:
            async with self._client.stream(
                "POST",
                self._settings.url,
                content=json.dumps(payload),
                headers=self._headers(token, "text/event-stream"),
                timeout=timeout,
            ) as response:
                if not _is_event_stream(response):
                    raise await _refusal_of(response)
                async for event in _events(response):
                    stream = (event.get("extensions") or {}).get("stream")
                    if isinstance(stream, str) and renewal is None:
                        renewal = self._renewal(token, stream)
                    yield event
        except httpx.HTTPError as error:
            raise LiveBreakError(f"The connection of the stream broke: {error!r}.") from error
        except ValueError as error:
            raise LiveBreakError(f"What came is no stream: {error}.") from error
        finally:
            if renewal is not None:
                renewal.cancel()

    async def close(self) -> None:
        """The connections are those of the hub's HTTP client."""

    def _renewal(self, token: str | None, stream: str) -> asyncio.Task[None]:
        async def send(fresh: str) -> None:
            body = {"query": _RENEWAL, "variables": {"stream": stream, "token": fresh}}
            response = await self._client.post(
                self._settings.url,
                content=json.dumps(body),
                headers=self._headers(fresh, "application/json"),
                timeout=_OPEN_S,
            )
            response.raise_for_status()

        return asyncio.create_task(keep_renewed(token, self._settings.ask_live_token, send))

    def _headers(self, token: str | None, accept: str) -> dict[str, str]:
        return {
            **self._settings.headers,
            "Content-Type": "application/json",
            "Accept": accept,
            **self._settings.credentials(token),
        }


def _is_event_stream(response: httpx.Response) -> bool:
    return response.is_success and response.headers.get("content-type", "").startswith(
        "text/event-stream"
    )


async def _events(response: httpx.Response) -> AsyncGenerator[Mapping[str, Any], None]:
    """Ends with `complete`. Raises LiveBreakError when the connection ends without it."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    events = ServerSentEvents()
    async for piece in response.aiter_bytes():
        for event in events.take(decoder.decode(piece)):
            if event.name == "complete":
                return
            if event.name == "next":
                yield _with_id(event)
    raise LiveBreakError("The stream ended without a word.")


def _with_id(event: ServerSentEvent) -> Mapping[str, Any]:
    """Where a hub says the cursor only in `id:`."""
    wire = json.loads(event.data)
    if not isinstance(wire, dict):
        return {}
    extensions = wire.get("extensions") or {}
    if event.id and "cursor" not in extensions:
        return {**wire, "extensions": {**extensions, "cursor": event.id}}
    return wire


async def _refusal_of(response: httpx.Response) -> HubError | LiveBreakError:
    errors = _errors_of(await response.aread())
    wait_s = _seconds(response.headers.get("retry-after"))
    if errors and wait_s is None:
        return error_of(errors)
    is_passing = wait_s is not None or response.status_code >= 500 or response.status_code == 408
    said = f"HTTP {response.status_code} in place of a stream."
    if is_passing or response.is_success:
        return LiveBreakError(said, wait_s=wait_s)
    return error_of([{"message": said, "extensions": {"code": "BAD_REQUEST"}}])


def _errors_of(body: bytes) -> list[Mapping[str, Any]]:
    try:
        answer = json.loads(body)
    except ValueError:
        return []
    return errors_in(answer) if isinstance(answer, dict) else []


def _seconds(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
