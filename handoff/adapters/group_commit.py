"""One writing thread that commits waiting transactions together.

Why: a commit waits for the disk. Sixteen citizens who write at once would wait in line for
sixteen such waits; in one commit they wait for one. Each transaction is a savepoint, so it
still happens wholly or not at all, and nobody is answered before the common commit is durable.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine, exc

from handoff.adapters.database import Work, store_errors
from handoff.core.errors import Unavailable

MOST_TOGETHER = 64
"""Transactions in one commit: bounds how long the first of them waits for the last."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class GroupCommit:
    """Runs transactions one after the other on the engine, several to a commit when they wait."""

    def __init__(self, engine: Engine, most_together: int = MOST_TOGETHER) -> None:
        self._engine = engine
        self._most_together = most_together
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="baton-write", daemon=True)
        self._thread.start()

    async def run[T](self, work: Work[T]) -> T:
        """Run one transaction and return when it is durable.

        A caller that is cancelled meanwhile does not undo it.

        Raises:
            Unavailable: the store cannot be used; nothing was written.
        """
        if self._closed:
            raise Unavailable
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, loop, done))
        return await done

    def close(self) -> None:
        """Finish what was given, then end the thread."""
        self._closed = True
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch, last = self._with_waiting(job)
            _answer(batch, self._commit(batch))
            if last:
                return

    def _with_waiting(self, first: _Job) -> tuple[list[_Job], bool]:
        batch = [first]
        while len(batch) < self._most_together:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _commit(self, batch: Sequence[_Job]) -> list[_Outcome]:
        try:
            with store_errors(), self._engine.begin() as connection:
                if len(batch) == 1:
                    return [_Outcome(batch[0].work(connection))]
                return [_attempt(connection, job) for job in batch]
        except Exception as error:
            # What one of them decided may rest on what another had written: all are void.
            if len(batch) == 1:
                return [_Outcome(error=error)]
            return [_Outcome(error=_unavailable(error)) for _ in batch]


def _attempt(connection: Connection, job: _Job) -> _Outcome:
    savepoint = connection.begin_nested()
    try:
        value = job.work(connection)
        savepoint.commit()
        return _Outcome(value)
    except (exc.OperationalError, exc.InternalError, exc.InterfaceError):
        # The database itself is in trouble and may have ended the whole transaction.
        raise
    except Exception as error:
        savepoint.rollback()
        return _Outcome(error=error)


def _unavailable(cause: Exception) -> Unavailable:
    error = Unavailable()
    error.__cause__ = cause
    return error


def _answer(batch: Sequence[_Job], outcomes: Sequence[_Outcome]) -> None:
    loops = {job.loop for job in batch}
    for loop in loops:
        mine = [(j, o) for j, o in zip(batch, outcomes, strict=True) if j.loop is loop]
        try:
            loop.call_soon_threadsafe(_resolve, mine)
        except RuntimeError:
            # The loop has ended and nobody waits any more; what was committed is kept.
            continue


def _resolve(answers: Sequence[tuple[_Job, _Outcome]]) -> None:
    for job, outcome in answers:
        if job.done.done():
            continue
        if outcome.error is not None:
            job.done.set_exception(outcome.error)
        else:
            job.done.set_result(outcome.value)
