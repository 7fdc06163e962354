from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .error_table import BY_CODE
from .errors import HubError, WireError


def error_of(
    errors: Sequence[WireError], *, data: Any = None, request_id: str | None = None
) -> HubError:
    """The typed error of an answer: the class is that of the first error's code."""
    first: Mapping[str, Any] = errors[0] if errors else {}
    extensions = first.get("extensions")
    known = extensions if isinstance(extensions, Mapping) else {}
    code = str(known.get("code", "INTERNAL_SERVER_ERROR"))
    message = str(first.get("message", "The hub answered without data and without an error."))
    return BY_CODE.get(code, HubError)(
        message,
        code=code,
        errors=errors,
        request_id=str(known["requestId"]) if "requestId" in known else request_id,
        data=data,
    )


def errors_in(answer: Mapping[str, Any]) -> list[WireError]:
    errors = answer.get("errors")
    return [each for each in errors if isinstance(each, Mapping)] if isinstance(errors, list) else []
