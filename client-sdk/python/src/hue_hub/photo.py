from __future__ import annotations

import os
from typing import Any, BinaryIO, Union

from .answer import error_of
from .errors import HubError

Photo = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]", BinaryIO]
"""A picture: its bytes, the path of a file (`str` or `Path`), or a file that was opened with `"rb"`."""

MAX_BYTES = 10 * 1024 * 1024
"""What the hub takes (createUpload)."""


def read_photo(photo: Photo) -> bytes:
    """Its bytes, of no more than the hub takes. Raises BadUserInputError in the words of the hub, OSError where there is no file."""
    if isinstance(photo, (bytes, bytearray, memoryview)):
        data = bytes(photo)
    elif isinstance(photo, (str, os.PathLike)):
        with open(photo, "rb") as file:
            data = _begin_of(file)
    else:
        data = _begin_of(photo)
    _check(data)
    return data


def _begin_of(file: BinaryIO) -> bytes:
    """Enough to see that there is too much. What is no file on a disk gives less than is asked for, until it ends."""
    data = bytearray()
    while piece := file.read(MAX_BYTES + 1 - len(data)):
        data += piece
    return bytes(data)


def _check(data: bytes) -> None:
    """By the rules of the hub: what it would refuse is not sent."""
    if not 1 <= len(data) <= MAX_BYTES:
        raise _refused(f"A file of this kind has 1 to {MAX_BYTES} bytes.", rule="range", min=1, max=MAX_BYTES)
    is_known = data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
    if not is_known and not (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        allowed = ["image/jpeg", "image/png", "image/webp"]
        raise _refused("This is not a picture in JPEG, PNG or WebP.", rule="media_type", allowed=allowed)


def _refused(message: str, **broken: Any) -> HubError:
    return error_of([{"message": message, "extensions": {"code": "BAD_USER_INPUT", "field": "bytes", **broken}}])
