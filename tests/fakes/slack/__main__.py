"""`python -m fakes.slack --port 8081`, from the folder tests: a Slack to run the bot against."""

import argparse
import asyncio
import sys

from fakes.slack.server import FakeSlack
from fakes.slack.workspace import Message


async def serve(port: int) -> None:
    """Serve until interrupted; each line typed is a message to the bot, or a /command."""
    async with FakeSlack(port=port) as slack:
        home = slack.workspace
        slack.on_message = show
        say(f"SLACK_API_BASE={slack.api_base}")
        say(f"SLACK_BOT_TOKEN={home.bot_token} SLACK_APP_TOKEN={home.app_token}")
        while line := await asyncio.to_thread(sys.stdin.readline):
            await play(slack, line.strip())
        await asyncio.Event().wait()


async def play(slack: FakeSlack, words: str) -> None:
    """Do what a line says."""
    try:
        if words.startswith("/"):
            await slack.command(words, user=slack.workspace.admin)
        elif words:
            await slack.mention(words)
    except TimeoutError:
        say("(nobody is connected, or nobody acknowledged it)")


def show(message: Message) -> None:
    """Print a message that arrived."""
    place = f"{message.channel}{' for ' + message.only_for if message.only_for else ''}"
    say(f"[{place}] {message.text}")


def say(line: str) -> None:
    """Print a line at once, for whoever reads along."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    asyncio.run(serve(parser.parse_args().port))
