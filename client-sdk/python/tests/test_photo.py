from __future__ import annotations

import asyncio
import io
import tempfile
import threading
import unittest
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

from hue_hub import AsyncHub, BadUserInputError, CallOptions, Hub, HubDeadlineError, HubError, HubUnreachableError, UnauthenticatedError
from hue_hub.photo import MAX_BYTES, read_photo

from .fake_hub import HttpServer, Request

Answer = Callable[[Request, int], Awaitable[None]]
JPEG = b"\xff\xd8\xff"
PHOTO = JPEG + bytes(300_000)


async def take(request: Request, index: int) -> None:
    await request.answer({"id": "t", "state": "READY"}, 201)


class Trickle(io.RawIOBase):
    """Gives less than it is asked for, as what comes over a network does."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def read(self, size: int = -1, /) -> bytes:
        piece, self._rest = self._rest[:7], self._rest[7:]
        return piece


class Rules(unittest.TestCase):
    def test_what_the_hub_would_refuse_is_refused_in_its_words(self) -> None:
        for data, rule, said in (
            (b"", "range", "A file of this kind has 1 to 10485760 bytes."),
            (JPEG + bytes(MAX_BYTES - 2), "range", "A file of this kind has 1 to 10485760 bytes."),
            (b"GIF89a, and much more of it", "media_type", "This is not a picture in JPEG, PNG or WebP."),
            (b"RIFF....WAVE and more", "media_type", "This is not a picture in JPEG, PNG or WebP."),
        ):
            with self.assertRaises(BadUserInputError) as raised:
                read_photo(data)
            error = raised.exception
            self.assertEqual((error.code, error.field, error.rule, error.message), ("BAD_USER_INPUT", "bytes", rule, said))
        self.assertEqual(error.allowed, ("image/jpeg", "image/png", "image/webp"))

    def test_each_kind_of_picture_is_taken_up_to_the_last_byte(self) -> None:
        for data in (JPEG, b"\x89PNG\r\n\x1a\n...", b"RIFF\x10\x93\x04\x00WEBP...", JPEG + bytes(MAX_BYTES - 3)):
            self.assertEqual(read_photo(data), data)

    def test_a_photo_may_be_bytes_a_path_or_a_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "ảnh.jpg")
            path.write_bytes(PHOTO)
            with path.open("rb") as file:
                given: tuple[Any, ...] = (PHOTO, bytearray(PHOTO), memoryview(PHOTO), path, str(path), file, Trickle(PHOTO[:99]))
                for photo in given:
                    self.assertIn(read_photo(photo), (PHOTO, PHOTO[:99]))
            with self.assertRaises(FileNotFoundError):
                read_photo(Path(folder, "nothing.jpg"))

    def test_no_more_of_a_large_file_is_read_than_tells_that_it_is_too_large(self) -> None:
        file = io.BytesIO(JPEG + bytes(MAX_BYTES * 2))
        with self.assertRaises(BadUserInputError):
            read_photo(file)
        self.assertEqual(file.tell(), MAX_BYTES + 1)


class Uploads(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        patch = mock.patch("hue_hub.retry.backoff_s", return_value=0.0)
        patch.start()
        self.addCleanup(patch.stop)

    async def send(self, answer: Answer, photo: Any = PHOTO, **given: Any) -> tuple[Any, list[Request], list[Request]]:
        """What the upload gives, or the error that it raises, the addresses that were asked for, and what was sent there."""
        asked: list[Request] = []
        sent: list[Request] = []

        async def handle(request: Request) -> None:
            if request.method == "PUT":
                sent.append(request)
                await answer(request, len(sent) - 1)
            else:
                asked.append(request)
                ticket = {"id": f"t{len(asked)}", "url": f"/files/reports.t{len(asked)}", "expiresAt": "2026-11-26T00:00:00Z"}
                await request.answer({"data": {"createUpload": ticket}})

        token = given.pop("token", "token")
        async with HttpServer(handle) as server, AsyncHub(server.url, token=token, headers={"X-Trace": "1"}) as hub:
            try:
                return await hub.upload_photo(photo, kind="REPORT_PHOTO", **given), asked, sent
            except HubError as error:
                return error, asked, sent

    async def test_goes_to_the_address_that_was_asked_for_and_its_progress_ends_with_all_of_it(self) -> None:
        told: list[tuple[int, int]] = []
        given, asked, sent = await self.send(take, on_progress=lambda *step: told.append(step))
        self.assertEqual(given, "t1")
        wanted = {"kind": "REPORT_PHOTO", "bytes": len(PHOTO), "sha256": sha256(PHOTO).hexdigest()}
        self.assertLessEqual(wanted.items(), asked[0].body["variables"].items())
        self.assertEqual([(each.path, each.bytes == PHOTO) for each in sent], [("/files/reports.t1", True)])
        headers = sent[0].headers
        self.assertEqual((headers["content-length"], headers["authorization"], headers["x-trace"]), (str(len(PHOTO)), "Bearer token", "1"))
        self.assertNotIn("transfer-encoding", headers)
        self.assertEqual({total for _, total in told}, {len(PHOTO)})
        steps = [step for step, _ in told]
        self.assertGreater(len(steps), 3)
        self.assertEqual(steps, sorted(set(steps)))
        self.assertEqual(steps[-1], len(PHOTO))

    async def test_is_sent_again_to_the_same_address_when_it_may_not_have_arrived_and_its_progress_never_goes_back(self) -> None:
        async def answer(request: Request, index: int) -> None:
            if index == 0:
                request.writer.transport.abort()
            elif index == 1:
                await request.refuse("OVERLOADED", 503)
            else:
                await take(request, index)

        told: list[int] = []
        given, asked, sent = await self.send(answer, on_progress=lambda step, total: told.append(step))
        self.assertEqual((given, len(asked)), ("t1", 1))
        self.assertEqual([each.path for each in sent], ["/files/reports.t1"] * 3)
        self.assertEqual(told, sorted(set(told)))

    async def test_goes_to_another_address_when_the_first_was_used_or_is_no_longer_good(self) -> None:
        async def answer(request: Request, index: int) -> None:
            if index == 0:
                request.writer.transport.abort()
            elif index == 1:
                await request.refuse("CONFLICT", 409, rule="single_use")
            elif index == 2:
                await request.refuse("NOT_FOUND", 410, rule="expired")
            else:
                await take(request, index)

        given, asked, _ = await self.send(answer)
        self.assertEqual(given, "t3")
        self.assertEqual(len({each.body["variables"]["clientMutationId"] for each in asked}), 3)

    async def test_is_sent_once_when_the_hub_refuses_it_or_what_answers_is_not_the_hub(self) -> None:
        async def refuse(request: Request, index: int) -> None:
            await request.refuse("BAD_USER_INPUT", 400, field="bytes", rule="pixels")

        error, _, sent = await self.send(refuse)
        self.assertIsInstance(error, BadUserInputError)
        self.assertEqual((error.rule, error.idempotency_key, len(sent)), ("pixels", None, 1))

        async def another(request: Request, index: int) -> None:
            await request.answer("<html>Too large</html>", 413)

        error, _, sent = await self.send(another)
        self.assertIsInstance(error, HubUnreachableError)
        self.assertEqual((error.status, len(sent)), (413, 1))

    async def test_is_refused_before_anything_is_sent(self) -> None:
        error, asked, sent = await self.send(take, b"GIF89a")
        self.assertIsInstance(error, BadUserInputError)
        self.assertEqual((asked, sent), ([], []))

    async def test_asks_its_hook_once_more_when_a_token_is_refused(self) -> None:
        async def answer(request: Request, index: int) -> None:
            is_good = request.headers["authorization"] == "Bearer new"
            await (take(request, index) if is_good else request.refuse("UNAUTHENTICATED", 401))

        tokens = iter(["old", "old", "new"])
        given, asked, sent = await self.send(answer, token=lambda: next(tokens))
        self.assertEqual((given, len(asked), len(sent)), ("t1", 1, 2))
        error, _, sent = await self.send(answer, token=lambda: "old")
        self.assertIsInstance(error, UnauthenticatedError)
        self.assertEqual(len(sent), 2)

    async def test_ends_with_its_deadline_and_tries_no_more_often_than_it_may(self) -> None:
        async def never(request: Request, index: int) -> None:
            await asyncio.Event().wait()

        error, _, _ = await self.send(never, options=CallOptions(deadline_s=0.3))
        self.assertIsInstance(error, HubDeadlineError)
        self.assertIn("The photo was not answered in time.", str(error))

        async def full(request: Request, index: int) -> None:
            await request.refuse("OVERLOADED", 503)

        error, _, sent = await self.send(full, options=CallOptions(retries=1))
        self.assertEqual((error.code, len(sent)), ("OVERLOADED", 2))

    async def test_without_await_its_progress_is_told_to_the_thread_that_waits(self) -> None:
        sent: list[Request] = []

        async def handle(request: Request) -> None:
            if request.method == "PUT":
                sent.append(request)
                await take(request, 0)
            else:
                ticket = {"id": "t1", "url": "/files/reports.t1", "expiresAt": "2026-11-26T00:00:00Z"}
                await request.answer({"data": {"createUpload": ticket}})

        class Left(Exception):
            pass

        def leave(step: int, total: int) -> None:
            raise Left

        def work(url: str) -> None:
            told: list[tuple[int, int]] = []
            with Hub(url, token="token") as hub:
                here = threading.get_ident()

                def tell(step: int, total: int) -> None:
                    self.assertEqual(threading.get_ident(), here)
                    told.append((step, total))

                self.assertEqual(hub.upload_photo(PHOTO, kind="REPORT_PHOTO", on_progress=tell), "t1")
                self.assertEqual(told[-1], (len(PHOTO), len(PHOTO)))
                self.assertEqual(hub.upload_photo(PHOTO, kind="REPORT_EVIDENCE"), "t1")
                with self.assertRaises(Left):
                    hub.upload_photo(PHOTO, kind="REPORT_PHOTO", on_progress=leave)
            with self.assertRaisesRegex(RuntimeError, "closed"):
                hub.upload_photo(PHOTO, kind="REPORT_PHOTO")

        async with HttpServer(handle) as server:
            await asyncio.to_thread(work, server.url)
        self.assertEqual([each.path for each in sent[:2]], ["/files/reports.t1"] * 2)

    async def test_what_is_called_in_the_thread_of_a_hub_is_told_that_it_must_not_wait_for_it(self) -> None:
        async def handle(request: Request) -> None:
            await request.answer({"data": {"one": 1}})

        def work(url: str) -> None:
            async def hook() -> str:
                hub.request("query One { one }")
                return "token"

            with Hub(url, token=hook, retries=0) as hub, self.assertRaises(HubUnreachableError) as raised:
                hub.request("query One { one }")
            self.assertIn("must not wait for the hub", str(raised.exception.__cause__))

        async with HttpServer(handle) as server:
            await asyncio.to_thread(work, server.url)
