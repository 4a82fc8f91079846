"""What is said through a response URL, which only whoever typed or pressed sees."""

import aiohttp
import structlog

from adapters.slack.messages import SlackMessage
from adapters.slack.web_api import Workspace, is_slacks, webhook_client

log = structlog.get_logger()


class Responses:
    """Answers through the response URLs of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def tell(self, url: str, message: SlackMessage, *, in_place: bool = False) -> None:
        """Use a response URL, of which Slack allows five uses in half an hour.

        With *in_place* it takes the place of the message with the button, whoever sees that.
        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        if not url:
            return
        if not is_slacks(url, self._workspace.api_base):
            log.warning("slack_response_url_refused")
            return
        client = webhook_client(self._workspace.session, url, api_base=self._workspace.api_base)
        for said in (message, message.plain):
            body = said.arguments() | {"replace_original": in_place}
            if not in_place:
                body["response_type"] = "ephemeral"
            try:
                response = await client.send_dict(body)
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                log.warning("slack_command_answer_lost", reason=type(error).__name__)
                return
            if response.status_code == 200:
                return
            log.warning(
                "slack_command_answer_refused",
                status=response.status_code,
                reason=str(response.body)[:100],
            )
            if "block" not in str(response.body):
                return
