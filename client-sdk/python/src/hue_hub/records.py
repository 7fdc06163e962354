from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def to_records(
    value: object, *, rows: str | None = None, separator: str = "."
) -> list[dict[str, Any]]:
    """Flat rows for a table, such as `pandas.DataFrame(to_records(series, rows="points"))`.

    A list gives a row for each of its members, an object one row. With `rows`, the name of a member that is a list, each member
    of that list is a row, and what stands beside it is repeated in each. Members of members are named `station.name`; any other
    list within a row stays a list.

    Raises KeyError for an object without a member of the name `rows`.
    """
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [_flat(value, separator)] if rows is None else _rows_of(value, rows, separator)
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return [row for item in value for row in to_records(item, rows=rows, separator=separator)]
    raise TypeError(f"expected an object or a list of objects, got {type(value).__name__}")


def _rows_of(value: Mapping[str, Any], rows: str, separator: str) -> list[dict[str, Any]]:
    beside = _flat({key: item for key, item in value.items() if key != rows}, separator)
    return [{**beside, **_flat(item, separator)} for item in value[rows] or []]


def _flat(value: Mapping[str, Any], separator: str) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, item in value.items():
        if isinstance(item, Mapping):
            inner = _flat(item, separator)
            row.update({f"{key}{separator}{name}": member for name, member in inner.items()})
        else:
            row[key] = item
    return row
