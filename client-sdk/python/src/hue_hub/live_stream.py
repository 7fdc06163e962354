from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Generic, TypeVar

from .event_loop_thread import EventLoopThread
from .live_event import LiveEvent
from .operation import Operation

T = TypeVar("T")


class AsyncLiveStream(Generic[T]):
    """`async for event in stream`. It mends every break by itself; `async with` or `aclose` ends it."""

    def __init__(self, operation: Operation[T], events: AsyncGenerator[LiveEvent[Any], None]) -> None:
        self._operation = operation
        self._events = events
        self._reading: asyncio.Future[LiveEvent[Any]] | None = None
        self._is_awaited = False
        self._ended = False
        self._closing: asyncio.Task[None] | None = None

    def __aiter__(self) -> AsyncIterator[LiveEvent[T]]:
        return self

    async def __anext__(self) -> LiveEvent[T]:
        """Raises HubError for what a retry cannot mend. Who gives up waiting, as with `asyncio.wait_for`, ends nothing and loses
        nothing: what comes then is given to who asks next."""
        if self._ended:
            raise StopAsyncIteration
        if self._is_awaited:
            raise RuntimeError("A stream is read by one at a time.")
        self._is_awaited = True
        try:
            event = await self._next()
        finally:
            self._is_awaited = False
        value = self._operation.value_of(event.data)
        return LiveEvent(value, event.cursor, event.start, event.resync, event.errors)

    async def _next(self) -> LiveEvent[Any]:
        reading = self._reading or asyncio.ensure_future(self._events.__anext__())
        self._reading = reading
        try:
            event = await asyncio.shield(reading)
        except asyncio.CancelledError:
            # Whoever closed it is no reason for its reader to be cancelled.
            if self._ended:
                raise StopAsyncIteration from None
            if reading.cancelled():
                self._reading = None
            raise
        except BaseException:
            self._reading = None
            raise
        self._reading = None
        return event

    async def aclose(self) -> None:
        """Ends the stream, also for a reader that waits for its next event. Idempotent."""
        self._ended = True
        # By one for all who ask: its hub may be closed while a loop that was left lets go of it.
        if self._closing is None:
            self._closing = asyncio.create_task(self._close())
        await asyncio.shield(self._closing)

    async def _close(self) -> None:
        if self._reading is not None and not self._reading.done():
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        await self._events.aclose()

    async def __aenter__(self) -> AsyncLiveStream[T]:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()


async def _next_of(stream: AsyncLiveStream[T]) -> LiveEvent[T] | None:
    """None behind the last one: what a thread waits for cannot end in StopAsyncIteration."""
    try:
        return await stream.__anext__()
    except StopAsyncIteration:
        return None


class LiveStream(Generic[T]):
    """`for event in stream`. It mends every break by itself; `break`, `with` or `close` ends it."""

    def __init__(self, stream: AsyncLiveStream[T], thread: EventLoopThread) -> None:
        self._stream = stream
        self._thread = thread

    def __iter__(self) -> Iterator[LiveEvent[T]]:
        return self

    def __next__(self) -> LiveEvent[T]:
        """Waits for the next event. Raises HubError for what a retry cannot mend."""
        event = None if self._thread.is_closed else self._thread.run(_next_of(self._stream))
        if event is None:
            raise StopIteration
        return event

    def close(self) -> None:
        """Ends the stream, also for another thread that waits for its next event. Idempotent."""
        if not self._thread.is_closed:
            self._thread.run(self._stream.aclose())

    def __enter__(self) -> LiveStream[T]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # A loop that was left with `break` lets go of it here.
        self._thread.start(self._stream.aclose())
