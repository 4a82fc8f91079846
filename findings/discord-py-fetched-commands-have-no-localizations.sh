#!/usr/bin/env bash
# discord.py 2.7.1, on `CommandTree.fetch_commands` and `AppCommand.name_localizations`.
#
# AppCommand has `name_localizations` and `description_localizations`, and fetch_commands returns AppCommands.
# One would expect to find there what was registered. Seen: they are empty, for every command. Discord
# leaves them out unless asked `with_localizations=true`
# (https://docs.discord.com/developers/interactions/application-commands#get-global-application-commands),
# discord.py never asks for it, and no argument of fetch_commands makes it. The server below answers as that
# page says.
#
#   name_localizations in the tree                             de: wann
#   what fetch_commands asked for                              /applications/2/commands, no with_localizations
#   name_localizations of what it returned                     none
#
# So whoever compares what is registered with what is in the tree, to register only what changed, finds a
# difference each time, and has to ask by `client.http.request` with the parameter.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check discord.py==2.7.1 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio
import json

import discord
from aiohttp import web
from discord import app_commands

BOT = {"id": "2", "username": "bot", "discriminator": "0", "avatar": None}
APPLICATION = {"id": "2", "name": "bot", "icon": None, "description": "", "bot_public": True, "flags": 0}
APPLICATION |= {"bot_require_code_grant": False, "verify_key": "", "owner": BOT | {"id": "5"}}
asked, registered = [], {}


def answer(data):
    return web.Response(body=json.dumps(data).encode(), content_type="application/json")


def command(localized):
    one = {"id": "1", "application_id": "2", "version": "3", "type": 1, "name": "when", "nsfw": False}
    one |= {"description": "When?", "default_member_permissions": None}
    return one | registered if localized else one


async def me(_):
    return answer(BOT)


async def application(_):
    return answer(APPLICATION)


async def put(request):
    (sent,) = await request.json()
    registered.update({name: sent[name] for name in ("name_localizations", "description_localizations")})
    return answer([command(localized=True)])


async def get(request):
    asked.append(request.path_qs)
    return answer([command(localized=request.query.get("with_localizations") == "true")])


class German(app_commands.Translator):
    async def translate(self, string, locale, context):
        return {"when": "wann", "When?": "Wann?"}[string.message] if locale.value == "de" else None


async def look():
    server = web.Application()
    server.router.add_get("/users/@me", me)
    server.router.add_get("/oauth2/applications/@me", application)
    server.router.add_put("/applications/2/commands", put)
    server.router.add_get("/applications/2/commands", get)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    discord.http.Route.BASE = f"http://127.0.0.1:{runner.addresses[0][1]}"
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)

    @tree.command(description="When?")
    async def when(interaction: discord.Interaction):
        raise NotImplementedError

    async with client:
        await client.login("token")
        await tree.set_translator(German())
        await tree.sync()
        print("registered:", registered["name_localizations"])
        (found,) = await tree.fetch_commands()
        print("asked:", *asked)
        print("fetched:", {str(locale): name for locale, name in found.name_localizations.items()})
    await runner.cleanup()


asyncio.run(look())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
registered: {'de': 'wann'}
asked: /applications/2/commands
fetched: {}
EXPECTED
echo "as seen before"
