"""Where tickets are sent to: ``[[destinations]]``, a table for each place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.settings.reading import read

Name = Annotated[
    str,
    Meta(pattern=r"^[a-z][a-z0-9-]{0,31}$", description="a short name in small letters such as city-hall"),
]
Address = Annotated[
    str, Meta(pattern=r"^https?://[^\s/?#]+[^\s?#]*$", description="an address that begins with https://")
]
Proxy = Annotated[
    str,
    Meta(pattern=r"^(http://[^\s/?#]+)?$", description="the address of a proxy such as http://proxy:3128"),
]
FileName = Annotated[str, Meta(min_length=1, description="the path of a file")]


class DestinationSettings(Struct, frozen=True, kw_only=True):
    """A place that takes tickets."""

    name: Name
    """Name of the destination: what waits for it is stored under this name, so it stays. Empty: its kind."""


class DeskSettings(DestinationSettings, frozen=True, kw_only=True):
    """The desk built into the kiosk: a database of its own on this machine."""


class WebSettings(DestinationSettings, frozen=True, kw_only=True):
    """A server that is reached by HTTP."""

    address: Address
    """Where the server is."""
    ca_file: FileName | None = None
    """PEM file of the certificate authorities to trust in place of the public ones: a city's own."""
    proxy: Proxy = ""
    """Address of a proxy; empty: what the system's environment names (``HTTPS_PROXY``, ``NO_PROXY``)."""
    limit_s: Annotated[float, Meta(ge=1, le=14)] = 12.0
    """Seconds that one exchange may take; a message takes two at most."""


class WebhookSettings(WebSettings, frozen=True, kw_only=True):
    """Any program of a city's own that takes JSON: docs/webhook.md."""

    address: Annotated[
        str, Meta(pattern=r"^https?://[^\s/?#]+[^\s#]*$", description="an address that begins with https://")
    ]
    """Where it is, with what stands behind a question mark, which is told to nobody."""

    secret_file: FileName
    """File with the secret that the signature is made with."""


class GeoReportSettings(WebSettings, frozen=True, kw_only=True):
    """A GeoReport v2 server (Open311): docs/georeport.md."""

    key_file: FileName
    """File with the server's ``api_key``."""
    jurisdiction: str = ""
    """``jurisdiction_id``, where a server serves several."""
    format: Literal["json", "xml"] = "json"
    """What the server speaks."""
    services: Annotated[
        dict[str, str], Meta(description='a table of category = service code, such as street_light = "001"')
    ] = {}
    """Service code of each category."""
    other_service: str = ""
    """Service code of the categories that ``services`` does not name."""
    attributes: Annotated[
        dict[str, str], Meta(description='a table of attribute = what fills it, such as ISSUE = "{text}"')
    ] = {}
    """What fills an attribute of a service: a value, or a ticket's field in braces."""
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    """Degrees north of the station, for servers that want coordinates; without it none are sent."""
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    """Degrees east of the station."""
    email: str = ""
    """The station's e-mail address, for servers that want one."""
    confidential: bool = False
    """Whether the server keeps confidential tickets from the public; else they stay here, set aside."""
    updates: bool = False
    """Whether the server takes what follows a ticket (``servicerequestupdates``, as FixMyStreet's do)."""


class ZammadSettings(WebSettings, frozen=True, kw_only=True):
    """A Zammad help desk: docs/zammad.md."""

    token_file: FileName
    """File with the access token of an agent."""
    group: Annotated[str, Meta(min_length=1)] = "Users"
    """Group that gets the tickets."""
    confidential_group: str = ""
    """Group that gets confidential tickets; empty: they stay here, set aside."""
    customer: Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$", description="an e-mail address")]
    """The customer of every ticket, as Zammad wants one; residents have no e-mail address here."""


class UnusableSettings(DestinationSettings, frozen=True, kw_only=True):
    """A destination whose table is wrong: what is for it waits until the settings are corrected."""

    problem: str
    """Sentence that says what is wrong."""


KINDS: dict[str, type[DestinationSettings]] = {
    "desk": DeskSettings,
    "webhook": WebhookSettings,
    "georeport": GeoReportSettings,
    "zammad": ZammadSettings,
}
"""Classes by the ``kind`` of a table."""

DESK = DeskSettings(name="desk")


def read_destinations(tables: Any, path: Path, problems: list[str]) -> tuple[DestinationSettings, ...]:
    """Read ``[[destinations]]``; the built-in desk where there is none.

    A table that lacks what it needs stays as :class:`UnusableSettings`, so that tickets for it are kept.
    Paths of files are taken from the folder of the settings file.
    """
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        problems.append(f"{path}: destinations must be tables, [[destinations]]; the built-in desk is used.")
        return (DESK,)
    found: dict[str, DestinationSettings] = {}
    for number, table in enumerate(tables, start=1):
        one = _destination(table, path, f"destinations[{number}].", problems)
        if one.name in found:
            problems.append(
                f'{path}: destinations[{number}].name: "{one.name}" is taken; give it a name of its own. '
                "It gets no tickets until then."
            )
        elif isinstance(one, DeskSettings) and any(isinstance(each, DeskSettings) for each in found.values()):
            problems.append(f"{path}: destinations[{number}] is a second built-in desk; a kiosk has one.")
        else:
            found[one.name] = one
    return tuple(found.values())


def _destination(table: dict[str, Any], path: Path, prefix: str, problems: list[str]) -> DestinationSettings:
    kind = table.get("kind")
    known = ", ".join(f'"{each}"' for each in KINDS)
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    given = {key: value for key, value in table.items() if key != "kind"}
    name = given.setdefault("name", kind if cls else "destination")
    wrong: list[str] = []
    if cls is None:
        wrong.append(f"{path}: {prefix}kind must be one of {known}, not {kind!r}.")
    else:
        one = read(cls, given, path, prefix, wrong)
        if one is not None:
            problems += wrong
            return _with_whole_paths(one, path.parent)
    problem = " ".join(wrong) + " Its tickets are kept until that is corrected."
    problems.append(problem)
    return UnusableSettings(name=name if isinstance(name, str) else "destination", problem=problem)


def _with_whole_paths(one: DestinationSettings, folder: Path) -> DestinationSettings:
    files = {
        field.name: str(folder / Path(value).expanduser())
        for field in msgspec.structs.fields(one)
        if field.name.endswith("_file") and (value := getattr(one, field.name))
    }
    return msgspec.structs.replace(one, **files)
