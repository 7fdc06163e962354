from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import Callable, Coroutine, Mapping
from types import TracebackType
from typing import Any, TypeVar
from weakref import WeakSet

import httpx

from .areas import Areas, AsyncAreas
from .areas.inputs import UploadKind
from .call import CallOptions
from .event_loop_thread import EventLoopThread
from .follow import Transport, follow
from .http_road import HttpRoad
from .live_auto import LiveAuto
from .live_options import LiveOptions
from .live_socket import LiveSocket
from .live_sse import LiveSse
from .live_stream import AsyncLiveStream, LiveStream
from .operation import Operation, operation_of
from .page import AsyncPage, Page
from .photo import Photo, read_photo
from .photo_upload import UPLOAD_DEADLINE_S, PhotoUpload, Progress, UploadRoad
from .scalars import to_json
from .settings import Road, Settings, Token, usual_tls
from .tries import until_done

T = TypeVar("T")


class AsyncHub(AsyncAreas):
    """A client of one hub for `async` programs: `await hub.environment.air_now(lat=…, lon=…)`.

    Its methods are named after subgraph and root field. Nothing is opened until something is asked. Use it in one event loop, and
    close it: `async with AsyncHub(url) as hub`.

    url: of the graph, such as `https://…/graphql`. ValueError where it cannot be one.
    token: an access token, or what gives one (may be async): asked before each request and connect, and before the token of an
        open stream ends, which is then renewed in place.
    api_key: of an app that asks for itself, in place of a token.
    deadline_s: for a whole call with all its tries.
    retries: how often what is safe is tried again: queries, mutations of who is signed in (each has an idempotency key), what never reached the hub.
    live: the road of streams; `auto` is WebSocket, and server-sent events where no WebSocket gets through.
    headers: sent with everything.
    tls: whom to trust, where that are not the usual authorities.
    """

    def __init__(
        self,
        url: str,
        *,
        token: Token = None,
        api_key: str | None = None,
        deadline_s: float = 30.0,
        retries: int = 4,
        live: Road = "auto",
        headers: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if not url.startswith(("http://", "https://")):
            # Else it would only be seen as a hub that never answers.
            raise ValueError(f"expected a url such as 'https://<hub>/graphql', got {url!r}")
        trusted = tls or usual_tls()
        settings = Settings(url, token, api_key, deadline_s, retries, live, headers or {}, trusted)
        self._settings = settings
        self._client = httpx.AsyncClient(verify=settings.tls)
        # Each of its streams holds a connection for as long as it lives: calls would wait behind them.
        without_bound = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._stream_client = httpx.AsyncClient(verify=settings.tls, limits=without_bound)
        self._road = HttpRoad(settings, self._client)
        self._transport = _transport_of(settings, self._stream_client)
        self._streams: WeakSet[AsyncLiveStream[Any]] = WeakSet()
        self._told: set[str] = set()
        self._closed = False
        super().__init__(self)

    async def request(
        self, text: str, variables: Mapping[str, Any] | None = None, options: CallOptions | None = None
    ) -> dict[str, Any]:
        """One query or mutation of your own. Gives the answer's `data`. Raises HubError."""
        return await self.call(operation_of(text), variables or {}, options)

    def subscribe(
        self, text: str, variables: Mapping[str, Any] | None = None, options: LiveOptions | None = None
    ) -> AsyncLiveStream[dict[str, Any]]:
        """One subscription of your own. Its events have the whole `data`."""
        return self.stream(operation_of(text), variables or {}, options)

    async def upload_photo(
        self,
        photo: Photo,
        *,
        kind: UploadKind,
        on_progress: Progress | None = None,
        options: CallOptions | None = None,
    ) -> str:
        """Sends a photo: asks for an address, then sends the bytes there, again where that is safe.

        photo: JPEG, PNG or WebP, at most 10 MiB: bytes, the path of a file, or a file that was opened with `"rb"`.
        on_progress: told how many bytes have left, of how many.
        options: its deadline is for all of it, 2 minutes unless given.

        Gives the id of the upload, for `media` of create_report or the evidence of an answer, within 24 hours. Raises
        BadUserInputError with the hub's own rules (range, media_type) before anything is sent, and HubError.
        """
        self._check_open()
        asked = options or CallOptions()
        data = await asyncio.to_thread(read_photo, photo)
        road = UploadRoad(self._settings, self._client, self.reports, asked.headers)
        return await until_done(
            PhotoUpload(road, data, kind, on_progress),
            deadline_s=UPLOAD_DEADLINE_S if asked.deadline_s is None else asked.deadline_s,
            retries=self._settings.retries if asked.retries is None else asked.retries,
        )

    async def call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None = None
    ) -> T:
        """What the generated methods stand on. Raises HubError."""
        return operation.value_of(await self.send(operation, variables, options))

    async def page(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None = None
    ) -> AsyncPage[T]:
        """What the generated methods of lists stand on. Raises HubError."""

        async def ask(after: str) -> AsyncPage[T]:
            return await self.page(operation, {**variables, "after": after}, options)

        data = await self.send(operation, variables, options)
        return AsyncPage(data.get(operation.field or ""), ask)

    def stream(
        self, operation: Operation[T], variables: Mapping[str, Any], options: LiveOptions | None = None
    ) -> AsyncLiveStream[T]:
        """What the generated methods of subscriptions stand on."""
        self._check_open()
        self._warn(operation)
        events = follow(self._transport, operation, _given(variables), options or LiveOptions())
        stream = AsyncLiveStream(operation, events)
        self._streams.add(stream)
        return stream

    async def aclose(self) -> None:
        """Ends all streams and lets the connections go. Idempotent."""
        self._closed = True
        for stream in list(self._streams):
            await stream.aclose()
        await self._transport.close()
        await self._client.aclose()
        await self._stream_client.aclose()

    async def __aenter__(self) -> AsyncHub:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def send(
        self, operation: Operation[Any], variables: Mapping[str, Any], options: CallOptions | None
    ) -> Mapping[str, Any]:
        """The whole `data` of an answer. Raises HubError."""
        self._check_open()
        self._warn(operation)
        asked = options or CallOptions()
        return await self._road.send(
            operation,
            _given(variables),
            deadline_s=asked.deadline_s,
            retries=asked.retries,
            headers=asked.headers,
        )

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError("This hub was closed.")

    def _warn(self, operation: Operation[Any]) -> None:
        """Of each field once, however often it is used."""
        for field, reason in operation.deprecated:
            if field not in self._told:
                self._told.add(field)
                warnings.warn(f"{field} is deprecated. {reason}", DeprecationWarning, stacklevel=5)


class Hub(Areas):
    """A client of one hub: `hub.environment.air_now(lat=…, lon=…)`. Its arguments are those of `AsyncHub`.

    May be used by several threads; `with Hub(url) as hub` closes it.
    """

    def __init__(
        self,
        url: str,
        *,
        token: Token = None,
        api_key: str | None = None,
        deadline_s: float = 30.0,
        retries: int = 4,
        live: Road = "auto",
        headers: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._hub = AsyncHub(
            url,
            token=token,
            api_key=api_key,
            deadline_s=deadline_s,
            retries=retries,
            live=live,
            headers=headers,
            tls=tls,
        )
        self._thread = EventLoopThread()
        super().__init__(self)

    def request(
        self, text: str, variables: Mapping[str, Any] | None = None, options: CallOptions | None = None
    ) -> dict[str, Any]:
        """One query or mutation of your own. Gives the answer's `data`. Raises HubError."""
        return self._thread.run(self._hub.request(text, variables, options))

    def subscribe(
        self, text: str, variables: Mapping[str, Any] | None = None, options: LiveOptions | None = None
    ) -> LiveStream[dict[str, Any]]:
        """One subscription of your own. Its events have the whole `data`."""
        return LiveStream(self._hub.subscribe(text, variables, options), self._thread)

    def upload_photo(
        self,
        photo: Photo,
        *,
        kind: UploadKind,
        on_progress: Progress | None = None,
        options: CallOptions | None = None,
    ) -> str:
        """As of `AsyncHub`; `on_progress` is called in the thread that waits, and what it raises ends the upload."""

        def sending(tell: Callable[[tuple[int, int]], None]) -> Coroutine[Any, Any, str]:
            told: Progress | None = None if on_progress is None else lambda sent, total: tell((sent, total))
            return self._hub.upload_photo(photo, kind=kind, on_progress=told, options=options)

        return self._thread.run_telling(sending, lambda step: on_progress(*step) if on_progress else None)

    def call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None = None
    ) -> T:
        """What the generated methods stand on. Raises HubError."""
        return self._thread.run(self._hub.call(operation, variables, options))

    def page(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None = None
    ) -> Page[T]:
        """What the generated methods of lists stand on. Raises HubError."""
        data = self._thread.run(self._hub.send(operation, variables, options))
        return Page(
            data.get(operation.field or ""),
            lambda after: self.page(operation, {**variables, "after": after}, options),
        )

    def stream(
        self, operation: Operation[T], variables: Mapping[str, Any], options: LiveOptions | None = None
    ) -> LiveStream[T]:
        """What the generated methods of subscriptions stand on."""
        return LiveStream(self._hub.stream(operation, variables, options), self._thread)

    def close(self) -> None:
        """Ends all streams and lets the connections go. Idempotent."""
        self._thread.finish(self._hub.aclose)

    def __enter__(self) -> Hub:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _transport_of(settings: Settings, client: httpx.AsyncClient) -> Transport:
    socket, sse = LiveSocket(settings), LiveSse(settings, client)
    if settings.live == "auto":
        return LiveAuto(socket, sse)
    return sse if settings.live == "sse" else socket


def _given(variables: Mapping[str, Any]) -> dict[str, Any]:
    """What was left out is not sent: the hub's own default counts."""
    return {name: to_json(value) for name, value in variables.items() if value is not None}
