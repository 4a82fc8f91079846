"""Numbers that triggers keep as they change, so that nobody counts them when they are asked for."""

from typing import NoReturn

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ON_SQLITE = (
    """
CREATE TRIGGER tally_queued AFTER INSERT ON delivery
WHEN (NEW.state = 'waiting' OR NEW.state = 'sending' OR NEW.state = 'unknown')
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('open', NEW.platform, 0, 1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_opened AFTER UPDATE OF state ON delivery
WHEN (NEW.state = 'waiting' OR NEW.state = 'sending' OR NEW.state = 'unknown')
AND NOT (OLD.state = 'waiting' OR OLD.state = 'sending' OR OLD.state = 'unknown')
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('open', NEW.platform, 0, 1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_ended AFTER UPDATE OF state ON delivery
WHEN (OLD.state = 'waiting' OR OLD.state = 'sending' OR OLD.state = 'unknown')
AND NOT (NEW.state = 'waiting' OR NEW.state = 'sending' OR NEW.state = 'unknown')
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('open', NEW.platform, 0, -1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_removed AFTER DELETE ON delivery
WHEN (OLD.state = 'waiting' OR OLD.state = 'sending' OR OLD.state = 'unknown')
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('open', OLD.platform, 0, -1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_subscribed AFTER INSERT ON subscription
WHEN TRUE
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('subscriptions', '', 0, 1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_unsubscribed AFTER DELETE ON subscription
WHEN TRUE
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('subscriptions', '', 0, -1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_came_suspended AFTER INSERT ON destination
WHEN NEW.suspended_at IS NOT NULL
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('suspended', NEW.platform, 0, 1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_suspended AFTER UPDATE OF suspended_at ON destination
WHEN NEW.suspended_at IS NOT NULL AND OLD.suspended_at IS NULL
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('suspended', NEW.platform, 0, 1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_lifted AFTER UPDATE OF suspended_at ON destination
WHEN OLD.suspended_at IS NOT NULL AND NEW.suspended_at IS NULL
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('suspended', NEW.platform, 0, -1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
    """
CREATE TRIGGER tally_forgotten AFTER DELETE ON destination
WHEN OLD.suspended_at IS NOT NULL
BEGIN
  INSERT INTO tally (what, platform, part, number) VALUES ('suspended', OLD.platform, 0, -1)
  ON CONFLICT (what, platform, part) DO UPDATE SET number = number + excluded.number;
END
""",
)
_ON_POSTGRES = (
    """
CREATE FUNCTION fold_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH folded AS (
    DELETE FROM tally
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM tally LIMIT 4096 FOR UPDATE SKIP LOCKED))
    RETURNING what, platform, number
  )
  INSERT INTO tally (what, platform, part, number)
  SELECT what, platform, nextval('tally_part'), sum(number) FROM folded
  GROUP BY what, platform HAVING sum(number) <> 0;
  RETURN NULL;
END $$
""",
    """
CREATE TRIGGER tally_folded AFTER INSERT ON tally
FOR EACH ROW WHEN (NEW.part % 256 = 0) EXECUTE FUNCTION fold_tally()
""",
    """
CREATE FUNCTION tally_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO tally (what, platform, part, number)
    SELECT 'open', platform, nextval('tally_part'), count(*)
    FROM came WHERE state IN ('waiting', 'sending', 'unknown') GROUP BY platform;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO tally (what, platform, part, number)
    SELECT 'open', platform, nextval('tally_part'), -count(*)
    FROM went WHERE state IN ('waiting', 'sending', 'unknown') GROUP BY platform;
  ELSE
    INSERT INTO tally (what, platform, part, number)
    SELECT 'open', platform, nextval('tally_part'), sum(one)
    FROM (
      SELECT platform, 1 AS one FROM came WHERE state IN ('waiting', 'sending', 'unknown')
      UNION ALL SELECT platform, -1 FROM went WHERE state IN ('waiting', 'sending', 'unknown')
    ) AS changed GROUP BY platform HAVING sum(one) <> 0;
  END IF;
  RETURN NULL;
END $$
""",
    """
CREATE TRIGGER tally_queued AFTER INSERT ON delivery
REFERENCING NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION tally_deliveries()
""",
    """
CREATE TRIGGER tally_moved AFTER UPDATE ON delivery
REFERENCING OLD TABLE AS went NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION tally_deliveries()
""",
    """
CREATE TRIGGER tally_removed AFTER DELETE ON delivery
REFERENCING OLD TABLE AS went
FOR EACH STATEMENT EXECUTE FUNCTION tally_deliveries()
""",
    """
CREATE FUNCTION tally_subscriptions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO tally (what, platform, part, number)
    SELECT 'subscriptions', '', nextval('tally_part'), count(*)
    FROM came HAVING count(*) > 0;
  ELSE
    INSERT INTO tally (what, platform, part, number)
    SELECT 'subscriptions', '', nextval('tally_part'), -count(*)
    FROM went HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END $$
""",
    """
CREATE TRIGGER tally_subscribed AFTER INSERT ON subscription
REFERENCING NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION tally_subscriptions()
""",
    """
CREATE TRIGGER tally_unsubscribed AFTER DELETE ON subscription
REFERENCING OLD TABLE AS went
FOR EACH STATEMENT EXECUTE FUNCTION tally_subscriptions()
""",
    """
CREATE FUNCTION tally_destinations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO tally (what, platform, part, number)
    SELECT 'suspended', platform, nextval('tally_part'), count(*)
    FROM came WHERE suspended_at IS NOT NULL GROUP BY platform;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO tally (what, platform, part, number)
    SELECT 'suspended', platform, nextval('tally_part'), -count(*)
    FROM went WHERE suspended_at IS NOT NULL GROUP BY platform;
  ELSE
    INSERT INTO tally (what, platform, part, number)
    SELECT 'suspended', platform, nextval('tally_part'), sum(one)
    FROM (
      SELECT platform, 1 AS one FROM came WHERE suspended_at IS NOT NULL
      UNION ALL SELECT platform, -1 FROM went WHERE suspended_at IS NOT NULL
    ) AS changed GROUP BY platform HAVING sum(one) <> 0;
  END IF;
  RETURN NULL;
END $$
""",
    """
CREATE TRIGGER tally_came AFTER INSERT ON destination
REFERENCING NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION tally_destinations()
""",
    """
CREATE TRIGGER tally_turned AFTER UPDATE ON destination
REFERENCING OLD TABLE AS went NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION tally_destinations()
""",
    """
CREATE TRIGGER tally_forgotten AFTER DELETE ON destination
REFERENCING OLD TABLE AS went
FOR EACH STATEMENT EXECUTE FUNCTION tally_destinations()
""",
)
_COUNTED = (
    """
INSERT INTO tally (what, platform, part, number)
SELECT 'open', platform, 0, count(*) FROM delivery
WHERE state IN ('waiting', 'sending', 'unknown') GROUP BY platform
""",
    """
INSERT INTO tally (what, platform, part, number)
SELECT 'subscriptions', '', 0, count(*) FROM subscription
""",
    """
INSERT INTO tally (what, platform, part, number)
SELECT 'suspended', platform, 0, count(*) FROM destination
WHERE suspended_at IS NOT NULL GROUP BY platform
""",
)
_SET_ASIDE = """
UPDATE delivery SET state = 'suspended', reason = (
  SELECT suspended_reason FROM destination WHERE destination.id = delivery.destination_id
)
WHERE state = 'unknown' AND lease IS NULL AND first_tried_at IS NOT NULL
  AND destination_id IN (SELECT id FROM destination WHERE suspended_at IS NOT NULL)
"""


def upgrade() -> None:
    """Add the triggers and count once; the version before moves the numbers on like this one.

    On PostgreSQL whoever writes waits until all of it is done, so nothing escapes the count. What
    is counted now has the number 0, as nothing has that is added later.

    What may have arrived at a destination that refuses is set aside with all else that waits for
    it, as it is by this version.
    """
    op.create_table(
        "tally",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("what", "platform", "part", name="pk_tally"),
    )
    is_postgres = op.get_bind().dialect.name == "postgresql"
    if is_postgres:
        op.execute(sa.schema.CreateSequence(sa.Sequence("tally_part")))
        op.execute("LOCK TABLE delivery, subscription, destination IN SHARE ROW EXCLUSIVE MODE")
    op.execute(_SET_ASIDE)
    for statement in (*_COUNTED, *(_ON_POSTGRES if is_postgres else _ON_SQLITE)):
        op.execute(statement)


def downgrade() -> NoReturn:
    raise NotImplementedError(
        "Violet's database is changed forwards only; to go back, put a backup in its place"
    )
