from __future__ import annotations

import asyncio
import unittest
import warnings
from collections.abc import Awaitable, Callable
from typing import Any
from unittest import mock

from hue_hub import (
    AsyncHub,
    BadUserInputError,
    CallOptions,
    Hub,
    HubDeadlineError,
    HubError,
    HubUnreachableError,
    NotFoundError,
    Operation,
    QuotaExceededError,
    UnauthenticatedError,
)

from .fake_hub import HttpServer, Request

Answer = Callable[[Request, int], Awaitable[None]]
WARD = {"code": "19789", "name": "Thuận Hoá"}
QUERY = "query One { one }"
KEYED = "mutation Do($clientMutationId: String) { done(clientMutationId: $clientMutationId) }"
BARE = "mutation Do { done }"


class Calls(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        patch = mock.patch("hue_hub.retry.backoff_s", return_value=0.0)
        patch.start()
        self.addCleanup(patch.stop)

    async def ask(
        self, answer: Answer, call: Callable[[AsyncHub], Awaitable[Any]], **settings: Any
    ) -> tuple[Any, list[Request]]:
        """What the call gives, or the error that it raises, and what was asked for it."""
        asked: list[Request] = []

        async def handle(request: Request) -> None:
            asked.append(request)
            await answer(request, len(asked) - 1)

        async with HttpServer(handle) as server, AsyncHub(server.url, **settings) as hub:
            try:
                return await call(hub), asked
            except HubError as error:
                return error, asked

    async def test_sends_a_document_by_its_hash_and_its_text_where_the_hub_does_not_know_it(self) -> None:
        async def answer(request: Request, index: int) -> None:
            if request.has_text:
                await request.answer({"data": {"wardAt": WARD}})
            else:
                await request.refuse("PERSISTED_QUERY_NOT_FOUND")

        ward, asked = await self.ask(answer, lambda hub: hub.agencies.ward_at(lat=16.46, lon=107.59))
        self.assertEqual(ward, WARD)
        self.assertEqual([each.has_text for each in asked], [False, True])
        hashes = {each.body["extensions"]["persistedQuery"]["sha256Hash"] for each in asked}
        self.assertEqual(len(hashes), 1)
        self.assertEqual(asked[1].body["variables"], {"lat": 16.46, "lon": 107.59})

    async def test_tries_a_query_again_after_what_passes(self) -> None:
        async def answer(request: Request, index: int) -> None:
            if index == 0:
                await request.refuse("OVERLOADED", 503)
            elif index == 1:
                await request.answer("<html>Bad gateway</html>", 502)
            elif index == 2:
                request.writer.transport.abort()
            else:
                await request.answer({"data": {"one": 1}})

        data, asked = await self.ask(answer, lambda hub: hub.request(QUERY))
        self.assertEqual((data, len(asked)), ({"one": 1}, 4))

    async def test_gives_up_after_the_retries_it_was_given(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.refuse("UNAVAILABLE", 503)

        error, asked = await self.ask(answer, lambda hub: hub.request(QUERY, None, CallOptions(retries=2)))
        self.assertEqual((error.code, len(asked)), ("UNAVAILABLE", 3))

    async def test_sends_a_mutation_again_under_the_same_key(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await (request.refuse("SUBGRAPH_TIMEOUT") if index < 2 else request.answer({"data": {"done": True}}))

        for settings in ({"token": "somebody"}, {"api_key": "an app's"}):
            data, asked = await self.ask(answer, lambda hub: hub.request(KEYED), **settings)
            keys = {each.body["variables"]["clientMutationId"] for each in asked}
            self.assertEqual((data, len(asked), len(keys)), ({"done": True}, 3, 1))

    async def test_makes_another_key_for_another_call_and_takes_one_that_is_given(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.answer({"data": {"createReport": None}})

        draft: Any = {"title": "Cây nghiêng"}

        async def call(hub: AsyncHub) -> None:
            await hub.reports.create_report(input=draft)
            await hub.reports.create_report(input=draft)
            await hub.reports.create_report(input=draft, idempotency_key="mine")

        _, asked = await self.ask(answer, call, token="somebody")
        first, second, given = (each.body["variables"]["clientMutationId"] for each in asked)
        self.assertNotEqual(first, second)
        self.assertEqual(given, "mine")

    async def test_does_not_repeat_a_mutation_that_may_have_been_done(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.refuse("SUBGRAPH_TIMEOUT")

        for text, settings in ((BARE, {"token": "somebody"}), (KEYED, {})):
            error, asked = await self.ask(answer, lambda hub, text=text: hub.request(text), **settings)  # type: ignore[misc]
            self.assertEqual((error.code, len(asked)), ("SUBGRAPH_TIMEOUT", 1))
            self.assertNotIn("clientMutationId", asked[0].body["variables"])

    async def test_tells_code_field_rule_state_and_request_id(self) -> None:
        async def answer(request: Request, index: int) -> None:
            said = {"code": "BAD_USER_INPUT", "field": "lat", "rule": "outside_city", "from": "CLOSED", "allowed": ["RATE"]}
            errors = [{"message": "This place is outside the city.", "path": ["wardAt"], "extensions": said}]
            await request.answer({"data": {"wardAt": None}, "errors": errors}, hub_request_id="r-1")

        error, _ = await self.ask(answer, lambda hub: hub.agencies.ward_at(lat=1, lon=2))
        self.assertIsInstance(error, BadUserInputError)
        self.assertEqual((error.code, error.field, error.rule), ("BAD_USER_INPUT", "lat", "outside_city"))
        self.assertEqual((error.from_state, error.allowed, error.path), ("CLOSED", ("RATE",), ("wardAt",)))
        self.assertEqual(error.request_id, "r-1")
        self.assertEqual(error.data, {"wardAt": None})
        self.assertEqual(str(error), "BAD_USER_INPUT: This place is outside the city. (request r-1)")

    async def test_keeps_a_code_that_is_newer_than_it_is(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.refuse("OF_TOMORROW")

        error, asked = await self.ask(answer, lambda hub: hub.request(QUERY))
        self.assertEqual((type(error), error.code, len(asked)), (HubError, "OF_TOMORROW", 1))

    async def test_refuses_a_url_that_cannot_be_a_hubs_instead_of_waiting_for_an_answer_from_there(self) -> None:
        for wrong in ("localhost:4000", "/graphql", "", "ftp://hub.example/graphql"):
            for kind in (Hub, AsyncHub):
                with self.assertRaisesRegex(ValueError, "expected a url such as 'https://<hub>/graphql', got"):
                    kind(wrong)

    async def test_takes_the_page_of_another_server_for_no_answer(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.answer("<html>Not here</html>", 404)

        error, asked = await self.ask(answer, lambda hub: hub.request(QUERY))
        self.assertIsInstance(error, HubUnreachableError)
        self.assertEqual((error.status, len(asked)), (404, 1))

    async def test_ends_with_its_deadline_and_says_under_which_key_to_ask_again(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await asyncio.Event().wait()

        options = CallOptions(deadline_s=0.3)
        error, _ = await self.ask(answer, lambda hub: hub.request(KEYED, None, options), token="somebody")
        self.assertIsInstance(error, HubDeadlineError)
        self.assertIsInstance(error.idempotency_key, str)

    async def test_asks_its_hook_once_more_when_a_token_is_refused(self) -> None:
        async def answer(request: Request, index: int) -> None:
            good = request.headers["authorization"] == "Bearer new"
            await (request.answer({"data": {"one": 1}}) if good else request.refuse("UNAUTHENTICATED", 401))

        tokens = iter(["old", "new"])

        async def hook() -> str:
            return next(tokens)

        data, asked = await self.ask(answer, lambda hub: hub.request(QUERY), token=hook)
        self.assertEqual((data, len(asked)), ({"one": 1}, 2))
        error, asked = await self.ask(answer, lambda hub: hub.request(QUERY), token=lambda: "old")
        self.assertIsInstance(error, UnauthenticatedError)
        self.assertEqual(len(asked), 2)

    async def test_asks_a_sign_in_again_that_was_away_for_a_moment(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.answer({"data": {"done": True}})

        tries: list[int] = []

        def hook() -> str:
            tries.append(1)
            if len(tries) < 3:
                raise OSError("the sign-in is away")
            return "token"

        data, asked = await self.ask(answer, lambda hub: hub.request(BARE), token=hook)
        self.assertEqual((data, len(asked), len(tries)), ({"done": True}, 1, 3))

    async def test_waits_for_no_quota_that_comes_behind_its_deadline(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.refuse("QUOTA_EXCEEDED", 429, retryAfter=7_200)

        error, asked = await self.ask(answer, lambda hub: hub.request(QUERY))
        self.assertIsInstance(error, QuotaExceededError)
        self.assertEqual((error.retry_after_s, len(asked)), (7_200.0, 1))

    async def test_asks_for_pages_as_they_are_needed(self) -> None:
        async def answer(request: Request, index: int) -> None:
            after = int(request.body["variables"].get("after", "0"))
            nodes = [{"id": str(n)} for n in range(after + 1, after + 3)]
            end = {"hasNextPage": after < 4, "endCursor": str(after + 2)}
            await request.answer({"data": {"waterGauges": {"nodes": nodes, "pageInfo": end}}})

        async def call(hub: AsyncHub) -> list[str]:
            page = await hub.environment.water_gauges(first=2)
            self.assertEqual((len(page), page.has_next_page, page.end_cursor), (2, True, "2"))
            return [gauge["id"] async for gauge in page.all(limit=3)]

        ids, asked = await self.ask(answer, call)
        self.assertEqual((ids, len(asked)), (["1", "2", "3"], 2))

        async def everything(hub: AsyncHub) -> list[str]:
            return [gauge["id"] async for gauge in (await hub.environment.water_gauges(first=2)).all()]

        ids, asked = await self.ask(answer, everything)
        self.assertEqual((ids, len(asked)), ([str(n) for n in range(1, 7)], 3))
        self.assertEqual([each.body["variables"]["first"] for each in asked], [2, 2, 2])

    async def test_tells_of_a_field_that_goes_away_once(self) -> None:
        async def answer(request: Request, index: int) -> None:
            await request.answer({"data": {"old": 1}})

        old: Operation[int] = Operation(
            "area.old", "query", "old", "0" * 64, "query old { old }", deprecated=(("Query.old", "Until 2027-06-01: ask `new`."),)
        )
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", DeprecationWarning)

            async def call(hub: AsyncHub) -> list[int]:
                return [await hub.call(old, {}), await hub.call(old, {})]

            await self.ask(answer, call)
        said = [str(each.message) for each in told if "Query.old" in str(each.message)]
        self.assertEqual(said, ["Query.old is deprecated. Until 2027-06-01: ask `new`."])

    async def test_is_the_same_without_await(self) -> None:
        async def handle(request: Request) -> None:
            if request.body["variables"].get("id") == "nobody":
                await request.refuse("NOT_FOUND")
            else:
                after = request.body["variables"].get("after")
                end = {"hasNextPage": after is None, "endCursor": "1"}
                nodes = [{"id": "2" if after else "1"}]
                await request.answer({"data": {"waterGauges": {"nodes": nodes, "pageInfo": end}}})

        def work(url: str) -> list[str]:
            with Hub(url) as hub:
                with self.assertRaises(NotFoundError):
                    hub.reports.report(id="nobody")
                return [gauge["id"] for gauge in hub.environment.water_gauges(first=1).all()]

        async with HttpServer(handle) as server:
            self.assertEqual(await asyncio.to_thread(work, server.url), ["1", "2"])

    async def test_serves_several_threads_and_says_when_it_was_closed(self) -> None:
        async def handle(request: Request) -> None:
            await request.answer({"data": {"n": request.body["variables"]["n"]}})

        def work(url: str) -> None:
            hub = Hub(url)
            text = "query N($n: Int!) { n(n: $n) }"
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(8) as pool:
                got = list(pool.map(lambda n: hub.request(text, {"n": n})["n"], range(40)))
            self.assertEqual(got, list(range(40)))
            hub.close()
            hub.close()
            with self.assertRaisesRegex(RuntimeError, "closed"):
                hub.request(text, {"n": 1})

        async with HttpServer(handle) as server:
            await asyncio.to_thread(work, server.url)
