"""The client against a whole city, whose address and tokens are in the environment."""
from __future__ import annotations

import asyncio
import json
import os
import unittest
from itertools import islice
from typing import Any

import pandas
from hue_hub import (
    AsyncHub,
    BadUserInputError,
    CallOptions,
    ConflictError,
    ForbiddenError,
    Hub,
    HubUnreachableError,
    IdempotencyKeyReusedError,
    NotFoundError,
    UnauthenticatedError,
    to_records,
)
from hue_hub.areas.inputs import CreateReportInput

URL = os.environ["HUB_URL"]
TOKENS: dict[str, str] = json.loads(os.environ["HUB_TOKENS"])
API_KEY = os.environ["HUB_API_KEY"]
PHOTO = os.environ["PHOTO"]
DRAFT: CreateReportInput = {
    "categoryCode": "TREES",
    "title": "Cây nghiêng",
    "description": "Cây nghiêng ra đường.",
    "lat": 16.4637,
    "lon": 107.5909,
}
TRIAGE = "mutation ($id: ID!) { triageReport(id: $id, decision: ACCEPT) { state } }"


class WithoutAwait(unittest.TestCase):
    hub: Hub
    citizen: Hub

    @classmethod
    def setUpClass(cls) -> None:
        cls.hub = Hub(URL)
        cls.citizen = Hub(URL, token=lambda: TOKENS["citizen"])
        cls.addClassCleanup(cls.hub.close)
        cls.addClassCleanup(cls.citizen.close)

    def test_asks_without_a_sign_in(self) -> None:
        ward = self.hub.agencies.ward_at(lat=16.4637, lon=107.5909)
        assert ward is not None and ward["agency"] is not None
        self.assertEqual((ward["code"], ward["name"]), ("19789", "Thuận Hoá"))
        air = self.hub.environment.air_now(lat=16.4588, lon=107.5975)
        assert air is not None and air["station"] is not None
        self.assertEqual(air["station"]["id"], "hung-vuong")

    def test_sends_a_report_once_under_one_key(self) -> None:
        first = self.citizen.reports.create_report(input=DRAFT, idempotency_key="python-once")
        again = self.citizen.reports.create_report(input=DRAFT, idempotency_key="python-once")
        other = self.citizen.reports.create_report(input=DRAFT)
        assert first is not None and again is not None and other is not None
        self.assertEqual(first, again)
        self.assertNotEqual(first["id"], other["id"])
        with self.assertRaises(IdempotencyKeyReusedError) as raised:
            self.citizen.reports.create_report(
                input={**DRAFT, "title": "Cây khác"}, idempotency_key="python-once"
            )
        self.assertEqual(raised.exception.idempotency_key, "python-once")

    def test_tells_typed_errors(self) -> None:
        with self.assertRaises(BadUserInputError) as bad:
            self.hub.agencies.ward_at(lat=107.59, lon=16.46)
        self.assertEqual((bad.exception.field, bad.exception.path), ("lat", ("wardAt",)))
        self.assertRegex(str(bad.exception.request_id), r"^[0-9a-f-]{36}$")
        with self.assertRaises(UnauthenticatedError):
            self.hub.citizens.me()
        with self.assertRaises(NotFoundError):
            self.citizen.reports.report(id="nobody's")
        with self.assertRaises(NotFoundError):
            next(self.citizen.reports.report_changed(id="nobody's"))
        with self.assertRaises(ForbiddenError):
            self.citizen.request(TRIAGE, {"id": "1"})
        with Hub("http://127.0.0.1:9/graphql", retries=1) as nobody, self.assertRaises(HubUnreachableError):
            nobody.agencies.ward_at(lat=16.46, lon=107.59)

    def test_sends_a_photo_that_is_then_the_reports(self) -> None:
        told: list[tuple[int, int]] = []
        photo = self.citizen.upload_photo(PHOTO, kind="REPORT_PHOTO", on_progress=lambda *step: told.append(step))
        self.assertEqual(told[-1], (os.path.getsize(PHOTO), os.path.getsize(PHOTO)))
        sent = self.citizen.reports.create_report(input={**DRAFT, "media": [photo]})
        assert sent is not None
        self.assertEqual([media["id"] for media in sent["media"]], [photo])
        with self.assertRaises(BadUserInputError) as raised:
            self.citizen.upload_photo(b"\xff\xd8\xff and no picture", kind="REPORT_PHOTO")
        self.assertEqual((raised.exception.field, raised.exception.rule), ("bytes", "picture"))
        with self.assertRaises(UnauthenticatedError):
            self.hub.upload_photo(PHOTO, kind="REPORT_PHOTO")

    def test_is_an_app_by_its_key(self) -> None:
        with Hub(URL, api_key=API_KEY) as app:
            this = app.vendors.this_app()
            assert this is not None
            self.assertEqual(this["name"], "Ứng dụng thử")

    def test_reads_lists_page_by_page_into_a_frame(self) -> None:
        page = self.hub.environment.water_gauges(first=2)
        self.assertEqual((len(page), page.has_next_page), (2, True))
        everything = list(page.all())
        self.assertEqual(everything, list(self.hub.environment.water_gauges(first=100)))
        frame = pandas.DataFrame(page.all())
        self.assertEqual(list(frame["id"]), [gauge["id"] for gauge in everything])
        self.assertLessEqual({"id", "name", "water", "levelM", "alarm"}, set(frame.columns))
        self.assertEqual(str(frame["levelM"].dtype), "float64")

    def test_reads_reports_into_flat_rows(self) -> None:
        officer = Hub(URL, token=TOKENS["ioc"])
        self.addCleanup(officer.close)
        for _ in range(5):
            sent = self.citizen.reports.create_report(input=DRAFT)
            assert sent is not None
            officer.request(TRIAGE, {"id": sent["id"]})
        rows = to_records(self.hub.reports.public_reports(first=2).all(limit=5))
        frame = pandas.DataFrame(rows)
        self.assertEqual(len(frame), 5)
        self.assertEqual(set(frame["ward.name"]), {"Thuận Hoá"})
        self.assertTrue(frame["version"].ge(2).all())

    def test_follows_from_the_present_state_and_goes_on_behind_a_cursor(self) -> None:
        sent = self.citizen.reports.create_report(input=DRAFT)
        assert sent is not None
        with Hub(URL, token=TOKENS["ioc"]) as officer:
            with self.citizen.reports.report_changed(id=sent["id"]) as stream:
                first = next(stream)
                assert first.data is not None
                self.assertEqual((first.start, first.data["state"]), (True, "SUBMITTED"))
                officer.request(TRIAGE, {"id": sent["id"]})
                second = next(stream)
                assert second.data is not None
                self.assertEqual((second.start, second.data["state"]), (False, "ACCEPTED"))
        from hue_hub import LiveOptions

        for road in ("ws", "sse"):
            with Hub(URL, token=TOKENS["citizen"], live=road) as hub:
                options = LiveOptions(after=first.cursor)
                (event,) = islice(hub.reports.report_changed(id=sent["id"], options=options), 1)
                assert event.data is not None
                self.assertEqual((event.start, event.data["state"]), (False, "ACCEPTED"))
                self.assertEqual(event.cursor, second.cursor)


class WithAwait(unittest.IsolatedAsyncioTestCase):
    async def test_asks_pages_and_follows_together(self) -> None:
        async def token() -> str:
            await asyncio.sleep(0)
            return TOKENS["citizen"]

        async with AsyncHub(URL, token=token) as hub:
            here, sent, photo = await asyncio.gather(
                hub.agencies.ward_at(lat=16.4637, lon=107.5909),
                hub.reports.create_report(input=DRAFT),
                hub.upload_photo(PHOTO, kind="REPORT_PHOTO"),
            )
            assert here is not None and sent is not None
            self.assertRegex(photo, r"^\S+$")
            page = await hub.environment.water_gauges(first=2)
            self.assertEqual(len([gauge async for gauge in page.all()]), len(await self.gauges(hub)))

            async def state_of(report: str) -> Any:
                async with hub.reports.report_changed(id=report) as stream:
                    async for event in stream:
                        return event.data and event.data["state"]

            states = await asyncio.gather(*(state_of(sent["id"]) for _ in range(5)))
            self.assertEqual(states, ["SUBMITTED"] * 5)
            with self.assertRaises(ConflictError):
                profile = {"displayName": "Thử"}
                await self.stale(hub, profile)

    async def gauges(self, hub: AsyncHub) -> list[Any]:
        return list(await hub.environment.water_gauges(first=100, options=CallOptions(retries=0, deadline_s=30)))

    async def stale(self, hub: AsyncHub, profile: Any) -> None:
        await hub.citizens.update_profile(input={"address": "Huế"}, expected_version=41)


if __name__ == "__main__":
    unittest.main()
