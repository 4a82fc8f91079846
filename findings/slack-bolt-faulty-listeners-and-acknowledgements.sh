#!/usr/bin/env bash
# slack-bolt 1.30.0 (with slack-sdk 3.48.0), on events over Socket Mode whose listener raises, or returns an
# error as its response, with `AsyncApp(process_before_response=…)`.
#
# Listeners for events need not call ack(): Bolt acknowledges for them, and process_before_response is
# documented as when the listener runs, for functions as a service that end with their response. One would
# expect both ways to acknowledge, or both not. Seen: by default the event is acknowledged whatever becomes
# of it, so that a question whose listener raised is lost; with process_before_response=True an event whose
# listener raises, or returns BoltResponse(503), is not acknowledged at all, so that Slack sends it again.
#
#                                         False (the default)       True
#   the listener returns                  acknowledged              acknowledged
#   it raises                             acknowledged              not acknowledged
#   it returns BoltResponse(status=503)   acknowledged              not acknowledged
#
# So process_before_response=True is how a listener can refuse an event that it could not write down, also
# where nothing ends with the response; whoever sets it for another reason has to reckon with repetitions.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-bolt==1.30.0 slack-sdk==3.48.0 aiohttp==3.14.5 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio
import json
import logging
import os

from aiohttp import WSMsgType, web
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

logging.disable()
for name in ("http_proxy", "https_proxy"):
    os.environ.pop(name, None)
    os.environ.pop(name.upper(), None)
HELLO = {
    "type": "hello",
    "num_connections": 1,
    "debug_info": {"host": "fake", "approximate_connection_time": 18060},
    "connection_info": {"app_id": "A1"},
}
MENTION = {"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@U2> hello", "ts": "1.000001"}
EVENT = {
    "type": "event_callback",
    "team_id": "T1",
    "api_app_id": "A1",
    "event_id": "Ev1",
    "event_time": 1,
    "event": MENTION | {"event_ts": "1.000001"},
}
ENVELOPE = {"type": "events_api", "envelope_id": "1", "payload": EVENT, "accepts_response_payload": False}


async def authorize(**_):
    return AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U2"
    )


async def look(before, outcome):
    heard, acknowledged = asyncio.Event(), asyncio.Event()

    async def link(request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(HELLO)
        await socket.send_json(ENVELOPE)
        async for message in socket:
            if message.type == WSMsgType.TEXT and json.loads(message.data).get("envelope_id") == "1":
                acknowledged.set()
        return socket

    async def opened(_):
        return web.json_response({"ok": True, "url": f"ws://127.0.0.1:{runner.addresses[0][1]}/link"})

    server = web.Application()
    server.router.add_get("/link", link)
    server.router.add_post("/api/apps.connections.open", opened)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    client = AsyncWebClient(token="xoxb-1", base_url=base)
    app = AsyncApp(client=client, authorize=authorize, process_before_response=before)

    @app.event("app_mention")
    async def mention(event):
        heard.set()
        if outcome == "raises":
            raise RuntimeError
        return BoltResponse(status=503) if outcome == "503" else None

    handler = AsyncSocketModeHandler(app, "xapp-1", web_client=client)
    await handler.connect_async()
    await asyncio.wait_for(heard.wait(), 20)
    try:
        await asyncio.wait_for(acknowledged.wait(), 3)
        said = "acknowledged"
    except asyncio.TimeoutError:
        said = "not acknowledged"
    print(f"process_before_response={before}, {outcome}: {said}")
    await handler.close_async()
    await runner.cleanup()


async def main():
    for before in (False, True):
        for outcome in ("returns", "raises", "503"):
            await look(before, outcome)


asyncio.run(main())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
process_before_response=False, returns: acknowledged
process_before_response=False, raises: acknowledged
process_before_response=False, 503: acknowledged
process_before_response=True, returns: acknowledged
process_before_response=True, raises: not acknowledged
process_before_response=True, 503: not acknowledged
EXPECTED
echo "as seen before"
