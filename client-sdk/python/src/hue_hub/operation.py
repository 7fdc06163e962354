from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, Literal, TypeVar, cast

T = TypeVar("T")
Kind = Literal["query", "mutation", "subscription"]


@dataclass(frozen=True)
class Operation(Generic[T]):
    """A document with what the client has to know of it; `T` is the type of what it gives."""

    name: str
    """As `area.rootField`."""
    kind: Kind
    field: str | None
    """Under which the answer has what is given; None gives the answer's data as a whole."""
    hash: str
    """SHA-256 of `text`: what the hub knows the document by."""
    text: str
    is_keyed: bool = False
    """It takes a `$clientMutationId`: sent twice under one key it is done once."""
    deprecated: tuple[tuple[str, str], ...] = ()
    """Fields that the contract is going to lose, as `Type.field`, each with why and until when."""

    def value_of(self, data: object) -> T:
        """The hub checks its answers against the schema that `T` was made from."""
        if self.field is None or not isinstance(data, Mapping):
            return cast(T, data)
        return cast(T, data.get(self.field))


def operation_of(text: str) -> Operation[dict[str, Any]]:
    """A document of one's own, with one operation."""
    found = re.search(r"^\s*(query|mutation|subscription)\b\s*(\w*)", text, re.MULTILINE)
    kind = cast(Kind, found.group(1) if found else "query")
    name = (found.group(2) if found else "") or kind
    digest = sha256(text.encode()).hexdigest()
    return Operation(name, kind, None, digest, text, is_keyed="$clientMutationId" in text)
