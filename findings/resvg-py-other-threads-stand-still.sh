#!/usr/bin/env bash
# resvg-py 0.5.0, on `svg_to_bytes` in a thread.
#
# It is Rust behind a Python function that takes a string and returns bytes, as Pillow's coders or zlib are C
# behind one, and these let go of Python's global lock while they work. One would expect it to draw in a
# thread beside an event loop. Seen: no other thread of the process runs a single line of Python for as long
# as it draws, be it a tenth of a second or ten.
#
#   another thread that writes the time down each millisecond,
#   while zlib compresses                                         it goes on
#   while resvg-py draws                                          it stands still
#
# So whoever draws in a process that has to answer people does it in another process.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check resvg-py==0.5.0 2>/dev/null

cat > "$folder/look.py" <<'PY'
import os
import threading
import time
import zlib

import resvg_py

BLUR = '<filter id="b"><feGaussianBlur stdDeviation="40"/></filter>'
DOTS = "".join(
    f'<circle cx="{at * 67 % 1200}" cy="{at * 131 % 630}" r="200" fill="#5b2a86" fill-opacity="0.1" filter="url(#b)"/>'
    for at in range(12)
)
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{BLUR}{DOTS}</svg>'
NOISE = os.urandom(60_000_000)


def ticks_during(work):
    times, over = [], threading.Event()

    def tick():
        while not over.is_set():
            times.append(time.perf_counter())
            time.sleep(0.001)

    beside = threading.Thread(target=tick)
    beside.start()
    time.sleep(0.2)
    begun = time.perf_counter()
    work()
    ended = time.perf_counter()
    over.set()
    beside.join()
    assert ended - begun > 0.3, "too fast to say anything"
    return sum(begun + 0.05 < at < ended - 0.05 for at in times)


for name, work in (
    ("zlib compresses", lambda: zlib.compress(NOISE)),
    ("resvg-py draws", lambda: resvg_py.svg_to_bytes(svg_string=SVG)),
):
    print(f"while {name}, another thread", "goes on" if ticks_during(work) > 1 else "stands still")
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
while zlib compresses, another thread goes on
while resvg-py draws, another thread stands still
EXPECTED
echo "as seen before"
