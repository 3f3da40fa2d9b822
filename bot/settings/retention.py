"""How long Haki keeps what it need not keep for ever."""

from datetime import timedelta
from typing import Annotated

import msgspec

LONGEST_SEEN = 6  # days; Telegram may begin to count anew after a week without updates
SHORTEST_SEEN = 2  # days; Telegram goes on to offer an update for one day

Days = Annotated[int, msgspec.Meta(ge=1, le=365)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=168)]


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The spans of retention.toml, which says why each is as it is."""

    drafts_days: Days
    diaries_days: Annotated[int, msgspec.Meta(ge=30, le=3650)]
    answers_days: Days
    answers_kept_days: Days
    updates_days: Days
    seen_days: Annotated[int, msgspec.Meta(ge=SHORTEST_SEEN, le=LONGEST_SEEN)]
    sessions_hours: Hours
    invitations_days: Days

    @property
    def drafts(self) -> timedelta:
        return timedelta(days=self.drafts_days)

    @property
    def diaries(self) -> timedelta:
        return timedelta(days=self.diaries_days)

    @property
    def answers(self) -> timedelta:
        return timedelta(days=self.answers_days)

    @property
    def answers_kept(self) -> timedelta:
        return timedelta(days=self.answers_kept_days)

    @property
    def updates(self) -> timedelta:
        return timedelta(days=self.updates_days)

    @property
    def seen(self) -> timedelta:
        return timedelta(days=self.seen_days)

    @property
    def sessions(self) -> timedelta:
        return timedelta(hours=self.sessions_hours)

    @property
    def invitations(self) -> timedelta:
        return timedelta(days=self.invitations_days)
