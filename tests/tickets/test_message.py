"""A follow-up is read back as it was written, or not at all."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.message import FollowUp, Kind
from kiosk.tickets.ticket import BadPayloadError


def follow_up(kind: Kind = Kind.ADDITION, text: str = "", rating: int = 0) -> FollowUp:
    return FollowUp(
        kind=kind,
        ticket_id="t-1",
        number="10000012",
        made_at=datetime(2026, 11, 30, 9).astimezone(),
        station="s",
        language="en",
        text=text,
        rating=rating,
    )


@given(st.sampled_from(Kind), st.text(), st.integers(0, 5))
def test_a_follow_up_is_read_back_as_it_was_written(kind: Kind, text: str, rating: int) -> None:
    made = follow_up(kind, text, rating)
    assert FollowUp.from_payload(made.to_payload()) == made
    assert made.to_payload() == made.to_payload()


@pytest.mark.parametrize("payload", [b"", b"{}", b"[1]", b'{"schema": 2}', b'{"schema": 1}', b"\xff"])
def test_what_is_no_follow_up_is_told(payload: bytes) -> None:
    with pytest.raises(BadPayloadError, match="no follow-up"):
        FollowUp.from_payload(payload)
