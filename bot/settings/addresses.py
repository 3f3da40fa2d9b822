"""Where Haki listens and where it calls: which of it stays on this machine."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

HIGHEST_PORT = 65_535

_LISTEN = re.compile(
    r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<host>[A-Za-z0-9.-]+)):(?P<port>[0-9]{1,5})"
)


class NotAnAddress(Exception):
    """This is no address of the kind asked for.  It may be secret, so it is not repeated."""


@dataclass(frozen=True, slots=True)
class Listen:
    """A host and a port to listen on; port 0 is any that is free."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Listen":
        """Reads `127.0.0.1:8087`, `[::1]:8087` or `name:8087`.  Raises NotAnAddress."""
        found = _LISTEN.fullmatch(text)
        if found is None or int(found["port"]) > HIGHEST_PORT:
            raise NotAnAddress
        if found["v6"] is not None:
            _must_be_ipv6(found["v6"])
        return cls(found["v6"] or found["host"], int(found["port"]))

    @property
    def is_loopback(self) -> bool:
        return loopback(self.host)

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def loopback(host: str) -> bool:
    """Whether only this machine can be meant: a name other than localhost may lead anywhere."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def web_address(text: str) -> SplitResult:
    """A web address with a host and nothing secret in it.  Raises NotAnAddress."""
    parts = split_address(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise NotAnAddress
    if parts.query or parts.fragment or re.search(r"[\s\x00-\x1f\\]", text):
        raise NotAnAddress
    return parts


def split_address(text: str) -> SplitResult:
    """The parts of any address.  Raises NotAnAddress."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read only when it is asked for
    except ValueError:
        raise NotAnAddress from None
    return parts


def _must_be_ipv6(host: str) -> None:
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        raise NotAnAddress from None
