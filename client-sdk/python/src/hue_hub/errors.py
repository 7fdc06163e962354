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
        self.luck: float | None = None
        """Of a stream: where in the window the next try comes, 0 to 1, the same for all streams of one socket."""
        self.idempotency_key: str | None = None
        """Of the mutation that failed: the same call with this key is done at most once."""
        first = _extensions(errors[0]) if errors else {}
        self.field: str | None = _text(first.get("field"))
        """The argument or member that is wrong, where the hub names one."""
        self.rule: str | None = _text(first.get("rule"))
        """The rule that it breaks."""
        self.from_state: str | None = _text(first.get("from"))
        """Of a step that cannot be taken: the state that the thing is in."""
        allowed = first.get("allowed")
        self.allowed: tuple[str, ...] = tuple(allowed) if isinstance(allowed, list) else ()
        """What would have been allowed instead: steps, values."""
        path = errors[0].get("path") if errors else None
        self.path: tuple[str | int, ...] = tuple(path) if isinstance(path, list) else ()
        """Where in the answer it happened."""
        retry_after = first.get("retryAfter")
        self.retry_after_s: float | None = (
            float(retry_after) if isinstance(retry_after, (int, float)) else None
        )
        """How long until another try may do, where the hub says so."""

    def __str__(self) -> str:
        said = f"{self.code}: {self.message}"
        return f"{said} (request {self.request_id})" if self.request_id else said


class HubUnreachableError(HubError):
    """The hub was not reached, or what answered was not the hub."""

    def __init__(
        self, message: str, *, was_sent: bool = True, status: int | None = None
    ) -> None:
        super().__init__(message, code="UNREACHABLE")
        self.was_sent = was_sent
        """False when it is certain that the hub has seen nothing of it."""
        self.status = status
        """HTTP status of what answered in the hub's place."""

    @property
    def may_pass(self) -> bool:
        """Whether another answer may come in a moment: not where a page of some other server is."""
        return self.status is None or self.status >= 500 or self.status in (408, 429)


class HubDeadlineError(HubUnreachableError):
    """There was no answer within the deadline; its cause is what the last try ended with. A mutation may have been done: ask
    again with its `idempotency_key`."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "DEADLINE_EXCEEDED"


class LiveBreakError(Exception):
    """A stream's connection is gone. Told to `on_break`; never thrown out of a stream, which goes on."""

    def __init__(
        self, message: str, *, wait_s: float | None = None, is_blocked: bool = False
    ) -> None:
        super().__init__(message)
        self.luck: float | None = None
        """As of `HubError`."""
        self.wait_s = wait_s
        """The least wait before the next try, where one is named; 0 when nothing is wrong."""
        self.is_blocked = is_blocked
        """Something answered, but it lets no WebSocket through."""


def _extensions(error: WireError) -> Mapping[str, Any]:
    extensions = error.get("extensions")
    return extensions if isinstance(extensions, Mapping) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
