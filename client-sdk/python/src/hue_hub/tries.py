from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

from .errors import HubDeadlineError, HubError
from .within import within

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Tried(Protocol[T_co]):
    """What is tried again: it knows what its tries have in common, and whether another is worth it."""

    @property
    def name(self) -> str:
        """What it is to whoever reads that it was not answered."""
        ...

    @property
    def key(self) -> str | None:
        """Under which it is done at most once, where whoever asks may ask again with it."""
        ...

    def try_once(self) -> Coroutine[Any, Any, T_co]: ...

    def wait_before_next(self, attempt: int, error: HubError) -> float | None:
        """Seconds to wait before another try; None when there is to be none."""
        ...


async def until_done(call: Tried[T], *, deadline_s: float, retries: int) -> T:
    """What the first try gives that does not fail, all within one deadline. Raises HubError."""
    ends_at = time.monotonic() + deadline_s
    attempt = 0
    last: HubError | None = None
    while True:
        attempt += 1
        try:
            return await _try(call, ends_at - time.monotonic(), last)
        except HubError as error:
            is_over = isinstance(error, HubDeadlineError)
            wait_s = None if is_over else call.wait_before_next(attempt, error)
            error.idempotency_key = call.key
            if wait_s is None or attempt > retries or time.monotonic() + wait_s >= ends_at:
                raise
            last = error
        await asyncio.sleep(wait_s)


async def _try(call: Tried[T], left_s: float, last: HubError | None) -> T:
    """Raises HubDeadlineError, caused by what the last try ended with."""
    try:
        return await within(call.try_once(), left_s)
    except asyncio.TimeoutError:
        raise HubDeadlineError(f"{call.name} was not answered in time.") from last
