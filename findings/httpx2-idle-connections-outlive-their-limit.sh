#!/usr/bin/env bash
# httpx2 2.16.2 (with httpcore2 2.16.2), on `Limits(keepalive_expiry=…)`, "time limit on idle keep-alive
# connections in seconds".
#
# One would expect a connection that has been idle for that long to be closed. Seen: it stays open for as
# long as the client does nothing. The limit is looked at when the next request comes, be it to another
# host; only then is the connection closed. A client that asks once an hour holds its connections open
# for the hour, whatever the limit is.
#
#   keepalive_expiry=0.2, one request, then ten times as long nothing     the server sees it open
#   then one request to another port                                      the server sees it closed
#
# So whoever has to leave nothing idle behind closes the client, or sets a timer of his own.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check httpx2==2.16.2 httpcore2==2.16.2 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio

import httpx2

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def serve(closed):
    async def answer(reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(ANSWER)
        except asyncio.IncompleteReadError:
            closed.set()
        except asyncio.CancelledError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def look():
    closed = asyncio.Event()
    first, url = await serve(closed)
    second, other = await serve(asyncio.Event())
    limits = httpx2.Limits(keepalive_expiry=0.2)
    async with httpx2.AsyncClient(limits=limits, trust_env=False) as client:
        await client.get(url)
        await asyncio.sleep(2.0)
        print("idle for ten times its limit:", "closed" if closed.is_set() else "open")
        await client.get(other)
        await asyncio.wait_for(closed.wait(), 10)
        print("after a request to another port: closed")
    first.close()
    second.close()


asyncio.run(look())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
idle for ten times its limit: open
after a request to another port: closed
EXPECTED
echo "as seen before"
