"""Files of SQL beside the migrations, run with the role names of this deployment."""

from pathlib import Path
from typing import cast

from alembic import op
from sqlalchemy.engine import AdaptedConnection

FOLDER = Path(__file__).parent


def run(name: str) -> None:
    """Run a file of many statements within the migration's transaction."""
    sql = op.get_context().opts["roles"].put_into((FOLDER / name).read_text(encoding="utf-8"))
    driver = cast("AdaptedConnection", op.get_bind().connection.dbapi_connection)
    driver.run_async(lambda connection: connection.execute(sql))
