from __future__ import annotations

import random
from collections.abc import Callable

from .errors import HubError, HubUnreachableError

PASSING = frozenset(
    {
        "SERVER_DRAINING",
        "OVERLOADED",
        "UNAVAILABLE",
        "SUBGRAPH_UNAVAILABLE",
        "SUBGRAPH_TIMEOUT",
    }
)
"""What may be otherwise in a moment; any other code is the answer."""


def backoff_s(attempt: int, rand: Callable[[], float] = random.random) -> float:
    """Full jitter: from 0 to min(30 s, 250 ms · 2^attempt), so that a thousand clients do not come back at once."""
    return rand() * min(30.0, 0.25 * 2.0 ** min(attempt, 10))


def retry_wait_s(
    error: HubError,
    attempt: int,
    *,
    is_safe: bool,
    rand: Callable[[], float] = random.random,
) -> float | None:
    """How long to wait before a call is tried again; None when it is not to be.

    `is_safe`: done twice it comes to the same, as a query or a mutation with a key does. What never reached the hub, or
    was refused for its rate before anything was run, is tried again in any case.
    """
    if isinstance(error, HubUnreachableError):
        return backoff_s(attempt, rand) if is_safe or not error.was_sent else None
    if error.code == "RATE_LIMITED":
        return (error.retry_after_s or 0.0) + backoff_s(attempt, rand)
    if error.code in PASSING and is_safe:
        return (error.retry_after_s or 0.0) + backoff_s(attempt, rand)
    return None
