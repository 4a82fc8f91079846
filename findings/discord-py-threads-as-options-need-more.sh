#!/usr/bin/env bash
# discord.py 2.7.1, on a thread as an option of an application command.
#
# Discord resolves a channel that was chosen as a *partial* channel, whose fields beyond id, name, type and
# permissions it names: "Threads will also have thread_metadata and parent_id fields"
# (https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure).
# One would expect AppCommandThread to be made of these, as AppCommandChannel is. Seen: it takes owner_id,
# member_count and message_count for granted. Without one of them the command's callback is not called, and
# neither is the tree's error handler: KeyError ends the task that would have called them, so that nobody
# answers, and the person reads that the application did not respond.
#
#   a text channel with the documented fields              callback called
#   a thread with the documented fields                    KeyError: 'owner_id', no callback, no tree.error
#   the same with owner_id                                 KeyError: 'member_count', likewise
#   the same with all three                                callback called
#
# So a command that takes threads takes them as text (an id), or stands on fields that are not promised.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check discord.py==2.7.1 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio
import logging

import discord
from discord import app_commands

logging.disable()
GUILD = {"id": "9", "features": [], "locale": "en-US"}
MEMBER = {"user": {"id": "7", "username": "fan", "discriminator": "0", "avatar": None}, "roles": []}
MEMBER |= {"joined_at": "2020-01-01T00:00:00Z", "permissions": "0", "deaf": False, "mute": False, "flags": 0}
TEXT = {"id": "44", "type": 0, "name": "general", "permissions": "0", "parent_id": None, "position": 1}
THREAD = {"id": "44", "type": 11, "name": "season 2", "permissions": "0", "parent_id": "3"}
THREAD["thread_metadata"] = {
    "archived": False,
    "archive_timestamp": "2020-01-01T00:00:00Z",
    "auto_archive_duration": 60,
    "locked": False,
}


def interaction(command, channel):
    option = {"name": "where", "type": 7, "value": "44"}
    return {
        "id": "1",
        "application_id": "2",
        "type": 2,
        "token": "token",
        "version": 1,
        "guild_id": "9",
        "guild": GUILD,
        "channel_id": "3",
        "channel": {"id": "3", "type": 0, "name": "news", "permissions": "0", "position": 0},
        "member": MEMBER,
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0,
        "attachment_size_limit": 10_485_760,
        "app_permissions": "0",
        "locale": "en-US",
        "guild_locale": "en-US",
        "data": {
            "id": "5",
            "name": command,
            "type": 1,
            "options": [option],
            "resolved": {"channels": {"44": channel}},
        },
    }


async def look():
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)

    @tree.command()
    async def channel(interaction: discord.Interaction, where: app_commands.AppCommandChannel):
        seen.append("callback called")

    @tree.command()
    async def thread(interaction: discord.Interaction, where: app_commands.AppCommandThread):
        seen.append("callback called")

    @tree.error
    async def on_error(interaction, error):
        seen.append("tree.error called")

    def never_retrieved(_, context):
        seen.append(f"{context['exception']!r} in a task, retrieved by nobody")

    asyncio.get_running_loop().set_exception_handler(never_retrieved)
    me = {"id": "2", "username": "bot", "discriminator": "0", "avatar": None}
    async with client:
        state = client._connection
        state.user = discord.ClientUser(state=state, data=me)
        for what, command, chosen in (
            ("text channel", "channel", TEXT),
            ("thread", "thread", THREAD),
            ("thread, owner_id", "thread", THREAD | {"owner_id": "7"}),
            ("thread, all three", "thread", THREAD | {"owner_id": "7", "member_count": 1, "message_count": 1}),
        ):
            seen = []
            state.parsers["INTERACTION_CREATE"](interaction(command, chosen))
            for _ in range(5):
                await asyncio.sleep(0)
            print(f"{what}: {'; '.join(seen)}")


asyncio.run(look())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
text channel: callback called
thread: KeyError('owner_id') in a task, retrieved by nobody
thread, owner_id: KeyError('member_count') in a task, retrieved by nobody
thread, all three: callback called
EXPECTED
echo "as seen before"
