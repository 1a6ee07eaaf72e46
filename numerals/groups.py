"""The groups in which a long number is said and written."""

from __future__ import annotations


def groups(digits: str) -> list[str]:
    """The groups people say a long number in: 3 4 4 for eleven digits, fours where they fit, else threes.

    Up to five digits stay together.
    """
    if len(digits) <= 5:
        return [digits]
    head = 3 if len(digits) == 11 else 0
    size = 4 if (len(digits) - head) % 4 == 0 else 3
    if len(digits) == 10:  # 3 3 4
        return [digits[:3], digits[3:6], digits[6:]]
    first = [digits[:head]] if head else []
    return first + [digits[i : i + size] for i in range(head, len(digits), size)]
