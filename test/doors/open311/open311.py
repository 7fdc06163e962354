"""Open311 as its clients speak it: georeport reads, and a form is sent with requests, as clients that write do.

Arguments: address of the endpoint, API key. Prints one JSON object.
"""

import json
import sys

import requests
from georeport import GeoReport

root, key = sys.argv[1:3]
said = {}
sent = requests.post(
    f"{root}/requests.json",
    data={
        "api_key": key,
        "jurisdiction_id": "hue.gov.vn",
        "service_code": "STREET_LIGHTING",
        "lat": 16.4637,
        "long": 107.5909,
        "description": "Đèn đường không sáng.",
        "first_name": "Lan",
    },
)
said["sent"] = [sent.status_code, sent.json()]
for form in ("json", "xml"):
    client = GeoReport(root, jurisdiction="hue.gov.vn", output_format=form)
    services = client.get_service_list()
    definition = client.get_service_definition(services[0]["service_code"])
    listed = client.get_service_requests(status="open,closed", start_date="2026-11-01T00:00:00Z")
    listed = [listed] if isinstance(listed, dict) else listed
    one = client.get_service_request(listed[0]["service_request_id"])
    said[form] = {
        "services": [service["service_code"] for service in services],
        "definition": definition["service_code"],
        "listed": [request["service_request_id"] for request in listed],
        "one": {name: one[name] for name in ("service_request_id", "status", "service_code", "lat", "long")},
    }
print(json.dumps(said))
