"""Commands that follow shows by their names, and follow them no more."""

from collections.abc import Sequence

import click

from bot.cli.options import catalogue_of, wait_for
from bot.ports.errors import SettingsError
from bot.settings import read_settings


@click.command("follow")
@click.argument("name", nargs=-1)
@click.option("--pick", type=int, metavar="N", help="Which of several that bear the name.")
@click.option("--as", "as_show", metavar="SHOW", help="The show of a show file that it is.")
@click.option("--list", "lists", is_flag=True, help="Print what is followed.")
def follow_command(name: Sequence[str], pick: int | None, as_show: str | None, lists: bool) -> None:
    """Follow any show by its name, as TVmaze lists it; NAME may be a record such as tvmaze:44933.

    Where several shows bear the name they are printed, and the exit code is 2.
    """
    from bot.cli import shows_by_name

    settings = read_settings()
    if lists:
        wait_for(shows_by_name.print_followed(settings))
        return
    if not name:
        raise SettingsError("which show? violet follow severance")
    catalogue = catalogue_of(settings)
    wait_for(
        shows_by_name.follow_by_name(
            settings, catalogue, " ".join(name), pick=pick, as_show=as_show
        )
    )


@click.command("unfollow")
@click.argument("show", nargs=-1, required=True)
def unfollow_command(show: Sequence[str]) -> None:
    """Follow SHOW no more; it is still read while somebody subscribes to it."""
    from bot.cli import shows_by_name

    wait_for(shows_by_name.unfollow_by_name(read_settings(), " ".join(show)))
