"""The form that a ticket is posted as: GeoReport's own fields, and the attributes of its service."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kiosk.packs import Pack
from kiosk.settings.destinations import GeoReportSettings
from kiosk.tickets import number
from kiosk.tickets.destinations.georeport.wire import Attribute
from kiosk.tickets.destinations.text import mark, told
from kiosk.tickets.ticket import Ticket

LONGEST = 4_000
"""Characters of a description, by the specification."""

_SAME = {
    "text": ("description", "details", "detail", "comments", "text", "title"),
    "place": ("place", "location", "address", "where", "location_description"),
    "when": ("when", "date", "time", "date_observed"),
    "wish": ("wish", "request", "desired_outcome"),
    "id": ("client_ref", "external_id", "idempotency_key"),
    "number": ("number", "ticket_number", "reference_number"),
    "urgency": ("urgency", "priority"),
    "language": ("language", "preferred_language"),
    "phone": ("phone", "phone_number"),
    "name": ("name", "full_name"),
    "station": ("station", "source", "channel"),
}
"""Attribute codes of servers that mean one of a ticket's fields; the settings name others."""
FIELDS = {code: field for field, codes in _SAME.items() for code in codes}
_FIELD = re.compile(r"\{(\w+)\}")
NAMES = (*_SAME, "category", "kind", "made_at")
"""Fields that can stand in braces in the settings."""


class UnfilledError(ValueError):
    """A service asks for something that no field of a ticket gives; ``attribute`` is what."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute.code)
        self.attribute = attribute


def form(
    ticket: Ticket,
    service: str,
    asked: list[Attribute],
    settings: GeoReportSettings,
    pack: Pack,
    station: str,
) -> dict[str, str]:
    """Return the fields of a POST but for the key. Raises :class:`UnfilledError`."""
    contact = ticket.contact
    first, _, last = contact.name.rpartition(" ")
    named = not contact.keep_name_secret
    fields = {
        "service_code": service,
        "jurisdiction_id": settings.jurisdiction,
        "address_string": ticket.place or station,
        "description": description(ticket, pack),
        "email": settings.email,
        "device_id": ticket.station,
        "first_name": first if named else "",
        "last_name": last if named else "",
        "phone": contact.phone if contact.may_call else "",
    }
    if settings.latitude is not None and settings.longitude is not None:
        fields |= {"lat": f"{settings.latitude:g}", "long": f"{settings.longitude:g}"}
    for attribute in asked:
        value = filled(attribute, settings.attributes, values(ticket))
        if not value and attribute.required:
            raise UnfilledError(attribute)
        many = "[]" if attribute.datatype == "multivaluelist" else ""
        fields[f"attribute[{attribute.code}]{many}"] = value
    return {name: value for name, value in fields.items() if value}


def description(ticket: Ticket, pack: Pack) -> str:
    """Return the resident's words and, last, the mark by which the ticket is found again."""
    end = f"\n{mark(ticket)}"
    said = "\n".join(told(ticket, pack))
    room = LONGEST - len(end)
    return (said if len(said) <= room else f"{said[: room - 1]}…") + end


def values(ticket: Ticket) -> dict[str, str]:
    """Return a ticket's fields by the names of :data:`NAMES`."""
    return {
        "text": ticket.text,
        "place": ticket.place,
        "when": ticket.when,
        "wish": ticket.wish,
        "id": ticket.id,
        "number": number.show(ticket.number),
        "urgency": ticket.urgency,
        "language": ticket.language,
        "phone": ticket.contact.phone if ticket.contact.may_call else "",
        "name": "" if ticket.contact.keep_name_secret else ticket.contact.name,
        "station": ticket.station,
        "category": ticket.category,
        "kind": ticket.kind,
        "made_at": ticket.made_at.isoformat(timespec="seconds"),
    }


def filled(attribute: Attribute, templates: Mapping[str, str], given: Mapping[str, str]) -> str:
    """Return what fills an attribute; empty where nothing does.

    A free text that must be there and was not said is a dash: no ticket is held back because its resident
    was not asked. What must be an entry of a list, a number or a time is never made up.
    """
    value = _FIELD.sub(lambda found: given.get(found[1], ""), _template(attribute, templates))
    if attribute.values:
        by_name = {name.casefold(): key for key, name in attribute.values}
        return value if value in dict(attribute.values) else by_name.get(value.casefold(), "")
    if attribute.datatype == "number":
        return value if value.replace(".", "", 1).isdecimal() else ""
    if attribute.datatype == "datetime":
        return value if value[:4].isdecimal() and "T" in value else ""
    return value or ("-" if attribute.required else "")


def can_fill(attribute: Attribute, templates: Mapping[str, str]) -> bool:
    """Whether a ticket would fill an attribute, as far as that can be said without one."""
    template = _template(attribute, templates)
    if attribute.datatype in ("string", "text") and not attribute.values:
        return True
    return (bool(_FIELD.search(template)) and attribute.code in templates) or bool(
        filled(attribute, templates, {})
    )


def unknown_fields(templates: Mapping[str, str]) -> list[str]:
    """Return what stands in braces in the settings and is no field of a ticket."""
    named = {name for template in templates.values() for name in _FIELD.findall(template)}
    return sorted(named - set(NAMES))


def _template(attribute: Attribute, templates: Mapping[str, str]) -> str:
    field = FIELDS.get(attribute.code.lower())
    return templates.get(attribute.code, f"{{{field}}}" if field else "")
