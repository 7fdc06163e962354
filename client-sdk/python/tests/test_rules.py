from __future__ import annotations

import json
import random
import tempfile
import unittest
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from hue_hub import OPERATIONS, FileCursors, HubError, HubUnreachableError, to_records
from hue_hub.error_table import BY_CODE, DISPOSITIONS
from hue_hub.operation import operation_of
from hue_hub.retry import backoff_s, retry_wait_s
from hue_hub.scalars import to_json
from hue_hub.server_sent_events import ServerSentEvent, ServerSentEvents
from hue_hub.token_renewal import ends_at_s, wait_s


class Records(unittest.TestCase):
    def test_an_object_is_one_flat_row(self) -> None:
        air = {"aqi": 57, "station": {"id": "s1", "place": {"lat": 16.4}}, "tags": ["a", "b"]}
        self.assertEqual(
            to_records(air), [{"aqi": 57, "station.id": "s1", "station.place.lat": 16.4, "tags": ["a", "b"]}]
        )

    def test_what_stands_beside_the_rows_is_repeated_in_each(self) -> None:
        series = {"datastream": {"unit": "µg/m³"}, "points": [{"at": "1", "mean": 2.0}, {"at": "2", "mean": None}]}
        self.assertEqual(
            to_records(series, rows="points"),
            [
                {"datastream.unit": "µg/m³", "at": "1", "mean": 2.0},
                {"datastream.unit": "µg/m³", "at": "2", "mean": None},
            ],
        )

    def test_nothing_is_no_row_and_a_name_that_is_not_there_is_an_error(self) -> None:
        self.assertEqual(to_records(None), [])
        self.assertEqual(to_records([]), [])
        self.assertEqual(to_records({"points": []}, rows="points"), [])
        with self.assertRaises(KeyError):
            to_records({"points": []}, rows="point")
        with self.assertRaises(TypeError):
            to_records(3)

    def test_a_list_gives_as_many_rows_as_it_has_members(self) -> None:
        for count in range(20):
            self.assertEqual(len(to_records([{"a": {"b": n}} for n in range(count)])), count)


class Scalars(unittest.TestCase):
    def test_moments_and_days_are_written_as_the_hub_reads_them(self) -> None:
        hue = timezone(timedelta(hours=7))
        given = {"from": datetime(2026, 11, 22, 8, 30, tzinfo=hue), "days": (date(2026, 2, 13),), "n": 3}
        self.assertEqual(
            to_json(given), {"from": "2026-11-22T08:30:00+07:00", "days": ["2026-02-13"], "n": 3}
        )

    def test_a_moment_without_a_zone_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "time zone"):
            to_json({"from": datetime(2026, 11, 22)})


class Retries(unittest.TestCase):
    def test_the_wait_is_between_0_and_a_bound_that_doubles_and_stops_at_30_seconds(self) -> None:
        self.assertEqual(backoff_s(0, lambda: 0.0), 0.0)
        self.assertEqual(backoff_s(3, lambda: 1.0), 2.0)
        self.assertEqual(backoff_s(50, lambda: 1.0), 30.0)

    def test_what_the_table_calls_final_is_tried_again_by_nobody(self) -> None:
        for code, disposition in DISPOSITIONS.items():
            error = BY_CODE[code]("said", code=code)
            for is_safe in (True, False):
                wait = retry_wait_s(error, 1, is_safe=is_safe)
                self.assertEqual(wait is not None, is_safe and disposition == "again", code)

    def test_what_never_reached_the_hub_is_tried_again_whatever_it_is(self) -> None:
        self.assertIsNotNone(retry_wait_s(HubUnreachableError("no way", was_sent=False), 1, is_safe=False))
        self.assertIsNone(retry_wait_s(HubUnreachableError("no answer"), 1, is_safe=False))
        self.assertIsNotNone(retry_wait_s(HubUnreachableError("no answer"), 1, is_safe=True))
        self.assertIsNone(retry_wait_s(HubUnreachableError("not the hub", status=404), 1, is_safe=True))

    def test_a_time_that_the_hub_names_is_waited_for(self) -> None:
        errors = [{"message": "later", "extensions": {"code": "QUOTA_EXCEEDED", "retryAfter": 9}}]
        error = HubError("later", code="QUOTA_EXCEEDED", errors=errors)
        self.assertEqual(retry_wait_s(error, 1, is_safe=True, rand=lambda: 0.0), 9.0)

    def test_a_token_is_renewed_before_it_ends(self) -> None:
        self.assertEqual(wait_s(3_600), 3_540)
        self.assertEqual(wait_s(30), 15)
        self.assertIsNone(ends_at_s("no token"))
        self.assertIsNone(ends_at_s("a.b.c"))


class Events(unittest.TestCase):
    def test_a_stream_reads_the_same_wherever_it_is_cut(self) -> None:
        text = ": alive\n\nevent: next\r\nid: c1\r\ndata: {\"a\":\rdata: 1}\n\nevent: complete\ndata:\n\n"
        whole = [ServerSentEvent("next", '{"a":\n1}', "c1"), ServerSentEvent("complete", "", None)]
        chance = random.Random(11)
        for _ in range(300):
            reader, found, rest = ServerSentEvents(), [], text
            while rest:
                length = chance.randint(1, len(rest))
                found += reader.take(rest[:length])
                rest = rest[length:]
            self.assertEqual(found, whole)

    def test_an_event_without_an_end_is_an_error(self) -> None:
        reader = ServerSentEvents()
        with self.assertRaises(ValueError):
            for _ in range(20):
                reader.take("x" * 1_000_000)


class Cursors(unittest.TestCase):
    def test_a_file_of_cursors_outlives_its_object(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cursors.json"
            self.assertIsNone(FileCursors(path).load("a"))
            kept = FileCursors(path)
            kept.save("a", "1")
            kept.save("b", "2")
            self.assertEqual(FileCursors(path).load("b"), "2")
            self.assertEqual([each.name for each in Path(folder).iterdir()], ["cursors.json"])

    def test_a_file_that_is_something_else_is_an_error_and_stays_as_it_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cursors.json"
            path.write_text(json.dumps([1]))
            with self.assertRaisesRegex(ValueError, "cursors"):
                FileCursors(path).save("a", "1")
            self.assertEqual(path.read_text(), "[1]")


class Documents(unittest.TestCase):
    def test_each_is_known_by_the_hash_of_its_text_and_named_once(self) -> None:
        self.assertGreater(len(OPERATIONS), 0)
        for operation in OPERATIONS:
            self.assertEqual(sha256(operation.text.encode()).hexdigest(), operation.hash)
            self.assertTrue(operation.text.startswith(operation.kind), operation.name)
        self.assertEqual(len({each.name for each in OPERATIONS}), len(OPERATIONS))

    def test_one_of_ones_own_is_read_for_its_kind_and_its_key(self) -> None:
        self.assertEqual(operation_of("{ me { id } }").kind, "query")
        self.assertEqual(operation_of("# mutation\nsubscription A { n }").kind, "subscription")
        mutation = operation_of("fragment F on A { b }\nmutation M($clientMutationId: String) { m }")
        self.assertEqual((mutation.kind, mutation.name, mutation.is_keyed), ("mutation", "M", True))
