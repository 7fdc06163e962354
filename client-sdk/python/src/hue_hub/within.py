from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def within(work: Coroutine[Any, Any, T], limit_s: float) -> T:
    """What it gives. Raises TimeoutError of asyncio when it is not done by then, and has been cancelled.

    Not `asyncio.wait_for`: before Python 3.12 that gives the answer in place of a cancellation that comes together with it, so that
    what was cancelled goes on, and whoever waits for its end waits for ever.
    """
    task = asyncio.ensure_future(work)
    is_late = False
    try:
        _, late = await asyncio.wait({task}, timeout=max(0.0, limit_s))
        is_late = len(late) > 0
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
    try:
        return task.result()
    except asyncio.CancelledError:
        if not is_late:
            raise
    raise asyncio.TimeoutError
