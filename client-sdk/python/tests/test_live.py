from __future__ import annotations

import asyncio
import base64
import json
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from hue_hub import AsyncHub, FileCursors, Hub, LiveEvent, LiveOptions, MemoryCursors, NotFoundError, UnauthenticatedError

from .fake_hub import FakeHub, Script, SocketHub, SseHub, Stream

SUBSCRIPTION = "subscription Numbers { n }"


def token_until(ends_at_s: float, name: str) -> str:
    """As a sign-in makes it, without a signature: it is the hub that checks that."""
    claims = json.dumps({"exp": ends_at_s, "name": name}).encode()
    return f"e30.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}."


def numbers(events: list[LiveEvent[Any]]) -> list[int]:
    return [event.data["n"] for event in events]


async def pieces(stream: Stream, index: int) -> None:
    """Events 1 to 8, two in each try."""
    for n in (index * 2 + 1, index * 2 + 2):
        await stream.event(n)
    await (stream.cut() if index < 3 else stream.complete())


class LiveCases:
    """What holds on every road; `road` names it and `hub_class` is the hub that speaks it."""

    class Case(unittest.IsolatedAsyncioTestCase):
        road: Any = "ws"
        hub_class: Any = SocketHub

        def setUp(self) -> None:
            # What is waited is of no matter to what comes of it.
            for place in ("follow", "retry"):
                patch = mock.patch(f"hue_hub.{place}.backoff_s", return_value=0.0)
                patch.start()
                self.addCleanup(patch.stop)

        async def read(
            self, script: Script, options: LiveOptions | None = None, **more: Any
        ) -> tuple[list[LiveEvent[Any]], FakeHub]:
            accepts = more.pop("accepts", lambda _: True)
            async with self.hub_class(script, accepts) as fake:
                async with AsyncHub(fake.url, live=self.road, **more) as hub:
                    events = [event async for event in hub.subscribe(SUBSCRIPTION, None, options)]
            return events, fake

        async def test_resumes_behind_its_last_event_after_each_break(self) -> None:
            events, fake = await self.read(pieces)
            self.assertEqual(numbers(events), list(range(1, 9)))
            self.assertEqual([each.after for each in fake.tries], [None, "c2", "c4", "c6"])

        async def test_gives_an_event_once_that_the_hub_gives_twice(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                for n in [1, 2, 2, 1, 3] if index == 0 else [2, 3, 4]:
                    await stream.event(n)
                await (stream.cut() if index == 0 else stream.complete())

            events, _ = await self.read(script)
            self.assertEqual(numbers(events), [1, 2, 3, 4])

        async def test_begins_behind_the_cursor_it_is_given_and_tells_each_break(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                await (stream.cut() if index < 2 else stream.complete())

            breaks: list[int] = []
            options = LiveOptions(after="c7", on_break=lambda attempt, _: breaks.append(attempt))
            _, fake = await self.read(script, options)
            self.assertEqual([each.after for each in fake.tries], ["c7", "c7", "c7"])
            self.assertEqual(breaks, [1, 2])

        async def test_tells_a_resync_also_one_whose_cursor_it_has_seen(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                if index == 0:
                    await stream.event(1, cursor="c1", start=True)
                    await stream.cut()
                else:
                    await stream.event(1, cursor="c1", resync=True)
                    await stream.complete()

            events, _ = await self.read(script)
            self.assertEqual([(each.start, each.resync) for each in events], [(True, False), (False, True)])

        async def test_says_resync_where_a_stream_without_cursors_broke(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                await stream.event(index, start=True)
                await (stream.cut() if index == 0 else stream.complete())

            events, _ = await self.read(script)
            self.assertEqual([each.resync for each in events], [False, True])

        async def test_asks_the_hook_once_more_when_its_token_is_refused(self) -> None:
            tokens = iter(["old", "new"])
            events, fake = await self.read(pieces, token=lambda: next(tokens, "new"), accepts=lambda by: by == "Bearer new")
            self.assertEqual(numbers(events), list(range(1, 9)))
            self.assertEqual({each.authorization for each in fake.tries}, {"Bearer new"})

        async def test_raises_when_the_same_token_is_refused_again(self) -> None:
            with self.assertRaises(UnauthenticatedError) as raised:
                await self.read(pieces, token="old", accepts=lambda _: False)
            # A socket is closed with a word only.
            said = "The hub does not take this token or API key (Forbidden)."
            self.assertIn(raised.exception.message, (said, "UNAUTHENTICATED"))

        async def test_comes_back_after_what_passes_and_raises_what_does_not(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                if index == 0:
                    await stream.event(1)
                await stream.refuse("SERVER_DRAINING" if index == 0 else "NOT_FOUND")

            with self.assertRaises(NotFoundError) as raised:
                await self.read(script)
            self.assertEqual(raised.exception.code, "NOT_FOUND")

        async def test_goes_on_tomorrow_where_its_store_says_it_stopped(self) -> None:
            cursors = MemoryCursors()

            async def script(stream: Stream, index: int) -> None:
                for n in range(1, 4):
                    await stream.event(n)
                await stream.complete()

            await self.read(script, LiveOptions(cursors=cursors))
            _, fake = await self.read(script, LiveOptions(cursors=cursors))
            self.assertEqual(fake.tries[0].after, "c3")

        async def test_gives_again_what_was_being_worked_on_in_a_crash(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                for n in range(1, 4):
                    await stream.event(n)

            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "cursors.json"
                async with self.hub_class(script) as fake, AsyncHub(fake.url, live=self.road) as hub:
                    options = LiveOptions(cursors=FileCursors(path), key="mine")
                    async for event in hub.subscribe(SUBSCRIPTION, None, options):
                        if event.data["n"] == 2:
                            break
                self.assertEqual(json.loads(path.read_text()), {"mine": "c1"})
                self.assertEqual(path.stat().st_mode & 0o077, 0)

        async def test_renews_the_token_of_an_open_stream_in_place(self) -> None:
            fresh = token_until(time.time() + 3_600, "fresh")
            tokens = iter([token_until(time.time() + 1_800, "first")])
            renewed = asyncio.Event()

            def hook() -> str:
                return next(tokens, fresh)

            async def script(stream: Stream, index: int) -> None:
                await stream.event(1, cursor="c1", stream="s1")
                await renewed.wait()
                await stream.complete()

            waits = mock.patch("hue_hub.token_renewal.wait_s", side_effect=[0.0, 3_000.0])
            async with self.hub_class(script) as fake, AsyncHub(fake.url, live=self.road, token=hook) as hub:
                stream = hub.subscribe(SUBSCRIPTION)
                with waits:
                    self.assertEqual((await stream.__anext__()).cursor, "c1")
                    while not fake.renewals:
                        await asyncio.sleep(0.01)
                renewed.set()
                self.assertEqual([event async for event in stream], [])
            self.assertEqual(fake.renewals, [f"Bearer {fresh}"])
            self.assertEqual(len(fake.tries), 1)

        async def test_takes_a_hub_that_is_silent_for_gone(self) -> None:
            async def script(stream: Stream, index: int) -> None:
                # As often as it takes: on a slow machine the first word may come late too.
                await stream.event(2 if stream.after else 1)
                await (stream.complete() if stream.after else stream.stall())

            with mock.patch("hue_hub.live_sse._SILENCE_S", 0.5), mock.patch("hue_hub.socket_session._PING_S", 0.25):
                events, fake = await self.read(script)
            self.assertEqual(numbers(events), [1, 2])
            self.assertEqual(fake.tries[-1].after, "c1")

        async def test_ends_for_a_thread_that_waits_when_the_hub_is_closed(self) -> None:
            waiting = asyncio.Event()

            async def script(stream: Stream, index: int) -> None:
                await stream.event(1)
                waiting.set()

            seen: list[int] = []
            async with self.hub_class(script) as fake:
                hub = Hub(fake.url, live=self.road)

                def read() -> None:
                    for event in hub.subscribe(SUBSCRIPTION):
                        seen.append(event.data["n"])

                reader = threading.Thread(target=read)
                reader.start()
                await waiting.wait()
                while not seen:
                    await asyncio.sleep(0.01)
                await asyncio.to_thread(hub.close)
                await asyncio.to_thread(reader.join)
            self.assertEqual(seen, [1])

        async def test_goes_on_for_who_gave_up_waiting_and_loses_nothing(self) -> None:
            more = asyncio.Event()

            async def script(stream: Stream, index: int) -> None:
                await stream.event(1)
                await more.wait()
                for n in (2, 3):
                    await stream.event(n)
                await stream.complete()

            async with self.hub_class(script) as fake, AsyncHub(fake.url, live=self.road) as hub:
                stream = hub.subscribe(SUBSCRIPTION)
                seen = [(await stream.__anext__()).data["n"]]
                for _ in range(2):
                    waiting = asyncio.ensure_future(stream.__anext__())
                    await asyncio.sleep(0)
                    waiting.cancel()
                    with self.assertRaises(asyncio.CancelledError):
                        await waiting
                more.set()
                seen += [event.data["n"] async for event in stream]
            self.assertEqual(seen, [1, 2, 3])
            self.assertEqual(len(fake.tries), 1)

        async def test_is_taken_up_again_when_it_is_read_more_slowly_than_it_comes(self) -> None:
            last = 2_500

            async def script(stream: Stream, index: int) -> None:
                start = int(stream.after[1:]) + 1 if stream.after else 1
                for n in range(start, last + 1):
                    await stream.event(n)
                await stream.complete()

            seen: list[int] = []
            async with self.hub_class(script) as fake, AsyncHub(fake.url, live=self.road) as hub:
                async for event in hub.subscribe(SUBSCRIPTION):
                    seen.append(event.data["n"])
                    if event.data["n"] == 1:
                        while not (fake.tries and self.road == "sse") and not hub_is_behind(hub):
                            await asyncio.sleep(0.01)
            self.assertEqual(seen, list(range(1, last + 1)))


def hub_is_behind(hub: AsyncHub) -> bool:
    """Whether what came over the socket fills the queue of its one stream."""
    return not any(session._streams for session in hub._transport._sessions)  # type: ignore[attr-defined]


class OverSockets(LiveCases.Case):
    road = "ws"
    hub_class = SocketHub

    async def test_has_one_socket_for_all_streams(self) -> None:
        together = asyncio.Barrier(3) if hasattr(asyncio, "Barrier") else None

        async def script(stream: Stream, index: int) -> None:
            if together is not None:
                await together.wait()
            await stream.event(index)
            await stream.complete()

        async with SocketHub(script) as fake, AsyncHub(fake.url, live="ws") as hub:

            async def read() -> int:
                return len([event async for event in hub.subscribe(SUBSCRIPTION)])

            self.assertEqual(await asyncio.gather(read(), read(), read()), [1, 1, 1])
            if together is not None:
                self.assertEqual(fake.opened, 1)


    async def test_has_one_socket_for_each_fifty_and_all_streams_of_one_come_back_at_one_time(self) -> None:
        begun: list[Stream] = []
        all_begun = asyncio.Event()

        async def script(stream: Stream, index: int) -> None:
            begun.append(stream)
            if len(begun) == 51:
                all_begun.set()
            await all_begun.wait()
            await (stream.cut() if index < 51 else stream.complete())

        lucks: list[float] = []

        def told(_: int, cause: Exception) -> None:
            lucks.append(getattr(cause, "luck"))

        async with SocketHub(script) as fake, AsyncHub(fake.url, live="ws") as hub:

            async def read() -> None:
                async for _ in hub.subscribe(SUBSCRIPTION, None, LiveOptions(on_break=told)):
                    pass

            reading = [asyncio.create_task(read()) for _ in range(51)]
            await all_begun.wait()
            self.assertEqual(fake.opened, 2)
            await asyncio.gather(*reading)
        self.assertEqual((len(lucks), len(set(lucks))), (51, 2))


class OverServerSentEvents(LiveCases.Case):
    road = "sse"
    hub_class = SseHub

    async def test_has_any_number_of_streams_beside_each_other(self) -> None:
        async def script(stream: Stream, index: int) -> None:
            await stream.event(1)

        async with SseHub(script) as fake, AsyncHub(fake.url, live="sse") as hub:
            streams = [hub.subscribe(SUBSCRIPTION) for _ in range(120)]
            events = await asyncio.gather(*(stream.__anext__() for stream in streams))
            self.assertEqual(numbers(events), [1] * 120)
            self.assertEqual(len(fake.tries), 120)


class OverWhatThereIs(unittest.IsolatedAsyncioTestCase):
    async def test_takes_server_sent_events_where_no_websocket_gets_through(self) -> None:
        with mock.patch("hue_hub.follow.backoff_s", return_value=0.0):
            async with SseHub(pieces) as fake, AsyncHub(fake.url) as hub:
                events = [event async for event in hub.subscribe(SUBSCRIPTION)]
        self.assertEqual(numbers(events), list(range(1, 9)))

    async def test_takes_them_also_where_who_asks_for_a_websocket_hears_nothing(self) -> None:
        with mock.patch("hue_hub.follow.backoff_s", return_value=0.0), mock.patch("hue_hub.socket_session._OPEN_S", 0.2):
            async with SseHub(pieces) as fake, AsyncHub(fake.url) as hub:
                fake.swallows_sockets = True
                events = [event async for event in hub.subscribe(SUBSCRIPTION)]
        self.assertEqual(numbers(events), list(range(1, 9)))

    async def test_takes_websocket_where_it_can(self) -> None:
        with mock.patch("hue_hub.follow.backoff_s", return_value=0.0):
            async with SocketHub(pieces) as fake, AsyncHub(fake.url) as hub:
                events = [event async for event in hub.subscribe(SUBSCRIPTION)]
        self.assertEqual(numbers(events), list(range(1, 9)))
