"""Numbers in words, both ways: what the voice says of a number, and which number was said.

For every number, what is said of it is read as that number again: ``value(cardinal(n)) == n``. The voice
(``speech.sayas``) and the eye (``kiosk.languages``) share these words and know nothing of each other.
"""
