"""Triggers that let the access log only grow, whoever is connected to the database."""

from __future__ import annotations

_REFUSAL = "the access log only grows"


def create(dialect: str) -> list[str]:
    """Return the statements that refuse UPDATE and DELETE on `access_log`."""
    if dialect == "postgresql":
        return [
            "CREATE FUNCTION baton_only_grows() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
            "CREATE TRIGGER access_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE"
            " ON access_log EXECUTE FUNCTION baton_only_grows()",
        ]
    return [
        f"CREATE TRIGGER access_log_no_{act.lower()} BEFORE {act} ON access_log"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for act in ("UPDATE", "DELETE")
    ]


def drop(dialect: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if dialect == "postgresql":
        return [
            "DROP TRIGGER access_log_only_grows ON access_log",
            "DROP FUNCTION baton_only_grows()",
        ]
    return [f"DROP TRIGGER access_log_no_{act}" for act in ("update", "delete")]
