"""A port that nobody listens at, and what is answered at one."""

import asyncio
import socket
import urllib.error
import urllib.request


def free_port() -> int:
    """Return one of this machine that is free by now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


async def get(port: int, path: str) -> tuple[int, str]:
    """Return the status and the text that are answered."""

    def ask() -> tuple[int, str]:
        address = f"http://127.0.0.1:{port}{path}"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    return await asyncio.to_thread(ask)
