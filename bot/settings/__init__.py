"""What the operator decides: environment and config/ become one frozen object, or are refused."""

from bot.settings.reading import Settings, read_settings
from bot.settings.refusals import SettingsUnusable

__all__ = ["Settings", "SettingsUnusable", "read_settings"]
