"""Pictures on Discord: attached to a message, and shown in its embed."""

import io
from collections.abc import Sequence
from typing import Any

import discord

from adapters.discord.channels import permissions_in
from adapters.discord.messages import RenderedMessage
from bot.ports.outbox import Delivery
from bot.ports.pictures import DrawnPicture, Pictures
from content.announcements.announcement import CountdownStep
from content.announcements.in_languages import said_in
from content.language.wording import ENGLISH, Wording


async def picture_for(
    delivery: Delivery, pictures: Pictures | None, wording: Wording = ENGLISH
) -> DrawnPicture | None:
    """Return the picture that goes with *delivery*; None: none is wanted, or it has none.

    *wording* is the language of where it is told.
    """
    announcement = delivery.announcement
    if pictures is None or not delivery.picture or delivery.is_plain:
        return None
    if not isinstance(announcement, CountdownStep) or announcement.superseded:
        return None
    card = said_in(announcement, wording.language).card
    return await pictures.card(card) if card else None


def may_attach(client: discord.Client, channel: int, *, is_in_server: bool) -> bool:
    """Whether a file may be posted there: where nobody knows, news is not put at risk for it."""
    allowed = permissions_in(client, channel)
    return allowed.attach_files if allowed is not None else not is_in_server


def attached(said: dict[str, Any], picture: DrawnPicture | None) -> dict[str, Any]:
    """Return what is *said* with *picture* in its last embed.

    https://docs.discord.com/developers/reference#editing-message-attachments
    """
    if picture is None or not said.get("embeds"):
        return said
    said["embeds"][-1].set_image(url=f"attachment://{picture.name}")
    return said | {"files": [attachment_of(picture)]}


def attachment_of(picture: DrawnPicture) -> discord.File:
    """Return *picture* as it is sent, once."""
    return discord.File(io.BytesIO(picture.png), filename=picture.name, description=picture.alt)


def attached_to_answer(
    message: RenderedMessage,
    pictures: Sequence[DrawnPicture],
    interaction: discord.Interaction[Any],
    *,
    is_late: bool,
) -> dict[str, Any]:
    """Return the arguments by which *message*, an answer, shows the first of *pictures*.

    Where it *is_late*, the answer edits what was said in its place.
    """
    if not pictures or not message.embeds or not interaction.app_permissions.attach_files:
        return {}
    message.embeds[-1].set_image(url=f"attachment://{pictures[0].name}")
    return {"attachments" if is_late else "files": [attachment_of(pictures[0])]}
