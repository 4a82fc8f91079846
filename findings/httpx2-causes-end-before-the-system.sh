#!/usr/bin/env bash
# httpx2 2.16.2 (with httpcore2 2.16.2), on why a connection could not be made, in its errors' causes.
#
# The exceptions of httpx2 are raised "from" those of httpcore2, and these "from" what the system said.
# One would expect to find that OSError, with its errno, by following `__cause__`. Seen: the chain of
# causes ends at httpcore2.ConnectError. Its pool raises each exception again "from None", which takes
# the cause away that it had. The same goes for a cause that a network backend of one's own gives.
#
#   ConnectError of httpx2, __cause__                          httpcore2.ConnectError
#   ConnectError of httpcore2, __cause__                       None
#   the same, __context__                                      the OSError, which tracebacks leave out
#
# So "refused" and "no route" are told apart by following `__context__`, or by the text alone.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check httpx2==2.16.2 httpcore2==2.16.2 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio
import socket

import httpx2


async def look():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with httpx2.AsyncClient(trust_env=False) as client:
        try:
            await client.get(f"http://127.0.0.1:{port}/")
        except httpx2.ConnectError as error:
            inner = error.__cause__
            print("cause of httpx2's:", f"{type(inner).__module__}.{type(inner).__name__}")
            print("cause of httpcore2's:", inner.__cause__)
            print("context of httpcore2's:", type(inner.__context__).__name__)
            print("left out of tracebacks:", inner.__suppress_context__)


asyncio.run(look())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
cause of httpx2's: httpcore2.ConnectError
cause of httpcore2's: None
context of httpcore2's: OSError
left out of tracebacks: True
EXPECTED
echo "as seen before"
