"""A GeoReport server tried without making a ticket: address, format, key, service codes, attributes."""

from __future__ import annotations

import uuid

import msgspec

from kiosk.packs import Pack
from kiosk.tickets.destinations.base import Check, Problem, SendError
from kiosk.tickets.destinations.georeport import wire
from kiosk.tickets.destinations.georeport.fields import can_fill, unknown_fields
from kiosk.tickets.destinations.georeport.server import Server
from kiosk.tickets.destinations.web import Answer, NoExchangeError, misdirected, not_accepted

NO_SERVICE = "no-such-service"
"""A service code that nobody has: with it, and without a place and words, no server makes a ticket."""
SHOWN = 10
"""Codes that are named in a sentence at most."""


def check(server: Server, pack: Pack) -> Check:
    """Return what was found; ``pack`` has the categories."""
    found = f"GeoReport v2 at {server.settings.address}"
    try:
        answer = server.get("services")
        if answer.status in (401, 403):
            return Check(found, _accepted(answer, server))
        try:
            codes = {wire.identifier(each, "service_code"): each for each in server.read(answer)}
            codes.pop("", None)
            why = "" if codes else "its list of services is empty"
        except SendError as error:
            codes, why = {}, error.reason
        if why:
            return Check(found, (_elsewhere(server, why),))
        problems = [*_key(server), *_codes(server, pack, codes), *_attributes(server, codes)]
    except NoExchangeError as error:
        return Check(found, (error.problem,))
    except SendError as error:
        return Check(found, (Problem(error.reason, "ask whoever runs that server"),))
    return Check(f"{found}, {len(codes)} services", tuple(problems))


def _accepted(answer: Answer, server: Server) -> tuple[Problem, ...]:
    problem = not_accepted(answer, server.url("requests"), server.settings.key_file)
    return (problem,) if problem else ()


def _key(server: Server) -> tuple[Problem, ...]:
    answer = server.post("requests", {"service_code": NO_SERVICE}, str(uuid.uuid4()))
    if answer.good and misdirected(answer, server.settings.address) is None:
        what = "the server took a request without a service, a place and words: it may have made a ticket"
        return (Problem(what, "ask whoever runs that server to look"),)
    if answer.status in (400, 404, 422):
        return ()  # the key was accepted, the rest was not
    return _accepted(answer, server)


def _codes(server: Server, pack: Pack, codes: dict[str, wire.Record]) -> list[Problem]:
    settings = server.settings
    problems = []
    for category, code in {**settings.services, "other_service": settings.other_service}.items():
        if code and code not in codes:
            there = ", ".join(
                f"{code} ({wire.text(codes[code], 'service_name')})" for code in list(codes)[:SHOWN]
            )
            problems.append(
                Problem(f"the server has no service {code} ({category})", f"correct it; there are: {there}")
            )
    if not settings.other_service:
        without = [c.code for c in pack.categories if not settings.services.get(c.code)]
        if without:
            named = ", ".join(without[:SHOWN]) + (" and others" if len(without) > SHOWN else "")
            problems.append(
                Problem(
                    f"no service is named for {named}", "add them to destinations.services, or other_service"
                )
            )
    return problems


def _attributes(server: Server, codes: dict[str, wire.Record]) -> list[Problem]:
    settings = server.settings
    problems = [
        Problem(f"{{{name}}} in destinations.attributes is no field of a ticket", "see docs/georeport.md")
        for name in unknown_fields(settings.attributes)
    ]
    used = dict.fromkeys((*settings.services.values(), settings.other_service))
    for code in used:
        if code not in codes:
            continue
        for asked in server.asked(codes[code]):
            if asked.required and not can_fill(asked, settings.attributes):
                choice = ", ".join(f"{key} ({name})" for key, name in asked.values[:SHOWN])
                what = f"service {code} asks for {asked.code} ({asked.description or asked.datatype})"
                one_of = f", one of {choice}" if choice else ""
                problems.append(Problem(what, f"set it in destinations.attributes{one_of}"))
    return problems


def _elsewhere(server: Server, why: str) -> Problem:
    """Say why there are no services, and whether another format or the discovery document knows better."""
    settings = server.settings
    address = settings.address.rstrip("/")
    what = f"{address} has no services of GeoReport: {why}"
    other = "xml" if settings.format == "json" else "json"
    if _tried(Server(msgspec.structs.replace(settings, format=other)), "services"):
        return Problem(what, f'it speaks {other}: set format = "{other}"')
    for base in (address, address.rpartition("/")[0]):
        if base.count("/") > 1:
            for endpoint in _tried(Server(msgspec.structs.replace(settings, address=base)), "discovery"):
                url = wire.text(endpoint, "url").rstrip("/")
                if url and url != address:
                    return Problem(what, f"its discovery document names {url}: write that in address")
    return Problem(what, "correct address")


def _tried(server: Server, path: str) -> list[wire.Record]:
    try:
        return server.read(server.get(path))
    except SendError:
        return []
