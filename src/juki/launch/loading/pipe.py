"""One database's end of the load: a connection as its owner and a thread that feeds it, in a single transaction.

Every database has its own thread, so that the servers' work goes on while the next households are made. The queue is
short: memory does not grow with the city.
"""

from queue import Queue
from threading import Thread

from psycopg import Connection

from juki.launch.loading.lines import Block, Seal, statement

_WAITING = 3
_Piece = tuple[str, tuple[str, ...], bytes]


class Pipe:
    """Takes blocks of rows for one database. Nothing is committed before :meth:`commit`."""

    def __init__(self, system: str, connection: Connection, seal: Seal | None = None) -> None:
        self.system = system
        self.connection = connection
        self.block = Block(seal)
        self._tables: dict[str, None] = {}
        self._failure: Exception | None = None
        self._queue: Queue[list[_Piece] | None] = Queue(maxsize=_WAITING)
        self._thread = Thread(target=self._work, name=f"load-{system}", daemon=True)
        self._thread.start()

    def send(self) -> None:
        """Hand over what has gathered in ``block``.

        Raises:
            Exception: what went wrong with an earlier block.
        """
        if self._failure is not None:
            raise self._failure
        if pieces := self.block.taken():
            self._tables.update(dict.fromkeys(table for table, _, _ in pieces))
            self._queue.put(pieces)

    def finish(self) -> Connection:
        """Wait until everything is in the database; the connection may be used again.

        Raises:
            Exception: what went wrong with a block.
        """
        self.close()
        if self._failure is not None:
            raise self._failure
        return self.connection

    def close(self) -> None:
        """End the thread; harmless to repeat."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    @property
    def tables(self) -> list[str]:
        """The tables that got rows."""
        return list(self._tables)

    def _work(self) -> None:
        while (pieces := self._queue.get()) is not None:
            if self._failure is not None:
                continue
            try:
                for table, columns, lines in pieces:
                    with self.connection.cursor().copy(statement(table, columns)) as copy:
                        copy.write(lines)
            except Exception as error:  # noqa: BLE001 - raised again where the rows are made
                self._failure = error
