"""SVG to PNG, also as a program of its own: SVG comes in, PNG goes out.

resvg holds the interpreter's lock for as long as it draws, so that a thread would stop all else.
As a program this needs neither the rest of Violet nor anything of her environment.
"""

import io
import re
import sys
from pathlib import Path
from typing import Final

MOST_PIXELS: Final = 20_000_000
_COLOURS: Final = 128
_SIZE: Final = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


def png_of(svg: str, font: Path, *, is_flat: bool = False) -> bytes:
    """Return what *svg* shows, drawn with *font* alone.

    Where it *is_flat*, a few opaque colours, it takes half of the bytes.

    Raises:
        ValueError: it has more pixels than pictures may have, or is no SVG.
    """
    import resvg_py  # noqa: PLC0415  only where a picture is wanted

    size = _SIZE.search(svg)
    if size is None or int(size[1]) * int(size[2]) > MOST_PIXELS:
        raise ValueError("the picture would be too large")
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(font)],
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
    )
    return _in_palette(png) if is_flat else bytes(png)


def _in_palette(png: bytes) -> bytes:
    """Return the same picture with a palette, in which transparent and rare tones would suffer."""
    from PIL import Image  # noqa: PLC0415  as above

    kept = io.BytesIO()
    with Image.open(io.BytesIO(png)) as whole:
        method, dither = Image.Quantize.FASTOCTREE, Image.Dither.NONE
        palette = whole.convert("RGB").quantize(_COLOURS, method=method, dither=dither)
        palette.save(kept, "PNG")
    return kept.getvalue()


if __name__ == "__main__":
    is_flat = sys.argv[2:] == ["flat"]
    drawing = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(png_of(drawing, Path(sys.argv[1]), is_flat=is_flat))
