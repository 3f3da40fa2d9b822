"""Group commit: whatever is waiting goes into one transaction, each person once and in order."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Generic, TypeVar

from bot.domain.messages import Address, Incoming
from bot.domain.unavailable import TryAgain

MOST_IN_A_BATCH = 64  # measured: 31,500 steps/s at 64; more adds waiting and little speed
AT_ONCE = 2  # batches: while one is being committed, there is time to think about another

Result = TypeVar("Result")
Commit = Callable[[Sequence[Incoming]], Awaitable[Sequence[Result | BaseException]]]


class ShuttingDown(TryAgain):
    """The service is stopping; send the message again in a moment."""


class Gate(Generic[Result]):
    """Lets messages through in batches of different people; a person's own stay in order.

    Nobody waits for a batch to fill: what arrives while some are being committed forms the next.
    Nobody is in two batches at once.
    `commit` gives a result or an error for each message of a batch.
    """

    def __init__(self, commit: Commit[Result], most: int = MOST_IN_A_BATCH) -> None:
        self._commit = commit
        self._most = most
        self._waiting: OrderedDict[Address, deque[_Ticket[Result]]] = OrderedDict()
        self._inside: set[Address] = set()
        self._running = 0
        self._runners: set[asyncio.Task[None]] = set()
        self._closed = False

    async def let_through(self, incoming: Incoming) -> Result:
        """The result, once it is committed.  Raises what the commit of this message raised."""
        if self._closed:
            raise ShuttingDown("The service is stopping. Please send this again in a moment.")
        ticket = _Ticket[Result](incoming)
        self._waiting.setdefault(incoming.address, deque()).append(ticket)
        if self._running < AT_ONCE:
            self._running += 1
            runner = asyncio.create_task(self._run(), name="gate")
            self._runners.add(runner)
            runner.add_done_callback(self._runners.discard)
        return await ticket.result

    async def close(self) -> None:
        """Let nobody in any more; what is inside is finished."""
        self._closed = True
        while self._runners:
            await asyncio.wait(self._runners)

    async def _run(self) -> None:
        while batch := self._next():
            people = {ticket.incoming.address for ticket in batch}
            self._inside |= people
            try:
                results = await self._commit([ticket.incoming for ticket in batch])
            except Exception as error:  # noqa: BLE001 - handed on to everyone who waits
                results = [error] * len(batch)
            finally:
                self._inside -= people
            for ticket, result in zip(batch, results, strict=True):
                ticket.settle(result)
        self._running -= 1  # in the same moment: whoever comes from now on begins another

    def _next(self) -> "list[_Ticket[Result]]":
        """The first waiting message of each person who is in no batch, as many as fit."""
        people = (address for address in self._waiting if address not in self._inside)
        batch = []
        for address in list(islice(people, self._most)):
            tickets = self._waiting.pop(address)
            batch.append(tickets.popleft())
            if tickets:
                self._waiting[address] = tickets
        return batch


class _Ticket(Generic[Result]):
    """One message that waits, and where its result will be."""

    __slots__ = ("incoming", "result")

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()

    def settle(self, result: Result | BaseException) -> None:
        if self.result.done():
            return
        if isinstance(result, BaseException):
            self.result.set_exception(result)
            self.result.exception()  # seen here: nobody may be waiting for it any more
        else:
            self.result.set_result(result)
