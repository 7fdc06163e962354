"""What a program of the client may not say: `mypy --strict` finds each line that is marked, and no other."""
from __future__ import annotations

from hue_hub import AsyncHub, Hub
from hue_hub.areas.inputs import CreateReportInput


def misuse(hub: Hub, later: AsyncHub) -> None:
    hub.environment.air_now(lat="16.46", lon=107.59)  # [arg-type]
    hub.environment.air_now(lat=16.46)  # [call-arg]
    hub.environment.air_then(lat=16.46, lon=107.59)  # [attr-defined]
    hub.transport.trip()  # [attr-defined]
    hub.agencies.ward_at(lat=16.46, lon=107.59)["code"]  # [index]
    for gauge in hub.environment.water_gauges():
        gauge["depth"]  # [typeddict-item]
    hub.environment.observation_series(datastream="s", from_="2026", to="2026", step="FORTNIGHT")  # [arg-type]
    draft: CreateReportInput = {"title": "Cây"}  # [typeddict-item]
    hub.reports.create_report(input=draft, client_key="x")  # [call-arg]
    hub.upload_photo("a.jpg", kind="PHOTO")  # [arg-type]
    hub.upload_photo(3, kind="REPORT_PHOTO")  # [arg-type]
    hub.upload_photo(b"", kind="REPORT_PHOTO", on_progress=len)  # [arg-type]
    for event in hub.reports.report_changed(id="1"):
        event.data["state"]  # [index]
        event.curser  # [attr-defined]
    for listed in hub.reports.reports_in(area={"ward": "19789"}):
        if listed.data is not None and listed.data["__typename"] == "PublicReportListLeft":
            listed.data["node"]  # [typeddict-item]
    later.upload_photo(b"", kind="REPORT_PHOTO").upper()  # [attr-defined]
    later.environment.air_now(lat=16.46, lon=107.59)["aqi"]  # [index]
