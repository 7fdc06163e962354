from __future__ import annotations

import asyncio
import unittest

from hue_hub import HubDeadlineError, HubError, HubUnreachableError
from hue_hub.tries import until_done


class Told:
    """Answers when it is told to, once."""

    name = "It"
    key = None

    def __init__(self) -> None:
        self.answered = asyncio.Event()

    async def try_once(self) -> int:
        await self.answered.wait()
        return 1

    def wait_before_next(self, attempt: int, error: HubError) -> float | None:
        return None


class Failing(Told):
    """Says nothing but that it is away, then nothing at all."""

    tries = 0

    async def try_once(self) -> int:
        self.tries += 1
        if self.tries == 1:
            raise HubUnreachableError("away")
        return await super().try_once()

    def wait_before_next(self, attempt: int, error: HubError) -> float | None:
        return 0.0


class Tries(unittest.IsolatedAsyncioTestCase):
    async def test_what_is_cancelled_in_the_moment_of_its_answer_ends_or_has_ended(self) -> None:
        ends = []
        for turns in range(10):
            call = Told()
            task = asyncio.ensure_future(until_done(call, deadline_s=600, retries=0))
            for _ in range(5):
                await asyncio.sleep(0)
            call.answered.set()
            for _ in range(turns):
                await asyncio.sleep(0)
            was_done = not task.cancel()
            (outcome,) = await asyncio.gather(task, return_exceptions=True)
            ends.append((was_done, outcome == 1))
        # It has given its answer, or it is cancelled: never both, which would go on behind the back of who cancelled it.
        self.assertEqual({was_done == has_answer for was_done, has_answer in ends}, {True})
        self.assertEqual({was_done for was_done, _ in ends}, {True, False})

    async def test_a_deadline_that_passes_is_caused_by_what_the_last_try_ended_with(self) -> None:
        with self.assertRaises(HubDeadlineError) as raised:
            await until_done(Failing(), deadline_s=0.3, retries=4)
        self.assertEqual(str(raised.exception.__cause__), "UNREACHABLE: away")
        self.assertEqual(str(raised.exception), "DEADLINE_EXCEEDED: It was not answered in time.")
