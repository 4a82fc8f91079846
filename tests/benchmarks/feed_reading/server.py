"""1,000 feeds on 127.0.0.1, in a process of its own: conditional answers, and counts of them.

Run by its path, with how many feeds; it prints its port, and for each line that it reads what it
was asked since: `change` lets 2 % of them have one item more.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

ITEMS = 50
TEXT = "<p>AMC has renewed <i>Dark Winds</i> for a season, &amp; more of it to come.</p>" * 8


class Feeds:
    def __init__(self, count: int) -> None:
        self.versions = [0] * count
        self.requests = self.unchanged = 0
        self.now = datetime.now(UTC)

    def change(self) -> None:
        for number in range(0, len(self.versions), 50):
            self.versions[number] += 1

    def body(self, number: int) -> bytes:
        first = self.versions[number]
        rows = "".join(self._row(number, n) for n in range(first + ITEMS, first, -1))
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            f"<title>Outlet {number}</title><link>https://o{number}.example/</link>{rows}"
            "</channel></rss>"
        ).encode()

    def _row(self, number: int, item: int) -> str:
        said = format_datetime(self.now - timedelta(hours=6 * (60 - item)))
        link = f"https://o{number}.example/news/{item}"
        text = TEXT.replace("&", "&amp;").replace("<", "&lt;")
        return (
            f"<item><title>News {item} of {number}</title><link>{link}</link><guid>{link}</guid>"
            f"<pubDate>{said}</pubDate><description>{text}</description></item>"
        )

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(self._answer(head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, head: bytes) -> bytes:
        self.requests += 1
        number = int(head.split(b" ", 2)[1].strip(b"/"))
        etag = f'"{self.versions[number]}"'.encode()
        if b"\r\nif-none-match: " + etag in head.lower():
            self.unchanged += 1
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        body = self.body(number)
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: %b\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (etag, len(body), body)
        )


async def main(count: int) -> None:
    feeds = Feeds(count)
    server = await asyncio.start_server(feeds.answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps([feeds.requests, feeds.unchanged]), flush=True)
        feeds.requests = feeds.unchanged = 0
        if line.strip() == "change":
            feeds.change()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
