"""Settings are read here: what fits its type is taken, what does not is named in a sentence."""

from __future__ import annotations

import difflib
import logging
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from kiosk.errors import KioskError

log = logging.getLogger(__name__)


class SettingsError(KioskError):
    """The settings file cannot be used; the message is one sentence for the administrator."""


def table_of(path: Path) -> dict[str, Any]:
    """Read a TOML file; a missing one is empty. Raises :class:`SettingsError`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Notepad writes a mark at the start
        return tomllib.loads(text)
    except FileNotFoundError:
        log.info("no settings file at %s: every setting has its default", path)
        return {}
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{path}: the file is not UTF-8 (byte {error.start}); save it as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: the file is not valid TOML: {error}; correct that place.") from error
    except OSError as error:
        raise SettingsError(f"{path}: the file cannot be read ({error.strerror}); correct that.") from error


S = TypeVar("S", bound=Struct)


def read(cls: type[S], table: dict[str, Any], path: Path, prefix: str, problems: list[str]) -> S | None:
    """Take from a TOML table what fits ``cls``, name in ``problems`` what does not.

    What does not fit has its default. None where something has none.
    """
    known = {field.name: field for field in msgspec.structs.fields(cls)}
    good: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}: {prefix}{key}"
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f'did you mean "{prefix}{near[0]}"?' if near else f"known here: {', '.join(known)}."
            problems.append(f"{where} is no setting; {hint}")
            continue
        kind = known[key].type
        if isinstance(kind, type) and issubclass(kind, Struct):
            if isinstance(value, dict):
                inner = read(kind, value, path, f"{prefix}{key}.", problems)
                if inner is not None:
                    good[key] = inner
            else:
                problems.append(f"{where} must be a table, [{prefix}{key}]; its defaults are used.")
            continue
        try:
            good[key] = msgspec.convert(value, kind)
        except msgspec.ValidationError:
            expected = f"{where} must be {_expected(msgspec.inspect.type_info(kind))}, not {value!r}"
            default = "" if known[key].required else f"; the default is used ({_shown(known[key].default)})"
            problems.append(f"{expected}{default}.")
    absent = [name for name, field in known.items() if field.required and name not in good]
    problems += [f"{path}: {prefix}{name} is missing." for name in absent if name not in table]
    return None if absent else cls(**good)


def _expected(kind: msgspec.inspect.Type) -> str:
    """Say in words what a setting may be."""
    match kind:
        case msgspec.inspect.Metadata(type=inner, extra_json_schema=extra):
            return str(extra["description"]) if extra and "description" in extra else _expected(inner)
        case msgspec.inspect.LiteralType(values=values):
            return "one of " + ", ".join(f'"{value}"' for value in values)
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.IntType(ge=low, le=high):
            return f"a whole number from {low} to {high}"
        case msgspec.inspect.FloatType(ge=low, le=high):
            return f"a number from {low:g} to {high:g}"
        case msgspec.inspect.StrType(min_length=low) if low:
            return "a text in quotes that is not empty"
        case msgspec.inspect.VarTupleType(item_type=item, min_length=low):
            return f"a list [...] {'with at least one entry, ' if low else ''}each {_expected(item)}"
        case msgspec.inspect.DictType(value_type=msgspec.inspect.DictType()):
            return 'tables by language tag, such as [pronunciation.en] with "word" = "how it sounds" in it'
        case msgspec.inspect.DictType(value_type=item):
            example = '["..."]' if isinstance(item, msgspec.inspect.VarTupleType) else '"..."'
            return f'a table of language tag = {_expected(item)}, such as "zh-CN" = {example}'
        case _:
            return "a text in quotes"


def _shown(default: Any) -> str:
    return "empty" if default in ("", (), None) or default is msgspec.NODEFAULT else repr(default)
