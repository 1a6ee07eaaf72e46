"""For the conversation, until it asks the language itself."""

from kiosk.languages.text import HAN as HAN


def is_chinese(tag: str) -> bool:
    """Whether the language is written without spaces between words, in Han characters."""
    return tag.split("-")[0] in ("zh", "yue", "cmn")
