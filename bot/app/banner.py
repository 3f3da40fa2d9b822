"""What `haki run` says once it runs: what this process does, and where it is reached."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Fictional:
    """What the database holds of the demonstration."""

    there: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    """Its invitations that nobody has used yet, by organisation."""


def lines(settings: Settings, role: str, fictional: Fictional) -> Iterator[str]:
    """A few lines for the terminal."""
    base = (settings.public_url or f"http://{settings.listen}").rstrip("/")
    if role == "worker":
        yield "This process does the jobs and listens on nothing."
    else:
        yield f"The worker's chat:  {base}/chat"
        yield f"The console:        {base}/console"
    if how := _telegram(settings, role):
        yield f"Telegram:           {how}"
    if fictional.codes and role != "worker":
        yield "This is a demonstration: its organisations are fictional. First sign-in, once each:"
        for name, code in fictional.codes.items():
            yield f"  {name}\n    {base}/console/welcome/{code}"
    if fictional.there and not settings.demonstration_allowed:
        yield from _left_over(settings)
    yield "Stop with Ctrl-C."


def _left_over(settings: Settings) -> Iterator[str]:
    """A demonstration that was opened to real people, whom nobody would answer."""
    where = "a new folder in HAKI_HOME"
    if settings.database_url is not None:
        where = "an empty database in HAKI_DATABASE_URL"
    yield "Careful: this database holds the demonstration. Its organisations are fictional, and"
    yield "  take no report here, where real people may write. End this, name"
    yield f"  {where}, and set up real ones with `haki people invite`."


def _telegram(settings: Settings, role: str) -> str | None:
    """What this process has to do with it; who listens is called, and who works polls."""
    if settings.telegram_token is None:
        return None
    if settings.webhook:
        return "told where to call" if role == "worker" else "called by it"
    return None if role == "web" else "polled"
