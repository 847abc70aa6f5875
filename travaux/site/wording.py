"""Dates and counts in the words of the page's language, as files say them too."""

from travaux.lib.wording import date_words, day, days, interval_words, moment

__all__ = ["date_words", "day", "days", "interval_words", "moment"]
