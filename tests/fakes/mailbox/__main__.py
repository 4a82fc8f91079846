"""Violet with a mailbox in the place of her platforms: `python -m fakes.mailbox FOLDER`."""

import asyncio
import sys
from pathlib import Path

from bot.app import run
from bot.cli.operate import set_up_log
from bot.settings import read_settings
from fakes.mailbox.maker import mailbox

if __name__ == "__main__":
    settings = read_settings()
    set_up_log(settings)
    asyncio.run(run(settings, platforms=[mailbox(Path(sys.argv[1]))]))
