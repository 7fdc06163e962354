"""A hub that answers and fails as it is told, on real sockets: HTTP, server-sent events and WebSocket on addresses of this machine."""
from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

Script = Callable[["Stream", int], Awaitable[None]]


class Stream:
    """One try of one stream as the hub sees it, whatever the road."""

    def __init__(self, payload: dict[str, Any], authorization: str | None) -> None:
        self.after = (payload.get("extensions") or {}).get("after")
        self.variables = payload.get("variables")
        self.authorization = authorization

    async def event(self, n: int, **extensions: Any) -> None:
        said = extensions or {"cursor": f"c{n}"}
        await self._next({"data": {"n": n}, "extensions": said})

    async def _next(self, payload: dict[str, Any]) -> None:
        raise NotImplementedError

    async def refuse(self, code: str) -> None:
        raise NotImplementedError

    async def complete(self) -> None:
        raise NotImplementedError

    async def cut(self) -> None:
        """Ends the connection without a word."""
        raise NotImplementedError

    async def stall(self) -> None:
        """Stays connected and neither says nor answers anything."""
        raise NotImplementedError


class FakeHub:
    """What the roads have in common: the tries so far, and what each is answered."""

    def __init__(self, script: Script) -> None:
        self.tries: list[Stream] = []
        self.renewals: list[str] = []
        self.opened = 0
        self._script = script

    async def begin(self, stream: Stream) -> None:
        self.tries.append(stream)
        await self._script(stream, len(self.tries) - 1)


class SocketStream(Stream):
    def __init__(self, payload: dict[str, Any], authorization: str | None, socket: ServerConnection, name: str) -> None:
        super().__init__(payload, authorization)
        self._socket = socket
        self._name = name

    async def _next(self, payload: dict[str, Any]) -> None:
        await self._send("next", payload)

    async def refuse(self, code: str) -> None:
        await self._send("error", [{"message": code, "extensions": {"code": code}}])

    async def complete(self) -> None:
        await self._send("complete", None)

    async def cut(self) -> None:
        self._socket.transport.close()

    async def stall(self) -> None:
        assert isinstance(self._socket.transport, asyncio.Transport)
        self._socket.transport.pause_reading()

    async def _send(self, kind: str, payload: Any) -> None:
        await self._socket.send(json.dumps({"id": self._name, "type": kind, "payload": payload}))


class SocketHub(FakeHub):
    """Speaks graphql-transport-ws."""

    def __init__(self, script: Script, accepts: Callable[[str | None], bool] = lambda _: True) -> None:
        super().__init__(script)
        self._accepts = accepts
        self._server: Server | None = None
        self.url = ""

    async def __aenter__(self) -> SocketHub:
        self._server = await serve(
            self._serve, "127.0.0.1", 0, subprotocols=[Subprotocol("graphql-transport-ws")], ping_interval=None
        )
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/graphql"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        for socket in self._server.connections:
            socket.transport.abort()
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, socket: ServerConnection) -> None:
        try:
            await self._answer(socket)
        except ConnectionClosed:
            pass

    async def _answer(self, socket: ServerConnection) -> None:
        self.opened += 1
        authorization: str | None = None
        tasks: set[asyncio.Task[None]] = set()
        async for text in socket:
            message = json.loads(text)
            payload = message.get("payload") or {}
            if message["type"] == "connection_init":
                authorization = payload.get("Authorization")
                if not self._accepts(authorization):
                    await socket.close(4403, "Forbidden")
                    return
                await socket.send('{"type":"connection_ack"}')
            elif message["type"] == "ping":
                if "Authorization" in payload:
                    self.renewals.append(payload["Authorization"])
                await socket.send('{"type":"pong"}')
            elif message["type"] == "subscribe":
                stream = SocketStream(payload, authorization, socket, message["id"])
                tasks.add(asyncio.create_task(self.begin(stream)))


class Request:
    """One HTTP request and its connection."""

    def __init__(self, first: str, headers: dict[str, str], body: bytes, writer: asyncio.StreamWriter) -> None:
        self.method, self.path = first.split(" ")[:2]
        self.headers = headers
        self.bytes = body
        is_json = "json" in headers.get("content-type", "")
        self.body: Any = json.loads(body) if is_json else None
        self.writer = writer

    async def answer(self, body: Any, status: int = 200, **headers: str) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        kind = "text/html" if isinstance(body, str) else "application/json"
        head = {"content-type": kind, "content-length": str(len(text.encode())), **headers}
        lines = [f"HTTP/1.1 {status} Said", *(f"{name.replace('_', '-')}: {value}" for name, value in head.items())]
        self.writer.write(("\r\n".join(lines) + "\r\n\r\n" + text).encode())
        await self.writer.drain()

    async def refuse(self, code: str, status: int = 200, **extensions: Any) -> None:
        await self.answer({"errors": [{"message": code, "extensions": {"code": code, **extensions}}]}, status)

    @property
    def has_text(self) -> bool:
        return "query" in self.body


class HttpServer:
    """Hands each request to a function, one connection after the other request by request."""

    def __init__(self, handle: Callable[[Request], Awaitable[None]]) -> None:
        self._handle = handle
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self.url = ""

    async def __aenter__(self) -> HttpServer:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/graphql"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        for writer in self._writers:
            writer.transport.abort()
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                first, *lines = head.strip().split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                await self._handle(Request(first, headers, body, writer))
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # whoever asked is gone
        finally:
            self._writers.discard(writer)
            writer.close()


class EventStream(Stream):
    """Says the cursor in `id:` only, as the protocol of server-sent events has it."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.body, request.headers.get("authorization"))
        self._writer = request.writer

    async def open(self) -> None:
        self._writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n: alive\n\n"
        )

    async def _next(self, payload: dict[str, Any]) -> None:
        cursor = payload["extensions"].pop("cursor", None)
        place = f"id: {cursor}\n" if cursor else ""
        await self._write(f"event: next\n{place}data: {json.dumps(payload)}\n\n")

    async def refuse(self, code: str) -> None:
        error = {"errors": [{"message": code, "extensions": {"code": code}}]}
        await self._write(f"event: next\ndata: {json.dumps(error)}\n\n")
        await self.complete()

    async def complete(self) -> None:
        await self._write("event: complete\ndata:\n\n")
        self._writer.close()

    async def cut(self) -> None:
        await self._writer.drain()
        self._writer.close()

    async def stall(self) -> None:
        await asyncio.Event().wait()

    async def _write(self, text: str) -> None:
        self._writer.write(text.encode())
        await self._writer.drain()


class SseHub(FakeHub):
    """Speaks graphql-sse (distinct connections), and lets no WebSocket through."""

    def __init__(self, script: Script, accepts: Callable[[str | None], bool] = lambda _: True) -> None:
        super().__init__(script)
        self._accepts = accepts
        self._server = HttpServer(self._handle)
        self.swallows_sockets = False
        """Says nothing at all to who asks for a WebSocket, in place of a page."""

    async def __aenter__(self) -> SseHub:
        await self._server.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.__aexit__()

    @property
    def url(self) -> str:
        return self._server.url

    async def _handle(self, request: Request) -> None:
        if request.method == "GET" and self.swallows_sockets:
            await asyncio.Event().wait()
        elif request.method == "GET":
            await request.answer("<html>No sockets here.</html>")
        elif "event-stream" not in request.headers["accept"]:
            self.renewals.append("Bearer " + request.body["variables"]["token"])
            await request.answer({"data": {"renewStream": {"__typename": "StreamRenewal"}}})
        elif not self._accepts(request.headers.get("authorization")):
            self.opened += 1
            await request.refuse("UNAUTHENTICATED", 401)
        else:
            self.opened += 1
            stream = EventStream(request)
            await stream.open()
            await self.begin(stream)
