"""What a moment and a day may be given as. Both come back as text in ISO 8601, moments in UTC."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Union

Moment = Union[str, datetime]
"""With its offset: `2026-11-22T08:30:00+07:00`, or a datetime that knows its zone."""
Day = Union[str, date]


def to_json(value: object) -> Any:
    """A value as it is sent; what is None in a mapping of variables is the caller's to leave out.

    Raises ValueError for a datetime without a zone: it would be taken for another moment than was meant.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"expected a datetime with a time zone, got {value!r}")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [to_json(item) for item in value]
    return value
