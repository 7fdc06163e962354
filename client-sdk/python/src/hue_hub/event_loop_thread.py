from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")


class EventLoopThread:
    """An event loop of its own, on which a hub without `await` runs: heartbeats, resuming and the renewal of tokens go on while
    the program computes. Begun with its first use."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._process = os.getpid()
        self._closed = False

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Waits for it; an interrupt (Ctrl-C) cancels it."""
        future = self._begun(work)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def run_telling(
        self, work: Callable[[Callable[[S], None]], Coroutine[Any, Any, T]], tell: Callable[[S], None]
    ) -> T:
        """As `run`; what the work says meanwhile is told in the thread that waits, and what that raises cancels it."""
        said: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        future = self._begun(work(lambda each: said.put(lambda: tell(each))))
        future.add_done_callback(lambda _: said.put(None))
        try:
            while told := said.get():
                told()
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Begins it and waits for nothing; does nothing where no loop runs any more."""
        loop = self._loop
        if loop is None or self._closed or self._process != os.getpid() or loop.is_closed():
            work.close()
            return
        asyncio.run_coroutine_threadsafe(work, loop)

    @property
    def is_closed(self) -> bool:
        return self._closed

    def finish(self, last: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Runs `last`, cancels what is left and ends the loop. Idempotent; nothing is done where nothing was begun."""
        with self._lock:
            loop, thread, self._closed = self._loop, self._thread, True
            self._loop = None
        if loop is None or thread is None or self._process != os.getpid():
            return
        try:
            asyncio.run_coroutine_threadsafe(_all_ended(last()), loop).result()
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _begun(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        try:
            return asyncio.run_coroutine_threadsafe(work, self._running())
        except BaseException:
            work.close()
            raise

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._closed:
                raise RuntimeError("This hub was closed.")
            if self._process != os.getpid():
                raise RuntimeError("A hub belongs to the process that opened it: open one in each.")
            if current_thread() is self._thread:
                raise RuntimeError("What the hub calls in its own thread must not wait for the hub: use another thread.")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="hue-hub", daemon=True)
                self._thread.start()
            return self._loop


async def _all_ended(last: Coroutine[Any, Any, object]) -> None:
    await last
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    loop = asyncio.get_running_loop()
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor()
