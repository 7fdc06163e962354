from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from .live_options import LiveOptions
from .live_stream import AsyncLiveStream, LiveStream
from .operation import Operation
from .page import AsyncPage, Page

T = TypeVar("T")


@dataclass(frozen=True)
class CallOptions:
    """What one call may ask for beside its arguments."""

    deadline_s: float | None = None
    """For the whole call with all tries; the hub's own (30 s) when left out."""
    retries: int | None = None
    """How often what is safe is tried again; 0 for never."""
    headers: Mapping[str, str] = field(default_factory=dict)


class Caller(Protocol):
    """What the methods of an area stand on."""

    def call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None
    ) -> T: ...

    def page(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None
    ) -> Page[T]: ...

    def stream(
        self, operation: Operation[T], variables: Mapping[str, Any], options: LiveOptions | None
    ) -> LiveStream[T]: ...


class AsyncCaller(Protocol):
    async def call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None
    ) -> T: ...

    async def page(
        self, operation: Operation[T], variables: Mapping[str, Any], options: CallOptions | None
    ) -> AsyncPage[T]: ...

    def stream(
        self, operation: Operation[T], variables: Mapping[str, Any], options: LiveOptions | None
    ) -> AsyncLiveStream[T]: ...
