"""Clients who say next to nothing, in a process of their own: `silent_clients COUNT PORT…`."""

import asyncio
import contextlib
import sys
from collections.abc import Sequence

SAID = (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n", b"\x16\x03\x01\x00")
"""What they say at most: nothing, half a line, half a head, something else."""
AGAIN_S = 1.0
"""How soon one that is hung up on comes back."""


async def main(count: int, ports: Sequence[int]) -> None:
    """Hold *count* connections, spread over *ports*, until killed."""
    await asyncio.gather(
        *(
            _be_silent(ports[number % len(ports)], SAID[number // len(ports) % len(SAID)])
            for number in range(count)
        )
    )


async def _be_silent(port: int, said: bytes) -> None:
    while True:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(said)
                while await reader.read(1000):
                    pass
            finally:
                writer.close()
        await asyncio.sleep(AGAIN_S)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), [int(port) for port in sys.argv[2:]]))
