from __future__ import annotations

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

    def __aiter__(self) -> AsyncIterator[LiveEvent[T]]:
        return self

    async def __anext__(self) -> LiveEvent[T]:
        """Raises HubError for what a retry cannot mend."""
        event = await self._events.__anext__()
        value = self._operation.value_of(event.data)
        return LiveEvent(value, event.cursor, event.start, event.resync, event.errors)

    async def aclose(self) -> None:
        """Ends the stream. Idempotent."""
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


class LiveStream(Generic[T]):
    """`for event in stream`. It mends every break by itself; `break`, `with` or `close` ends it."""

    def __init__(self, stream: AsyncLiveStream[T], thread: EventLoopThread) -> None:
        self._stream = stream
        self._thread = thread

    def __iter__(self) -> Iterator[LiveEvent[T]]:
        return self

    def __next__(self) -> LiveEvent[T]:
        """Waits for the next event. Raises HubError for what a retry cannot mend."""
        try:
            return self._thread.run(self._stream.__anext__())
        except StopAsyncIteration:
            raise StopIteration from None

    def close(self) -> None:
        """Ends the stream. Idempotent."""
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
