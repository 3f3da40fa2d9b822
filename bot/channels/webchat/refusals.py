"""Requests that are not served, and why."""

from http import HTTPStatus


class Refused(Exception):
    """A request that is not served.

    `why` is for whoever writes a program against the API; people are told by the status.
    """

    def __init__(self, status: HTTPStatus, why: str = "") -> None:
        super().__init__(why or status.phrase)
        self.status = status
        self.why = why
