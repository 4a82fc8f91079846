#!/usr/bin/env bash
# Pillow 13.0.0, on `Image.quantize(method=FASTOCTREE)`, the one method (but for libimagequant) that takes RGBA.
#
# One would expect an image in RGBA that is opaque everywhere to get the same palette as the same image in
# RGB: its alpha channel says nothing. Seen: it gets half as many colours, of 256 that were asked for, and a
# worse one for each part. A small even area in a colour of its own keeps that exactly in RGB, and is off by
# nine in RGBA.
#
#   512 x 64 pixels, two gradients, one even bar of (91, 42, 134)     in RGB               in RGBA
#   colours of the palette that are used                              66                   35
#   largest difference of a channel                                   9                    18
#   the bar                                                           (91, 42, 134)        (82, 40, 139)
#
# So what is opaque is made RGB before it is given a palette.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0 2>/dev/null

cat > "$folder/look.py" <<'PY'
from PIL import Image, ImageChops, ImageDraw

image = Image.new("RGB", (512, 64))
image.putdata([(20 + x // 8, 12 + y, 30 + x // 4) for y in range(64) for x in range(512)])
ImageDraw.Draw(image).rectangle((100, 20, 160, 40), fill=(91, 42, 134))
for whole in (image, image.convert("RGBA")):
    small = whole.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    back = small.convert("RGB")
    worst = max(high for _, high in ImageChops.difference(image, back).getextrema())
    bar = back.getpixel((130, 30))
    print(f"{whole.mode}: {len(small.getcolors())} colours, off by {worst} at most, the bar is {bar}")
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
RGB: 66 colours, off by 9 at most, the bar is (91, 42, 134)
RGBA: 35 colours, off by 18 at most, the bar is (82, 40, 139)
EXPECTED
echo "as seen before"
