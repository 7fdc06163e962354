"""What a program of the client may say: `mypy --strict` finds nothing."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hue_hub import AsyncHub, CallOptions, FileCursors, Hub, HubError, LiveEvent, LiveOptions, NotFoundError, to_records
from hue_hub.areas.environment import AirNow
from hue_hub.areas.fragments import ReportFields
from hue_hub.areas.inputs import CreateReportInput, ReportState


def level(hub: Hub) -> str:
    air: AirNow | None = hub.environment.air_now(lat=16.46, lon=107.59, options=CallOptions(deadline_s=5))
    if air is None or air["station"] is None:
        return "nothing is measured"
    return f"{air['station']['name']}: {air['aqi'] or 0}"


def names(hub: Hub) -> list[str]:
    return [gauge["name"] for gauge in hub.environment.water_gauges(first=10).all(limit=20)]


def send(hub: Hub) -> ReportFields | None:
    draft: CreateReportInput = {"categoryCode": "TREES", "title": "Cây", "description": "Cây.", "lat": 16.4, "lon": 107.5}
    try:
        return hub.reports.create_report(input=draft, idempotency_key="mine")
    except NotFoundError as error:
        print(error.code, error.request_id, error.field)
    except HubError as error:
        print(error.errors, error.retry_after_s)
    return None


def points(hub: Hub, start: datetime) -> list[float | None]:
    series = hub.environment.observation_series(datastream="s", from_=start, to="2026-11-26T00:00:00Z", step="DAY")
    print(to_records(series, rows="points"))
    return [point["mean"] for point in series["points"]] if series else []


def photos(hub: Hub) -> list[str]:
    with open("a.png", "rb") as file:
        of_file = hub.upload_photo(file, kind="REPORT_EVIDENCE", on_progress=lambda sent, total: print(sent / total))
    return [of_file, hub.upload_photo(Path("a.jpg"), kind="REPORT_PHOTO", options=CallOptions(deadline_s=60))]


async def photo(hub: AsyncHub) -> CreateReportInput:
    sent = await hub.upload_photo(b"", kind="REPORT_PHOTO")
    return {"categoryCode": "TREES", "title": "Cây", "description": "Cây.", "lat": 16.4, "lon": 107.5, "media": [sent]}


async def follow(hub: AsyncHub, report: str) -> ReportState | None:
    options = LiveOptions(cursors=FileCursors("cursors.json"))
    async with hub.reports.report_changed(id=report, options=options) as stream:
        async for event in stream:
            return event.data["state"] if event.data else None
    return None


def listed(hub: Hub) -> None:
    for event in hub.reports.reports_in(area={"ward": "19789"}):
        if event.data is None:
            continue
        if event.data["__typename"] == "PublicReportListSnapshot":
            print([node["title"] for node in event.data["nodes"]], event.data["complete"])
        elif event.data["__typename"] == "PublicReportListLeft":
            print(event.data["id"])
        else:
            print(event.data["node"]["title"])


def shown(event: LiveEvent[AirNow]) -> int | None:
    return event.data["aqi"]
