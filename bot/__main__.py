"""`python -m bot` is `violet`."""

from bot.cli import main

main()
