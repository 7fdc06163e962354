from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Mapping
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.typing import Subprotocol

from .answer import error_of
from .errors import HubError, LiveBreakError
from .event_queue import EventQueue
from .settings import Settings
from .token_renewal import keep_renewed
from .within import within

_OPEN_S = 10.0
_PING_S = 15.0
_MAX_MESSAGE_BYTES = 16 * 1024 * 1024
_MAX_UNSENT = 10_000

# What the hub closes a socket with for good, and as what that is told. Any other close is a break.
_REFUSALS = {
    4400: "BAD_REQUEST",
    4401: "UNAUTHENTICATED",
    4403: "UNAUTHENTICATED",
    4406: "BAD_REQUEST",
}


class SocketSession:
    """One WebSocket (graphql-transport-ws) from its opening to its end. It is closed when the last who entered has left, when the
    hub is silent, or by the hub; it never opens again. The ids of its streams count 1, 2, 3…"""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._streams: dict[str, EventQueue] = {}
        self._unsent: asyncio.Queue[str] = asyncio.Queue(_MAX_UNSENT)
        self._last_id = 0
        self.entered = 0
        self.is_retired = False
        """No stream begins on it any more."""
        self.luck = random.random()
        """Of its streams, when it breaks."""
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Told to whoever waits; when nobody does it is no fault.
        self._ready.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._opened: ClientConnection | None = None
        """To be closed whatever becomes of who waits for it."""
        self._life = asyncio.create_task(self._live())
        self.over = False
        """Nothing goes over it any more."""

    async def ready(self) -> None:
        """Returns when streams may be begun. Raises HubError or LiveBreakError for what ended it before."""
        await asyncio.shield(self._ready)

    def enter(self) -> None:
        """Keeps it open until as many have left."""
        self.entered += 1

    def leave(self) -> None:
        self.entered -= 1
        if self.entered == 0:
            self._end(None)

    def subscribe(self, payload: Mapping[str, Any]) -> tuple[str, EventQueue]:
        """Begins a stream. Only when ready."""
        self._last_id += 1
        name, queue = str(self._last_id), EventQueue()
        if self.over:
            queue.end(LiveBreakError("The socket was closed."))
            return name, queue
        self._streams[name] = queue
        self._send({"id": name, "type": "subscribe", "payload": payload})
        return name, queue

    def unsubscribe(self, name: str) -> None:
        """Ends a stream that is open; any other is left as it is."""
        if self._streams.pop(name, None) is not None:
            self._send({"id": name, "type": "complete"})

    async def close(self) -> None:
        """Ends all its streams and lets the socket go. Idempotent."""
        self._end(None)
        await asyncio.gather(self._life, return_exceptions=True)

    async def _live(self) -> None:
        error: HubError | LiveBreakError = LiveBreakError("The socket was closed.")
        helpers: list[asyncio.Task[None]] = []
        socket: ClientConnection | None = None
        try:
            token = await self._settings.ask_live_token()
            socket = await within(self._open(token), _OPEN_S)
            self._ready.set_result(None)
            helpers = [
                asyncio.create_task(self._write(socket)),
                asyncio.create_task(
                    keep_renewed(token, self._settings.ask_live_token, self._renew)
                ),
            ]
            async for message in socket:
                self._receive(_message(message))
            error = _closed_by(socket)
        except (HubError, LiveBreakError) as known:
            error = known
        except ConnectionClosed:
            if socket is not None:
                error = _closed_by(socket)
        except (InvalidHandshake, InvalidMessage) as refused:
            # Something speaks HTTP there: a proxy that lets no WebSocket through, perhaps.
            error = LiveBreakError(f"No WebSocket: {refused}.", is_blocked=True)
        except asyncio.TimeoutError:
            error = LiveBreakError("The hub did not answer in time.", is_blocked=True)
        except OSError as broken:
            error = LiveBreakError(f"The hub was not reached: {broken!r}.")
        finally:
            for helper in helpers:
                helper.cancel()
            self._finish(error)
            if self._opened is not None:
                await self._opened.close()

    async def _open(self, token: str | None) -> ClientConnection:
        url = "ws" + self._settings.url.removeprefix("http")
        socket = await connect(
            url,
            subprotocols=[Subprotocol("graphql-transport-ws")],
            additional_headers=dict(self._settings.headers),
            ssl=self._settings.tls if url.startswith("wss:") else None,
            max_size=_MAX_MESSAGE_BYTES,
            compression=None,
            open_timeout=_OPEN_S,
            close_timeout=1,
            ping_interval=_PING_S,
            ping_timeout=_PING_S,
        )
        self._opened = socket
        try:
            hello = {"type": "connection_init", "payload": self._settings.credentials(token)}
            await socket.send(json.dumps(hello))
            while True:
                message = _message(await socket.recv())
                if message.get("type") == "connection_ack":
                    return socket
                self._receive(message)
        except ConnectionClosed:
            error = _closed_by(socket)
            if isinstance(error, LiveBreakError):
                # Taken and cut before the first word: not the hub's way.
                error.is_blocked = True
            raise error from None

    async def _write(self, socket: ClientConnection) -> None:
        try:
            while True:
                await socket.send(await self._unsent.get())
        except ConnectionClosed:
            return  # who reads is told

    async def _renew(self, token: str) -> None:
        self._send({"type": "ping", "payload": {"Authorization": f"Bearer {token}"}})

    def _receive(self, message: Mapping[str, Any]) -> None:
        kind, name, payload = message.get("type"), str(message.get("id")), message.get("payload")
        if kind == "ping":
            self._send({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})
            return
        queue = self._streams.get(name)
        if queue is None:
            return
        if kind == "next":
            if not queue.put(payload if isinstance(payload, Mapping) else {}):
                self.unsubscribe(name)
                queue.end(LiveBreakError("Events came faster than they were read.", wait_s=0))
        elif kind == "error":
            del self._streams[name]
            queue.end(error_of(payload if isinstance(payload, list) else []))
        elif kind == "complete":
            del self._streams[name]
            queue.end()

    def _send(self, message: Mapping[str, Any]) -> None:
        if self.over:
            return
        try:
            self._unsent.put_nowait(json.dumps(message))
        except asyncio.QueueFull:
            self._end(LiveBreakError("The socket takes nothing more."))

    def _end(self, error: HubError | LiveBreakError | None) -> None:
        """Tells the streams at once; the socket itself closes behind that, once: a second cancel would interrupt it."""
        if self.over:
            return
        self._finish(error or LiveBreakError("The socket was closed."), is_asked=error is None)
        if self._life is not asyncio.current_task():
            self._life.cancel()

    def _finish(self, error: HubError | LiveBreakError, is_asked: bool = False) -> None:
        if self.over:
            return
        self.over = True
        if not self._ready.done():
            self._ready.set_exception(error)
        for queue in self._streams.values():
            queue.end(None if is_asked else error)
        self._streams.clear()


def _message(text: str | bytes) -> Mapping[str, Any]:
    """What is no message of the protocol is none at all."""
    try:
        message = json.loads(text)
    except ValueError:
        return {}
    return message if isinstance(message, Mapping) else {}


def _closed_by(socket: ClientConnection) -> HubError | LiveBreakError:
    code, reason = socket.close_code, socket.close_reason or ""
    refusal = _REFUSALS.get(code or 0)
    if refusal is None:
        return LiveBreakError(f"The socket was closed with {code}{reason and f' {reason}'}.")
    what = "does not take this token or API key" if refusal == "UNAUTHENTICATED" else "refused the socket"
    said = f" ({reason})" if reason else ""
    return error_of([{"message": f"The hub {what}{said}.", "extensions": {"code": refusal}}])
