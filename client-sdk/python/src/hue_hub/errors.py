from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WireError = Mapping[str, Any]
"""One error of an answer, as it came: `message`, `path`, `extensions`."""


class HubError(Exception):
    """The hub refused, or something of what was asked could not be had. Each code has a class of its own."""

    def __init__(
        self,
        message: str,
        *,
        code: str,
        errors: Sequence[WireError] = (),
        request_id: str | None = None,
        data: Any = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        """From the hub's table of codes; see `hue_hub.ErrorCode`."""
        self.errors = tuple(errors)
        self.request_id = request_id
        """Quote it when you ask the city for help: the hub's log has the same id."""
        self.data = data
        """What there is of the answer beside the errors: null where they say."""
        self.idempotency_key: str | None = None
        """Of the mutation that failed: the same call with this key is done at most once."""
        first = _extensions(errors[0]) if errors else {}
        self.field: str | None = _text(first.get("field"))
        """The argument or member that is wrong, where the hub names one."""
        self.rule: str | None = _text(first.get("rule"))
        retry_after = first.get("retryAfter")
        self.retry_after_s: float | None = (
            float(retry_after) if isinstance(retry_after, (int, float)) else None
        )

    def __str__(self) -> str:
        said = f"{self.code}: {self.message}"
        return f"{said} (request {self.request_id})" if self.request_id else said


class HubUnreachableError(HubError):
    """The hub was not reached, or what answered was not the hub."""

    def __init__(self, message: str, *, was_sent: bool = True) -> None:
        super().__init__(message, code="UNREACHABLE")
        self.was_sent = was_sent
        """False when it is certain that the hub has seen nothing of it."""


class HubDeadlineError(HubError):
    """There was no answer within the deadline. A mutation may have been done: ask again with its key."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="DEADLINE_EXCEEDED")


class LiveBreakError(Exception):
    """A stream's connection is gone. Told to `on_break`; never thrown out of a stream, which goes on."""

    def __init__(
        self, message: str, *, wait_s: float | None = None, is_blocked: bool = False
    ) -> None:
        super().__init__(message)
        self.wait_s = wait_s
        """The least wait before the next try, where one is named; 0 when nothing is wrong."""
        self.is_blocked = is_blocked
        """Something answered, but it lets no WebSocket through."""


def _extensions(error: WireError) -> Mapping[str, Any]:
    extensions = error.get("extensions")
    return extensions if isinstance(extensions, Mapping) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
