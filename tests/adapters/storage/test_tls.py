"""TLS to PostgreSQL, as addresses of databases say it everywhere."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from adapters.storage.database import Database
from adapters.storage.tls import is_elsewhere

CERTIFICATES = Path(__file__).parents[2] / "fakes" / "certificates"
AUTHORITY = CERTIFICATES / "authority.pem"


async def is_encrypted(url):
    """Whether every kind of connection to it is; it opens and closes the database."""
    database = await Database.open(url)
    await database.leadership.open()
    try:
        async with database.outbox._transactions.reading() as connection:
            own = text(
                "SELECT application_name, ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                " WHERE application_name LIKE 'violet%' AND datname = current_database()"
            )
            found = dict((await connection.execute(own)).all())
    finally:
        await database.close()
    assert len(found) == 2
    assert len(set(found.values())) == 1
    return found.popitem()[1]


@pytest.mark.parametrize("said", ["", "?sslmode=disable", "?sslmode=prefer", "?ssl=disable"])
async def test_a_server_without_tls_is_used_where_that_is_allowed(postgres_url, said):
    assert not await is_encrypted(postgres_url + said)


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
async def test_a_server_without_tls_is_refused_where_tls_is_asked_for(postgres_url, refused, mode):
    said = await refused(f"{postgres_url}?sslmode={mode}")

    assert "offers no TLS" in said
    assert "running" not in said


async def test_a_server_with_tls_is_used_as_the_address_says(own_postgres, refused):
    await own_postgres.offer_tls(CERTIFICATES / "feeds.example.pem", takes_nothing_else=True)
    url = own_postgres.url

    assert await is_encrypted(url)
    assert await is_encrypted(f"{url}?sslmode=require")
    assert await is_encrypted(f"{url}?ssl=require")
    assert await is_encrypted(f"{url}?sslmode=verify-ca&sslrootcert={AUTHORITY}")
    assert await is_encrypted(f"{url}?sslmode=require&sslrootcert={AUTHORITY}")
    assert "takes no connection without TLS" in await refused(f"{url}?sslmode=disable")
    for mode in ("verify-ca", "verify-full", "verify-full&sslrootcert=system"):
        said = await refused(f"{url}?sslmode={mode}")
        assert "a certificate that is not trusted (" in said
        assert "sslrootcert=FILE" in said
    assert "127.0.0.1" in await refused(f"{url}?sslmode=verify-full&sslrootcert={AUTHORITY}")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("sslmode=on", "sslmode=on; write one of disable"),
        ("ssl=true", "sslmode=true; write one of disable"),
        ("sslmode=require&ssl=disable", "not the same"),
        ("sslmode=require&sslmode=disable", "sslmode= twice"),
        ("sslrootcert=/nowhere.pem", "no sslmode="),
        ("sslmode=prefer&sslrootcert=/nowhere.pem", "write sslmode=verify-full"),
        ("sslmode=verify-full&sslrootcert=/nowhere.pem", "/nowhere.pem, which is no file"),
        (f"sslmode=verify-full&sslrootcert={__file__}", "of no use"),
        (f"sslmode=require&sslcert={AUTHORITY}", "of no use"),
        ("channel_binding=require", "channel_binding=, which Violet does not know"),
    ],
)
async def test_what_makes_no_sense_is_one_line_with_its_cure(refused, query, word):
    said = await refused(f"postgresql+asyncpg://violet:hush@127.0.0.1:9/violet?{query}")

    assert said.startswith("VIOLET_DATABASE_URL ")
    assert word in said
    assert "hush" not in said


async def test_a_password_with_an_unescaped_at_sign_is_refused_and_no_part_of_it_shown(refused):
    said = await refused("postgresql+asyncpg://violet:hu@sh@127.0.0.1:9/violet")

    assert "%40" in said
    assert "sh@" not in said


@pytest.mark.parametrize(
    ("host", "elsewhere"),
    [
        *(("localhost", False), ("127.0.0.1", False), ("127.8.9.1", False), ("[::1]", False)),
        *(("", False), ("db.example", True), ("10.0.0.7", True), ("[fd00::1]", True)),
    ],
)
def test_what_another_machine_is_is_told_by_the_address(host, elsewhere):
    assert is_elsewhere(make_url(f"postgresql+asyncpg://violet:x@{host}/violet")) is elsewhere


def test_a_socket_is_no_other_machine_and_one_of_several_servers_is():
    base = "postgresql+asyncpg:///violet?host="

    assert not is_elsewhere(make_url(f"{base}/var/run/postgresql"))
    assert is_elsewhere(make_url(f"{base}a.example&host=b.example"))


def test_a_password_that_goes_to_another_host_in_clear_is_warned_of(postgres_url, violet):
    local = make_url(postgres_url).set(password="hush")

    for host, warned in (("0.0.0.0", True), ("127.0.0.1", False)):  # noqa: S104 - where to ask
        url = local.set(host=host).render_as_string(hide_password=False)
        done = violet("doctor", VIOLET_DATABASE_URL=url, VIOLET_LIVE="")

        assert "database: 0 subscriptions" in done.stdout
        assert ("database_not_encrypted" in done.stderr) is warned
        assert "hush" not in done.stdout + done.stderr
