"""The revisions make exactly the schema that the statements are written for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text

from handoff.adapters.database import store_url as parsed
from handoff.adapters.migrate import SCRIPTS, migrate
from handoff.adapters.migrations import access_log_guard
from handoff.adapters.schema_office import metadata
from handoff.adapters.store import SqlStore
from handoff.core.errors import Unavailable
from tests.contract.servers import Postgres

MIGRATE = "import sys; from handoff.adapters.migrate import SCRIPTS, migrate; migrate(sys.argv[1])"


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two databases without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/one.db", f"sqlite:///{tmp_path}/two.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    names = [server.new_database(template="template0") for _ in range(2)]
    yield server.url_of(names[0]), server.url_of(names[1])
    for name in names:
        server.drop_database(name)


def _definitions(connection: Connection) -> set[str]:
    """Everything the database itself can say about its tables and indexes."""
    if connection.dialect.name == "sqlite":
        query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        lines = connection.execute(text(query)).scalars()
        return {" ".join(line.split()) for line in lines if "alembic_version" not in line}
    indexes = connection.execute(text("SELECT indexdef FROM pg_indexes")).scalars()
    columns = connection.execute(
        text(
            "SELECT table_name, ordinal_position, column_name, data_type, is_nullable, "
            "column_default FROM information_schema.columns WHERE table_schema = 'public'"
        )
    )
    constraints = connection.execute(
        text(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace"
        )
    )
    found = {*indexes, *map(str, columns), *map(str, constraints)}
    return {line for line in found if "alembic_version" not in line}


def test_migrated_schema_is_the_metadata(bare_urls: tuple[str, str]) -> None:
    migrate(bare_urls[0])
    migrated, made = (create_engine(parsed(url)) for url in bare_urls)
    with migrated.connect() as ours, made.begin() as theirs:
        assert compare_metadata(MigrationContext.configure(ours), metadata) == []
        metadata.create_all(theirs)
        for statement in access_log_guard.create(theirs.dialect.name):
            theirs.execute(text(statement))
        # Alembic does not look at the conditions of partial indexes; the databases do.
        assert _definitions(ours) == _definitions(theirs)
    migrated.dispose()
    made.dispose()


def test_the_first_login_keeps_the_accounts_after_the_upgrade(bare_urls: tuple[str, str]) -> None:
    engine = create_engine(parsed(bare_urls[0]))
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.set_main_option("path_separator", "os")
    people = (("admin", "supervisor"), ("boss", "supervisor"), ("mari", "agent"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for name, role in people:
            values = {"name": name, "role": role}
            insert = (
                "INSERT INTO agents (id, username, name, role, presence, password_hash)"
                " VALUES (:name, :name, :name, :role, 'offline', 'hash')"
            )
            connection.execute(text(insert), values)
    migrate(bare_urls[0])
    with engine.connect() as connection:
        roles = connection.execute(text("SELECT id, role FROM agents ORDER BY id")).all()
    engine.dispose()
    assert [tuple(row) for row in roles] == [
        ("admin", "admin"),
        ("boss", "supervisor"),
        ("mari", "agent"),
    ]


def test_a_second_start_changes_nothing(bare_urls: tuple[str, str]) -> None:
    url = bare_urls[0]
    migrate(url)
    engine = create_engine(parsed(url))
    with engine.begin() as connection:
        before = _definitions(connection)
        connection.execute(
            text(
                "INSERT INTO agents (id, username, name, role, presence, password_hash)"
                " VALUES ('a1', 'mari', 'Mari', 'agent', 'offline', 'hash')"
            )
        )
    migrate(url)
    with engine.begin() as connection:
        assert _definitions(connection) == before
        assert connection.execute(text("SELECT count(*) FROM agents")).scalar_one() == 1
        versions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        assert list(versions) == ["0005"]
    engine.dispose()


async def test_a_store_that_a_newer_version_has_used_is_not_touched(
    bare_urls: tuple[str, str],
) -> None:
    url = bare_urls[0]
    migrate(url)
    engine = create_engine(parsed(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unavailable, match="newer version"):
        await SqlStore.open(url)
    with engine.begin() as connection:
        versions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        assert list(versions) == ["9999"]
    engine.dispose()


def test_two_processes_that_start_at_once_do_not_collide(bare_urls: tuple[str, str]) -> None:
    url = bare_urls[0]
    processes = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, url], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    outcomes = [(p.communicate(timeout=60)[1].decode(), p.returncode) for p in processes]
    assert outcomes == [("", 0)] * 2
    engine = create_engine(parsed(url))
    with engine.connect() as connection:
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())
    engine.dispose()
