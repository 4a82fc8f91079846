"""SVG to PNG, also as a program of its own: SVG comes in, PNG goes out.

resvg holds the interpreter's lock for as long as it draws, so that a thread would stop all else.
As a program this needs neither the rest of Violet nor anything of her environment.
"""

import re
import sys
from pathlib import Path
from typing import Final

MOST_PIXELS: Final = 20_000_000
_SIZE: Final = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


def png_of(svg: str, font: Path) -> bytes:
    """Return what *svg* shows, drawn with *font* alone.

    Raises:
        ValueError: it has more pixels than pictures may have, or is no SVG.
    """
    import resvg_py  # noqa: PLC0415  only where a picture is wanted

    size = _SIZE.search(svg)
    if size is None or int(size[1]) * int(size[2]) > MOST_PIXELS:
        raise ValueError("the picture would be too large")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=[str(font)],
            font_family="Noto Sans",
            sans_serif_family="Noto Sans",
        )
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(png_of(sys.stdin.buffer.read().decode(), Path(sys.argv[1])))
