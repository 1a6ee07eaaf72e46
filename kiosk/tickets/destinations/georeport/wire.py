"""GeoReport answers, JSON or XML, as the same lists of records, whatever a server wraps them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import msgspec

Record = dict[str, Any]

_WRAPPERS = frozenset(
    (
        "discovery", "endpoints", "endpoint", "error", "errors", "request", "requests", "request_update",
        "service", "service_definition", "service_definitions", "service_request", "service_requests",
        "service_request_updates", "services",
    )
)  # fmt: skip
_LISTS = frozenset(("attributes", "values", "endpoints", "formats"))
"""Elements whose children are entries, also where there is only one."""


class NotGeoReportError(ValueError):
    """The answer is neither JSON nor XML of GeoReport."""


@dataclass(frozen=True)
class Attribute:
    """What a service asks for besides. ``values`` maps the keys of a list to their names."""

    code: str
    datatype: str = "string"
    required: bool = False
    description: str = ""
    values: tuple[tuple[str, str], ...] = ()


def records(body: bytes) -> list[Record]:
    """Return the records of an answer; an empty one has none. Raises :class:`NotGeoReportError`."""
    text = body.strip()
    if not text:
        return []
    value = _xml(text) if text.lstrip(b"\xef\xbb\xbf").startswith(b"<") else _json(text)
    return list(_records(value))


def identifier(record: Record, name: str = "service_request_id") -> str:
    """Return an id as text: servers give whole numbers too, 0 among them. Empty where there is none."""
    value = record.get(name)
    return "" if value is None or isinstance(value, bool | dict | list) else str(value).strip()


def is_true(value: Any) -> bool:
    """Whether a boolean is true; many servers write it as a text."""
    return value is True or value == 1 or str(value).strip().lower() in ("true", "1", "yes")


def text(record: Record, name: str) -> str:
    """Return a field as text; empty where there is none."""
    value = record.get(name)
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def error_code(record: Record) -> int:
    """Return the HTTP status that an error of GeoReport means; 0 where the record is none."""
    if "code" not in record or "description" not in record:
        return 0
    code = text(record, "code")[:3]
    return int(code) if code.isdecimal() and 400 <= int(code) < 600 else 400


def moment(record: Record, name: str) -> datetime | None:
    """Return a field as a time; None where it is none, or has no offset."""
    try:
        found = datetime.fromisoformat(text(record, name))
    except ValueError:
        return None
    return found if found.tzinfo else None


def attributes(definition: Record) -> list[Attribute]:
    """Return what a service definition asks the resident for; not what is only shown."""
    asked = definition.get("attributes")
    return [
        Attribute(
            code=text(each, "code"),
            datatype=text(each, "datatype").lower() or "string",
            required=is_true(each.get("required")),
            description=text(each, "description"),
            values=tuple((text(v, "key"), text(v, "name")) for v in _dicts(each.get("values"))),
        )
        for each in _dicts(asked)
        if is_true(each.get("variable", True)) and text(each, "code")
    ]


def _dicts(value: Any) -> Iterator[Record]:
    if isinstance(value, dict):
        inner = list(value.values())
        # JSON that was made from XML: {"attribute": [...]}, or {"attribute": {...}} where there is one
        value = inner[0] if len(inner) == 1 and isinstance(inner[0], dict | list) else value
    yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))


def _records(value: Any) -> Iterator[Record]:
    if isinstance(value, list):
        for each in value:
            yield from _records(each)
    elif isinstance(value, dict):
        inner = [value[key] for key in value if key in _WRAPPERS and isinstance(value[key], dict | list)]
        if inner:
            yield from _records(inner)
        elif value:
            yield value


def _json(body: bytes) -> Any:
    try:
        value = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotGeoReportError("neither JSON nor XML") from error
    if not isinstance(value, dict | list):
        raise NotGeoReportError("no list of records")
    return value


class _NoEntities(ElementTree.TreeBuilder):
    """Refuses a document type: entities are declared there, and GeoReport has none."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise NotGeoReportError("XML with a document type")


def _xml(body: bytes) -> Any:
    try:
        root = ElementTree.fromstring(body, ElementTree.XMLParser(target=_NoEntities()))
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise NotGeoReportError("broken XML") from error
    if _name(root) not in _WRAPPERS:
        raise NotGeoReportError(f"XML of another kind (<{_name(root)}>)")
    return {_name(root): _value(root)}


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: ElementTree.Element) -> Any:
    children = [(_name(child), _value(child)) for child in element]
    if not children:
        return [] if _name(element) in _LISTS | _WRAPPERS and not element.text else (element.text or "")
    names = [name for name, _ in children]
    if _name(element) in _LISTS or (len(set(names)) == 1 and names[0] in _WRAPPERS):
        return [value for _, value in children]
    return dict(children)
