"""How many gave which answer about their work: counters, and nobody behind them."""

import sqlalchemy as sa

from bot.storage.tables.metadata import METADATA, key, required

SURVEY_COUNTS = sa.Table(
    "survey_counts",
    METADATA,
    key("quarter", sa.Date),
    key("country", sa.Text),
    key("sector", sa.Text),
    key("question", sa.Text),
    key("answer", sa.Text),
    required("people", sa.Integer),
)
