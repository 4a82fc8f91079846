"""What is counted as it changes: each statement that changes it adds how much, by a trigger.

So whoever writes moves the tally on, in the transaction that changes what is counted: every
process, the version before that still runs, and a statement typed by hand. What is rolled back, or
lost in a crash, was never counted.

On SQLite, where one writes at a time, a number has one row. On PostgreSQL a row that everybody
changed would be waited for by everybody, so there each statement inserts a row of its own, and the
number is the sum. Every 256th folds what it finds into a few rows again, and passes over what
somebody else is folding; so nobody ever waits for a tally, and there are never many rows.

The triggers are written down in the migrations too; what alters a table there by making it anew
has to make its triggers anew.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import DDL, Table, event, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from content.subscriptions.destination import Platform

OPEN: Final = "open"
"""Deliveries that are still to be made, by platform."""
SUBSCRIPTIONS: Final = "subscriptions"
"""All of them together, whatever the platform."""
SUSPENDED: Final = "suspended"
"""Destinations that get nothing, by platform."""


async def tallies(connection: AsyncConnection) -> Mapping[str, Mapping[Platform, int]]:
    """Return each number that is kept and is not 0, by what it counts and by platform."""
    table = schema.tally.c
    number = func.sum(table.number)
    query = select(table.what, table.platform, number).group_by(table.what, table.platform)
    found: dict[str, dict[Platform, int]] = {OPEN: {}, SUBSCRIPTIONS: {}, SUSPENDED: {}}
    for what, platform, count in await connection.execute(query):
        if count:
            found.setdefault(what, {})[Platform(platform)] = int(count)
    return found


def _is_open(row: str) -> str:
    """Not with IN: SQLite would sort its list anew for every single row."""
    return "(" + " OR ".join(f"{row}.state = '{state}'" for state in schema.OPEN) + ")"


def _sqlite(name: str, when: str, if_: str, what: str, platform: str, number: int) -> str:
    return f"""
CREATE TRIGGER tally_{name} AFTER {when}
WHEN {if_}
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('{what}', {platform}, 0, {number})
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END"""  # noqa: S608 - names of our own


_WAS_OPEN, _OPENS = _is_open("OLD"), _is_open("NEW")
_WAS_SUSPENDED, _SUSPENDS = "OLD.suspended_at IS NOT NULL", "NEW.suspended_at IS NOT NULL"
_WAS_THERE, _IS_THERE = "OLD.platform", "NEW.platform"
_MOVES: Final = "UPDATE OF state ON delivery"
_TURNS: Final = "UPDATE OF suspended_at ON destination"
_ON_SQLITE: Final = {
    schema.delivery: (
        _sqlite("queued", "INSERT ON delivery", _OPENS, OPEN, _IS_THERE, 1),
        _sqlite("opened", _MOVES, f"{_OPENS}\nAND NOT {_WAS_OPEN}", OPEN, _IS_THERE, 1),
        _sqlite("ended", _MOVES, f"{_WAS_OPEN}\nAND NOT {_OPENS}", OPEN, _IS_THERE, -1),
        _sqlite("removed", "DELETE ON delivery", _WAS_OPEN, OPEN, _WAS_THERE, -1),
    ),
    schema.subscription: (
        _sqlite("subscribed", "INSERT ON subscription", "TRUE", SUBSCRIPTIONS, "''", 1),
        _sqlite("unsubscribed", "DELETE ON subscription", "TRUE", SUBSCRIPTIONS, "''", -1),
    ),
    schema.destination: (
        _sqlite("came_suspended", "INSERT ON destination", _SUSPENDS, SUSPENDED, _IS_THERE, 1),
        _sqlite(
            *("suspended", _TURNS, f"{_SUSPENDS} AND OLD.suspended_at IS NULL"),
            *(SUSPENDED, _IS_THERE, 1),
        ),
        _sqlite(
            *("lifted", _TURNS, f"{_WAS_SUSPENDED} AND NEW.suspended_at IS NULL"),
            *(SUSPENDED, _IS_THERE, -1),
        ),
        _sqlite("forgotten", "DELETE ON destination", _WAS_SUSPENDED, SUSPENDED, _WAS_THERE, -1),
    ),
}


def _function(name: str, body: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{body}
  RETURN NULL;
END $$"""


def _added(platform: str, number: str, rows: str) -> str:
    """Return the statement that adds *number* of what is counted of *rows*."""
    return f"""
    INSERT INTO tally (what, platform, part, number)
    SELECT {platform}, nextval('tally_part'), {number}
    FROM {rows};"""  # noqa: S608 - as above


def _by_statement(name: str, when: str, tables: str, function: str) -> str:
    return f"""
CREATE TRIGGER tally_{name} AFTER {when}
REFERENCING {tables}
FOR EACH STATEMENT EXECUTE FUNCTION {function}()"""


def _by_platform(name: str, what: str, if_: str) -> str:
    """Return the function that adds how many more there are of *what*, platform by platform."""
    begin, end = f"'{what}', platform", f"WHERE {if_} GROUP BY platform"
    changed = f"""(
      SELECT platform, 1 AS one FROM came WHERE {if_}
      UNION ALL SELECT platform, -1 FROM went WHERE {if_}
    ) AS changed GROUP BY platform HAVING sum(one) <> 0"""  # noqa: S608 - as above
    return _function(
        name,
        f"""
  IF TG_OP = 'INSERT' THEN{_added(begin, "count(*)", f"came {end}")}
  ELSIF TG_OP = 'DELETE' THEN{_added(begin, "-count(*)", f"went {end}")}
  ELSE{_added(begin, "sum(one)", changed)}
  END IF;""",
    )


_CAME, _WENT = "NEW TABLE AS came", "OLD TABLE AS went"
_ALL: Final = f"'{SUBSCRIPTIONS}', ''"
_ON_POSTGRES: Final = {
    schema.tally: (
        # An array of places, since a locking subquery might be scanned anew for every row.
        _function(
            "fold_tally",
            """
  WITH folded AS (
    DELETE FROM tally
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM tally LIMIT 4096 FOR UPDATE SKIP LOCKED))
    RETURNING what, platform, number
  )
  INSERT INTO tally (what, platform, part, number)
  SELECT what, platform, nextval('tally_part'), sum(number) FROM folded
  GROUP BY what, platform HAVING sum(number) <> 0;""",
        ),
        """
CREATE TRIGGER tally_folded AFTER INSERT ON tally
FOR EACH ROW WHEN (NEW.part % 256 = 0) EXECUTE FUNCTION fold_tally()""",
    ),
    schema.delivery: (
        _by_platform("tally_deliveries", OPEN, schema.OPEN_SQL),
        _by_statement("queued", "INSERT ON delivery", _CAME, "tally_deliveries"),
        _by_statement("moved", "UPDATE ON delivery", f"{_WENT} {_CAME}", "tally_deliveries"),
        _by_statement("removed", "DELETE ON delivery", _WENT, "tally_deliveries"),
    ),
    schema.subscription: (
        _function(
            "tally_subscriptions",
            f"""
  IF TG_OP = 'INSERT' THEN{_added(_ALL, "count(*)", "came HAVING count(*) > 0")}
  ELSE{_added(_ALL, "-count(*)", "went HAVING count(*) > 0")}
  END IF;""",
        ),
        _by_statement("subscribed", "INSERT ON subscription", _CAME, "tally_subscriptions"),
        _by_statement("unsubscribed", "DELETE ON subscription", _WENT, "tally_subscriptions"),
    ),
    schema.destination: (
        _by_platform("tally_destinations", SUSPENDED, schema.SUSPENDED_SQL),
        _by_statement("came", "INSERT ON destination", _CAME, "tally_destinations"),
        _by_statement("turned", "UPDATE ON destination", f"{_WENT} {_CAME}", "tally_destinations"),
        _by_statement("forgotten", "DELETE ON destination", _WENT, "tally_destinations"),
    ),
}


def _made_with(tables: Mapping[Table, tuple[str, ...]], dialect: str) -> None:
    for table, statements in tables.items():
        for statement in statements:
            made = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))


_made_with(_ON_SQLITE, "sqlite")
_made_with(_ON_POSTGRES, "postgresql")
