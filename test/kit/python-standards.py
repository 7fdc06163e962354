"""The stations of a hub, read by clients of two standards as their users read them: one line of JSON.

Argument: the address of the hub, without a path.
"""

import json
import sys
from urllib.parse import urlsplit

import frost_sta_client as fsc
import ngsildclient


def read_sensor_things(origin):
    service = fsc.SensorThingsService(origin + "/sta/v1.1")
    things = service.things().query().orderby("name", "asc").list()
    thing = service.things().find("kim-long")
    streams = service.datastreams().query().filter("Thing/id eq 'le-loi'").expand("Thing,ObservedProperty").list()
    dust = service.datastreams().find("le-loi.pm25")
    query = dust.get_observations().query().filter("phenomenonTime ge 2026-11-01T00:00:00Z")
    readings = list(query.orderby("phenomenonTime", "desc").top(100).list())
    try:
        service.things().find("nobody")
        missing = None
    except Exception as error:
        missing = error.response.status_code
    return {
        "things": [each.name for each in things],
        "kind": thing.properties["kind"],
        "streams": [[each.observed_property.name, each.thing.name, each.unit_of_measurement.symbol] for each in streams],
        "readings": len(readings),
        "newest": [readings[0].phenomenon_time, readings[0].result, readings[0].result_quality],
        "missing": missing,
    }


def read_ngsi_ld(origin):
    at = urlsplit(origin)
    client = ngsildclient.Client(at.hostname, at.port, verbose=False)
    name = "urn:ngsi-ld:AirQualityObserved:le-loi"
    entity = client.get(name)
    found = client.query(type="AirQualityObserved", q="pm25>10")
    return {
        "connected": client.is_connected(),
        "type": entity.type,
        "pm25": entity["pm25.value"],
        "found": [each.id for each in found],
        "count": client.count(type="AirQualityObserved"),
        "exists": [client.exists(name), client.exists(name + "-not")],
    }


origin = sys.argv[1]
print(json.dumps({"sensorThings": read_sensor_things(origin), "ngsiLd": read_ngsi_ld(origin)}))
