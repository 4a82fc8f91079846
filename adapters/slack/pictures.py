"""Pictures on Slack: uploaded once a workspace, shared nowhere, and shown by a block of a message.

A file that was completed without a channel is seen by nobody until a message shows it. So an
upload whose answer is lost does no harm, and is not tried again: the news is told without it.
https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import markup as kit
from adapters.slack.messages import SlackMessage
from adapters.slack.refusals import error_code
from bot.ports.outbox import Delivery
from bot.ports.pictures import DrawnPicture, Pictures
from content.announcements.announcement import CountdownStep

log = structlog.get_logger()

_KEPT: Final = 32
"""So many pictures are told at one time in a workspace, each in many channels."""
_UPLOAD_S: Final = 20.0
_TITLE: Final = 200


class PictureUploads:
    """What was uploaded to one workspace, by what it shows."""

    def __init__(self, client: AsyncWebClient, pictures: Pictures | None) -> None:
        self._client = client
        self._pictures = pictures
        self._files: OrderedDict[object, asyncio.Task[str | None]] = OrderedDict()

    async def shown(self, delivery: Delivery, message: SlackMessage) -> SlackMessage:
        """Return *message* with the picture that goes with *delivery*, if one does."""
        announcement = delivery.announcement
        if self._pictures is None or not delivery.picture or not message.blocks:
            return message
        if not isinstance(announcement, CountdownStep) or announcement.superseded:
            return message
        if announcement.card is None:
            return message
        picture = await self._pictures.card(announcement.card)
        file = picture and await self._uploaded(announcement.card, picture)
        return _with_picture(message, file, picture.alt) if file and picture else message

    async def _uploaded(self, key: object, picture: DrawnPicture) -> str | None:
        """Return the id of the file; None: it could not be uploaded, which is not tried again."""
        task = self._files.get(key)
        if task is None:
            task = self._files[key] = asyncio.create_task(self._upload(picture))
            while len(self._files) > _KEPT:
                self._files.popitem(last=False)
        self._files.move_to_end(key)
        return await asyncio.shield(task)

    async def _upload(self, picture: DrawnPicture) -> str | None:
        try:
            async with asyncio.timeout(_UPLOAD_S):
                return await self._three_steps(picture)
        except SlackApiError as error:
            log.warning("slack_picture_refused", error=error_code(error))
        except (aiohttp.ClientError, OSError, KeyError, ValueError, RuntimeError) as error:
            log.warning("slack_picture_lost", reason=type(error).__name__)
        return None

    async def _three_steps(self, picture: DrawnPicture) -> str:
        """Upload it.

        Raises:
            SlackApiError, ClientError, OSError, KeyError, ValueError, RuntimeError: it may be
                there, or may not, and nobody sees it.
        """
        begun = await self._client.files_getUploadURLExternal(
            filename=picture.name, length=len(picture.png), alt_txt=picture.alt
        )
        file, address = str(begun["file_id"]), str(begun["upload_url"])
        session = self._client.session
        if session is None or not self._is_slacks(address):
            raise ValueError("that is no place of Slack's")
        # The address holds what opens it: it is logged nowhere, and no token goes with it.
        async with session.post(
            address, data=picture.png, proxy=self._client.proxy, allow_redirects=False
        ) as answer:
            if answer.status != 200:
                raise ValueError(f"Slack answered {answer.status}")
        await self._client.files_completeUploadExternal(
            files=[{"id": file, "title": picture.alt[:_TITLE]}]
        )
        return file

    def _is_slacks(self, address: str) -> bool:
        """Whether *address* is of the server that was asked, or of one of Slack's own."""
        asked, told = urlsplit(self._client.base_url), urlsplit(address)
        if told.hostname == asked.hostname and told.scheme == asked.scheme:
            return True
        is_slack = (asked.hostname or "").endswith("slack.com")
        return is_slack and told.scheme == "https" and f".{told.hostname}".endswith(".slack.com")


def _with_picture(message: SlackMessage, file: str, alt: str) -> SlackMessage:
    """Return *message* with the picture at its end, before the small print.

    https://docs.slack.dev/reference/block-kit/blocks/image-block
    """
    image: dict[str, Any] = {"type": "image", "slack_file": {"id": file}, "alt_text": alt}
    *before, last = message.blocks
    blocks = (*before, image, last) if last["type"] == "context" else (*message.blocks, image)
    return replace(message, blocks=blocks[: kit.MOST_BLOCKS])


def shows_picture(arguments: Mapping[str, Any]) -> bool:
    """Whether a message that is posted with *arguments* shows a picture."""
    return any(block["type"] == "image" for block in arguments.get("blocks") or ())


def without_picture(arguments: Mapping[str, Any]) -> list[kit.Block]:
    """Return the blocks that are left where Slack shows no picture."""
    return [block for block in arguments["blocks"] if block["type"] != "image"]
