"""The token that opens /metrics: in a file that only the one who runs Haki can read."""

import os
import secrets
from pathlib import Path

FILE = "metrics.token"


def metrics_token(home: Path) -> str:
    """The token, made on the first start."""
    file = home / FILE
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    token = secrets.token_urlsafe(24)
    with os.fdopen(opened, "w") as made:
        made.write(token + "\n")
    return token
