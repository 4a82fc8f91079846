"""A guard in databases of tests: a delivery may change its state by the table of transitions only.

So every test that has a database walks that table, whatever else it is about.
"""

from content.subscriptions.delivery_states import DeliveryState

_KNOWN = ", ".join(
    f"'{state}>{following}'" for state in DeliveryState for following in state.following
)
_IS_UNKNOWN = (
    "OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (" + _KNOWN + ")"
    # What a rehearsal sets aside, and brings back, stands as it stood.
    " AND OLD.state NOT LIKE '% aside' AND NEW.state NOT LIKE '% aside'"
)
SQLITE = f"""
    CREATE TRIGGER known_transitions_only BEFORE UPDATE OF state ON delivery WHEN {_IS_UNKNOWN}
    BEGIN SELECT RAISE(ABORT, 'this may not follow that state'); END
"""
POSTGRES = (
    """
    CREATE FUNCTION refuse_transition() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE '% may not follow %', NEW.state, OLD.state; END $$
    """,
    f"""
    CREATE TRIGGER known_transitions_only BEFORE UPDATE OF state ON delivery
    FOR EACH ROW WHEN ({_IS_UNKNOWN}) EXECUTE FUNCTION refuse_transition()
    """,
)
