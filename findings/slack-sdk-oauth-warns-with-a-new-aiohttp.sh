#!/usr/bin/env bash
# slack-sdk 3.48.0 with aiohttp 3.14.5, on `AsyncWebClient.oauth_v2_access`.
#
# slack-sdk sends the client's id and secret as HTTP basic authentication, which it has aiohttp write. One
# would expect the current releases of both to go together without a word. Seen: the call makes an
# `aiohttp.BasicAuth`, which this aiohttp deprecates, and does so for every exchange of a code or a refresh
# token. Where warnings are errors, as in many test suites, nothing is sent and DeprecationWarning comes out
# of the call, which is no SlackApiError. Other methods do not warn.
#
#   oauth_v2_access, warnings shown           DeprecationWarning once a call, the answer is there
#   oauth_v2_access, warnings as errors       DeprecationWarning is raised, the server was not asked
#   auth_test, warnings as errors             the answer is there
#
# So a test suite that makes errors of warnings needs an exception for this one message.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack-sdk==3.48.0 aiohttp==3.14.5 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio
import os
import warnings

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

for name in ("http_proxy", "https_proxy"):
    os.environ.pop(name, None)
    os.environ.pop(name.upper(), None)
asked = []


async def answer(request):
    asked.append(request.path)
    return web.json_response({"ok": True})


async def call(client, method, shown):
    asked.clear()
    with warnings.catch_warnings(record=shown == "always") as seen:
        warnings.simplefilter(shown)
        try:
            if method == "oauth_v2_access":
                await client.oauth_v2_access(client_id="1.2", client_secret="secret", code="code")
            else:
                await client.auth_test(token="xoxb-1")
            outcome = "answered"
        except Warning as warning:
            outcome = f"{type(warning).__name__} raised"
    for one in seen or ():
        print(one.category.__name__, "names BasicAuth:", "BasicAuth" in str(one.message))
    print(f"{method}, {shown}: {outcome}, the server was asked {len(asked)} times")


async def look():
    app = web.Application()
    app.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    client = AsyncWebClient(base_url=f"http://127.0.0.1:{port}/api/")
    await call(client, "oauth_v2_access", "always")
    await call(client, "oauth_v2_access", "error")
    await call(client, "auth_test", "error")
    await runner.cleanup()


asyncio.run(look())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
DeprecationWarning names BasicAuth: True
oauth_v2_access, always: answered, the server was asked 1 times
oauth_v2_access, error: DeprecationWarning raised, the server was asked 0 times
auth_test, error: answered, the server was asked 1 times
EXPECTED
echo "as seen before"
