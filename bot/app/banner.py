"""What `haki run` says once it serves: where the chat, the console and the first sign-in are."""

from collections.abc import Iterator, Mapping

from bot.app.house import House


def lines(house: House, codes: Mapping[str, str]) -> Iterator[str]:
    """A few lines for the terminal; `codes` are invitations that nobody has used yet."""
    settings = house.settings
    base = (settings.public_url or f"http://{settings.listen}").rstrip("/")
    yield f"The worker's chat:  {base}/chat"
    yield f"The console:        {base}/console"
    if settings.telegram_token is not None:
        yield "Telegram:           " + ("called by it" if settings.webhook else "polled")
    if codes:
        yield "This is a demonstration: its organisations are fictional. First sign-in, once each:"
        for name, code in codes.items():
            yield f"  {name}\n    {base}/console/welcome/{code}"
    yield "Stop with Ctrl-C."
