"""Settings are read here: what fits its type is taken, what does not is named in a sentence."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Struct

S = TypeVar("S", bound=Struct)


def read(cls: type[S], table: dict[str, Any], path: Path, prefix: str, problems: list[str]) -> S | None:
    """Take from a TOML table what fits ``cls``, name in ``problems`` what does not.

    What does not fit has its default, or is left out of its list or table. None where something has none.
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
        named = len(problems)
        kept = _fitting(value, kind, where, problems)
        try:
            good[key] = msgspec.convert(kept, kind)
        except msgspec.ValidationError:
            if len(problems) > named:
                continue  # its entries were named
            expected = f"{where} must be {_expected(msgspec.inspect.type_info(kind))}, not {value!r}"
            default = "" if known[key].required else f"; the default is used ({_shown(known[key].default)})"
            problems.append(f"{expected}{default}.")
    absent = [name for name, field in known.items() if field.required and name not in good]
    problems += [f"{path}: {prefix}{name} is missing." for name in absent if name not in table]
    return None if absent else cls(**good)


def _fitting(value: Any, kind: Any, where: str, problems: list[str]) -> Any:
    """What of a list or of a table of names fits, each entry that does not being named; all else as it is."""
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    parts = get_args(plain)
    if get_origin(plain) is tuple and isinstance(value, list):
        entries = [(f"{where}, entry {n}", one, parts[0]) for n, one in enumerate(value, 1)]
        kept = [(n, _fitting(one, each, at, problems)) for n, (at, one, each) in enumerate(entries)]
        return [one for n, one in kept if _fits(one, entries[n][2], entries[n][0], problems)]
    if get_origin(plain) is dict and isinstance(value, dict):
        named = {
            key: one
            for key, one in value.items()
            if _fits(key, parts[0], f"{where}.{key}: its name", problems)
        }
        kept_of = {key: _fitting(one, parts[1], f"{where}.{key}", problems) for key, one in named.items()}
        whole = {key: one for key, one in kept_of.items() if one or not value[key]}
        return {key: one for key, one in whole.items() if _fits(one, parts[1], f"{where}.{key}", problems)}
    return value


def _fits(value: Any, kind: Any, where: str, problems: list[str]) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        expected = _expected(msgspec.inspect.type_info(kind))
        problems.append(f"{where} must be {expected}, not {value!r}; it is left out.")
        return False
    return True


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
        case msgspec.inspect.StructType(cls=cls):
            return f"a table with {', '.join(field.name for field in msgspec.structs.fields(cls))}"
        case _:
            return "a text in quotes"


def _shown(default: Any) -> str:
    return "empty" if default in ("", (), None) or default is msgspec.NODEFAULT else repr(default)
