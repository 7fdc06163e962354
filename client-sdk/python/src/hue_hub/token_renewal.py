from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Awaitable, Callable

_AHEAD_S = 60.0


async def keep_renewed(
    token: str | None,
    ask: Callable[[], Awaitable[str | None]],
    send: Callable[[str], Awaitable[None]],
) -> None:
    """Renews the token of what is open before it ends, again and again, until it is cancelled.

    Only for tokens that say when they end (JWT `exp`). What fails is tried once more nearer to the end and then left to the
    hub, which ends the stream with a code.
    """
    while token is not None:
        left_s = (ends_at_s(token) or 0.0) - time.time()
        if left_s <= 0:
            return
        await asyncio.sleep(wait_s(left_s))
        try:
            fresh = await ask()
            if fresh is not None and fresh != token:
                await send(fresh)
                token = fresh
        except Exception:
            continue


def wait_s(left_s: float) -> float:
    """A minute before the end of a token; of one that lives shortly, half of what is left."""
    return max(1.0, left_s - _AHEAD_S if left_s > _AHEAD_S * 2 else left_s / 2)


def ends_at_s(token: str) -> float | None:
    """When a JWT says it ends. Read, not believed: it is the hub that checks it."""
    try:
        claims = token.split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
        return float(said["exp"])
    except (ValueError, KeyError, IndexError, TypeError):
        return None
