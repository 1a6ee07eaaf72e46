"""GeoReport's answers: the same records from JSON and XML, and no fault whatever a server sends."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.tickets.destinations.georeport.wire import (
    NotGeoReportError,
    attributes,
    identifier,
    is_true,
    moment,
    records,
    text,
)
from tests.tickets.destinations.city import xml

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs"]), max_size=12)
ROWS = st.lists(
    st.fixed_dictionaries({"service_request_id": WORDS, "description": WORDS, "status": WORDS}), max_size=4
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["services", "service", "request", "errors", "attributes", "values", "code", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(ROWS)
def test_json_and_xml_say_the_same(rows: list[dict[str, str]]) -> None:
    as_xml = f"<?xml version='1.0' encoding='utf-8'?>{xml({'service_requests': rows})}".encode()
    assert records(as_xml) == records(json.dumps(rows).encode()) == rows


@given(ANY)
def test_whatever_json_a_server_sends_is_read_without_a_fault(value: Any) -> None:
    with contextlib.suppress(NotGeoReportError):
        for record in records(json.dumps(value).encode()):
            identifier(record), text(record, "code"), moment(record, "code"), is_true(record.get("code"))
            attributes(record)


@given(st.binary(max_size=80))
def test_whatever_bytes_a_server_sends_are_read_or_refused(body: bytes) -> None:
    for answer in (body, b"<services>" + body, b"<" + body):
        with contextlib.suppress(NotGeoReportError):
            records(answer)


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        (b'[{"service_request_id": 0}]', ["0"]),
        (b'[{"service_request_id": "638344"}]', ["638344"]),
        (b'{"service_request_id": 5}', ["5"]),
        (b'{"service_requests": {"request": {"service_request_id": 5}}}', ["5"]),
        (b'{"service_requests": {"request": [{"service_request_id": 5}, {"service_request_id": 6}]}}',
         ["5", "6"]),
        (b'{"service_requests": [{"service_request_id": "a"}]}', ["a"]),
        (b'[{"service_request_id": null, "token": 9}]', [""]),
        (b"[]", []),
        (b"", []),
        (b"<service_requests/>", []),
        (b"<x:service_requests xmlns:x='u'><x:request><x:service_request_id>7</x:service_request_id>"
         b"</x:request></x:service_requests>", ["7"]),
    ],
)  # fmt: skip
def test_ids_are_found_in_every_form_that_servers_give_them(body: bytes, ids: list[str]) -> None:
    assert [identifier(record) for record in records(body)] == ids
