from __future__ import annotations

import random
from collections.abc import Callable

from .error_table import DISPOSITIONS
from .errors import HubError, HubUnreachableError


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

    `is_safe`: done twice it comes to the same, as a query or a mutation with a key does. What never reached the hub is tried
    again in any case.
    """
    if isinstance(error, HubUnreachableError):
        passes = error.may_pass and (is_safe or not error.was_sent)
    else:
        passes = is_safe and may_pass(error)
    return (error.retry_after_s or 0.0) + backoff_s(attempt, rand) if passes else None


def may_pass(error: HubError) -> bool:
    """By the hub's table: whether the same may be answered otherwise in a moment, or when the time is over that the hub names."""
    disposition = DISPOSITIONS.get(error.code, "final")
    return disposition == "again" or (disposition == "later" and error.retry_after_s is not None)


def is_token_trouble(error: HubError) -> bool:
    """The hub no longer knows who asks: another token may mend it."""
    return DISPOSITIONS.get(error.code) == "token"
