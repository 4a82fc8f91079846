#!/usr/bin/env bash
# discord.py 2.7.1, on `Client.add_view` and a Modal with a custom_id and no timeout.
#
# add_view "registers a View for persistent listening" and names View and LayoutView. One would expect a modal
# to be refused, or to be heard for good as a persistent view is. Seen: it is neither. A Modal says
# is_persistent(), is taken, and its submission reaches it without that run of the program having opened it,
# so that a form which was open over a restart is answered; `persistent_views` does not list it. But it ends
# itself with the first submission, and the second one reaches nobody. A view hears every press.
#
#   is_persistent() of the modal                           True
#   client.persistent_views after add_view(modal)          empty
#   the first submission                                   on_submit
#   the second                                             nothing, until add_view is called with a new one
#   two presses of a button of a persistent view           both heard
#
# So whoever wants forms to outlive restarts registers a new Modal in on_submit of the one before.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check discord.py==2.7.1 2>/dev/null

cat > "$folder/look.py" <<'PY'
import asyncio
import logging

import discord

logging.disable()


def interaction(kind, data):
    """What the gateway hands over, as Discord documents it, from a person in a direct message."""
    return {
        "id": "1",
        "application_id": "2",
        "type": kind,
        "token": "token",
        "version": 1,
        "channel_id": "3",
        "channel": {"id": "3", "type": 1, "recipients": []},
        "user": {"id": "7", "username": "fan", "discriminator": "0", "avatar": None},
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 1,
        "attachment_size_limit": 10_485_760,
        "locale": "en-US",
        "data": data,
    }


class Form(discord.ui.Modal, title="Form"):
    words = discord.ui.TextInput(label="Words", custom_id="words")

    async def on_submit(self, interaction):
        heard.append(f"on_submit: {self.words.value}")


class Row(discord.ui.View):
    @discord.ui.button(label="Press", custom_id="press")
    async def press(self, interaction, button):
        heard.append("pressed")


def submitted(words):
    field = {"type": 4, "id": 2, "custom_id": "words", "value": words}
    row = {"type": 1, "id": 1, "components": [field]}
    return interaction(5, {"custom_id": "form", "components": [row]})


def pressed():
    author = {"id": "2", "username": "bot", "discriminator": "0", "avatar": None, "bot": True}
    message = {"id": "8", "channel_id": "3", "type": 0, "content": "", "author": author, "embeds": []}
    message |= {"attachments": [], "mentions": [], "mention_roles": [], "mention_everyone": False}
    message |= {"pinned": False, "tts": False, "timestamp": "2020-01-01T00:00:00Z", "edited_timestamp": None}
    return interaction(3, {"custom_id": "press", "component_type": 2}) | {"message": message}


async def look():
    client = discord.Client(intents=discord.Intents.none())
    async with client:

        async def arrives(what, data):
            heard.clear()
            client._connection.parsers["INTERACTION_CREATE"](data)
            await asyncio.sleep(0.1)
            print(f"{what}: {', '.join(heard) or 'nobody'}")

        form = Form(custom_id="form", timeout=None)
        print("is_persistent:", form.is_persistent())
        client.add_view(form)
        print("persistent_views:", list(client.persistent_views))
        await arrives("first submission", submitted("one"))
        await arrives("second submission", submitted("two"))
        client.add_view(Form(custom_id="form", timeout=None))
        await arrives("after add_view with another", submitted("three"))
        client.add_view(Row(timeout=None))
        await arrives("first press", pressed())
        await arrives("second press", pressed())


heard = []
asyncio.run(look())
PY
"$folder/venv/bin/python" "$folder/look.py" | tee "$folder/seen"

diff "$folder/seen" - <<'EXPECTED'
is_persistent: True
persistent_views: []
first submission: on_submit: one
second submission: nobody
after add_view with another: on_submit: three
first press: pressed
second press: pressed
EXPECTED
echo "as seen before"
