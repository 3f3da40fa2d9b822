"""What `haki run` says once it runs: what this process does, and where it is reached."""

from collections.abc import Iterator, Mapping

from bot.settings import Settings


def lines(settings: Settings, role: str, codes: Mapping[str, str]) -> Iterator[str]:
    """A few lines for the terminal; `codes` are invitations that nobody has used yet."""
    base = (settings.public_url or f"http://{settings.listen}").rstrip("/")
    if role == "worker":
        yield "This process does the jobs and listens on nothing."
    else:
        yield f"The worker's chat:  {base}/chat"
        yield f"The console:        {base}/console"
    if how := _telegram(settings, role):
        yield f"Telegram:           {how}"
    if codes and role != "worker":
        yield "This is a demonstration: its organisations are fictional. First sign-in, once each:"
        for name, code in codes.items():
            yield f"  {name}\n    {base}/console/welcome/{code}"
    yield "Stop with Ctrl-C."


def _telegram(settings: Settings, role: str) -> str | None:
    """What this process has to do with it; who listens is called, and who works polls."""
    if settings.telegram_token is None:
        return None
    if settings.webhook:
        return "told where to call" if role == "worker" else "called by it"
    return None if role == "web" else "polled"
