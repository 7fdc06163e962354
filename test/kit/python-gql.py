"""A stream read by Python's gql as its users read it: each result as a line of JSON, then why it ended.

Arguments: the name of the transport, the address of the graph, and a cursor to go on behind (may be empty).
"""

import asyncio
import json
import sys

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport


def transport_of(name, url):
    if name == "websockets":
        return WebsocketsTransport(url=url.replace("http", "ws", 1))
    return AIOHTTPTransport(url=url)


def say(line):
    print(json.dumps(line), flush=True)


async def watch(name, url, after):
    client = Client(transport=transport_of(name, url))
    extensions = {"after": after} if after else None
    request = GraphQLRequest("subscription { changed { id text } }", extensions=extensions)
    async with client as session:
        answer = await session.execute(GraphQLRequest('{ hello(name: "Python") }'))
        say({"answer": answer})
        async for result in session.subscribe(request, get_execution_result=True):
            say({"data": result.data, "cursor": (result.extensions or {}).get("cursor")})
    say({"end": "complete"})


async def main():
    try:
        await watch(*sys.argv[1:4])
    except TransportError as error:
        codes = [each["extensions"]["code"] for each in getattr(error, "errors", None) or []]
        say({"end": "error", "codes": codes, "text": str(error)})


asyncio.run(main())
