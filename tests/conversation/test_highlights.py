"""What is new in a text is marked, and a word that was not sure keeps its mark."""

from __future__ import annotations

from kiosk.conversation.draft import Draft, Word
from kiosk.conversation.highlights import highlighted, shown_words, unsure


def marked(before: tuple[Word, ...], text: str) -> list[str]:
    """The pieces that are marked."""
    pieces = highlighted(before, text)
    assert "".join(piece.text for piece in pieces) == text
    return [piece.text for piece in pieces if not piece.sure]


def test_a_word_that_was_not_sure_keeps_its_mark_among_words_that_stayed() -> None:
    before = (Word("The lift of my "), Word("mother", sure=False), Word(" is broken."))
    assert marked(before, "The lift of my mother is woken.") == ["mother", "woken."]


def test_a_word_that_stands_elsewhere_or_is_none_loses_its_mark_and_the_next_keeps_it() -> None:
    far = (Word("stairs", sure=False), Word("lift", sure=False))
    assert shown_words(Draft(text="The lift is broken and so are the stairs.", words=far)) == (
        Word("The "),
        Word("lift", sure=False),
        Word(" is broken and so are the stairs."),
    )
    blank = (Word("The"), Word(" ", sure=False), Word("lift"))
    assert shown_words(Draft(text="The lift.", words=blank)) == (Word("The lift."),)


def test_a_mark_at_a_word_makes_it_no_new_word() -> None:
    assert marked((Word("It is broken."),), "It is “broken” now") == ["now"]


def test_in_a_long_text_too_only_what_is_new_is_marked() -> None:
    story = "电梯坏了，老人下不了楼。" * 20
    assert marked((Word(story),), f"请快来，{story}") == ["请快来"]
    assert marked((Word(f"{story}三号楼。{story}"),), f"{story}四号楼。{story}") == ["四"]


def test_marked_words_are_told_by_where_they_stand_in_the_text() -> None:
    words = (Word("The "), Word("lift", sure=False), Word(" is "), Word("woken", sure=False))
    assert unsure(words) == ((4, 8), (12, 17))
