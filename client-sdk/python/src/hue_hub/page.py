from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Generic, TypeVar

from .records import to_records

T = TypeVar("T")


class _PageOf(list[T], Generic[T]):
    """The nodes of one page: a list, with where it ends."""

    def __init__(self, connection: object) -> None:
        found: Mapping[str, Any] = connection if isinstance(connection, Mapping) else {}
        super().__init__(found.get("nodes") or [])
        end: Mapping[str, Any] = found.get("pageInfo") or {}
        self.end_cursor: str | None = end.get("endCursor")
        """Give it as `after` to go on from here another day."""
        self.has_next_page: bool = bool(end.get("hasNextPage")) and self.end_cursor is not None
        self.extra: dict[str, Any] = {
            key: value for key, value in found.items() if key not in ("nodes", "pageInfo")
        }
        """What else was selected of the list, such as a count."""

    def to_records(self) -> list[dict[str, Any]]:
        """Flat rows: see `hue_hub.to_records`."""
        return to_records(self)


class Page(_PageOf[T]):
    """One page of a list. `for node in page.all()` goes on through all later pages, each asked for when it is needed."""

    def __init__(self, connection: object, ask: Callable[[str], Page[T]]) -> None:
        super().__init__(connection)
        self._ask = ask

    def next_page(self) -> Page[T] | None:
        """None behind the last one."""
        return self._ask(self.end_cursor) if self.has_next_page and self.end_cursor else None

    def pages(self) -> Iterator[Page[T]]:
        """This page and all later ones."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            following = page.next_page()
            # A list that would never end: its cursor stands still.
            if following is not None and following.end_cursor == page.end_cursor and not following:
                return
            page = following

    def all(self, limit: int | None = None) -> Iterator[T]:
        """Every node of this page and of all later ones, `limit` at most."""
        return islice((node for page in self.pages() for node in page), limit)


class AsyncPage(_PageOf[T]):
    """One page of a list. `async for node in page.all()` goes on through all later pages."""

    def __init__(self, connection: object, ask: Callable[[str], Awaitable[AsyncPage[T]]]) -> None:
        super().__init__(connection)
        self._ask = ask

    async def next_page(self) -> AsyncPage[T] | None:
        """None behind the last one."""
        return await self._ask(self.end_cursor) if self.has_next_page and self.end_cursor else None

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all later ones."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            following = await page.next_page()
            if following is not None and following.end_cursor == page.end_cursor and not following:
                return
            page = following

    async def all(self, limit: int | None = None) -> AsyncIterator[T]:
        """Every node of this page and of all later ones, `limit` at most."""
        given = 0
        async for page in self.pages():
            for node in page:
                if given == limit:
                    return
                given += 1
                yield node
