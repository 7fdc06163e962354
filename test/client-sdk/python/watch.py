"""Prints each version of a report as a stream gives it, until the last: `watch.py road report last`."""
from __future__ import annotations

import os
import sys

from hue_hub import FileCursors, Hub, LiveOptions

road, report, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
if road not in ("ws", "sse"):
    raise SystemExit(f"expected ws or sse, got {road}")

breaks: list[str] = []
options = LiveOptions(
    cursors=FileCursors(os.environ["CURSORS"]), on_break=lambda attempt, cause: breaks.append(str(cause))
)
with Hub(os.environ["HUB_URL"], token=os.environ["HUB_TOKEN"], live="ws" if road == "ws" else "sse") as hub:
    for event in hub.reports.report_changed(id=report, options=options):
        if event.data is None:
            raise SystemExit(f"an event without data: {event.errors}")
        print(event.data["version"], "resync" if event.resync else "start" if event.start else "change", flush=True)
        if event.data["version"] >= last:
            break
print("breaks", len(breaks), flush=True)
