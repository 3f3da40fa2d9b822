"""What every edge may meet: nothing is wrong with what was asked, but not now."""


class TryAgain(Exception):
    """Nothing was done and nothing is lost: the same can be asked again in a moment."""
