"""What ``kiosk models list | install | verify`` do; each returns an exit status and says what it did."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from speech.models import local, manifest
from speech.models.catalogue import Catalogue, Model
from speech.models.download import Waits
from speech.models.errors import BadInputError, ModelError
from speech.models.install import install, installed, verify
from speech.models.policy import only_on_site, site_is_reached, wanted
from speech.models.progress import OpenBar, terminal_bar

Say = Callable[[str], None]


def list_models(catalogue: Catalogue, models: Path, *, as_json: bool = False) -> str:
    """The catalogue as a table or as JSON lines: what is installed, how large, how good, which licence."""
    if as_json:
        return "\n".join(
            json.dumps(
                {
                    "name": m.name,
                    "engine": m.engine,
                    "languages": list(m.languages),
                    "bytes": m.size,
                    "licence": m.licence,
                    "error_rate": m.error_rate,
                    "installed": installed(m, models),
                    "from": _origin(m, models),
                },
                ensure_ascii=False,
            )
            for m in catalogue.values()
        )
    lines = []
    for m in catalogue.values():
        state = "installed" if installed(m, models) else "damaged" if (models / m.name).exists() else "-"
        languages = "all" if "*" in m.languages else ",".join(m.languages)
        lines.append(
            f"{m.name:<29} {m.engine:<8} {languages:<6} {m.size / 1e6:>6.0f} MB  {state:<10} {m.licence}"
        )
        lines.append(f"    {m.about}. Errors: {m.error_rate}.")
    return "\n".join([*lines, f"Models are kept in {models}"])


def install_models(
    catalogue: Catalogue,
    models: Path,
    names: Sequence[str] = (),
    *,
    languages: Sequence[str] = ("zh-CN", "en"),
    brought: Path | None = None,
    say: Say = print,
    bar: OpenBar = terminal_bar,
    waits: Waits | None = None,
) -> int:
    """Install the named models; without names those that ``languages`` want, or all that ``brought`` holds.

    Exit status 0: all are there (without names: all that can be had from here, and what cannot was said);
    1: one could not be installed; 130: Ctrl-C, and what came so far is kept. Raises BadInputError.
    """
    try:
        return _install(catalogue, models, names, languages, brought, say, bar, waits)
    except KeyboardInterrupt:
        say("kiosk models: stopped; what has come is kept, and the same command goes on from there")
        return 130


def _install(
    catalogue: Catalogue,
    models: Path,
    names: Sequence[str],
    languages: Sequence[str],
    brought: Path | None,
    say: Say,
    bar: OpenBar,
    waits: Waits | None,
) -> int:
    chosen = _chosen(catalogue, models, names, languages, brought, say, waits)
    if sys.platform == "win32" and not str(models).isascii():
        say(f"{models}: Vosk opens no path with such letters; set HEARD_DATA to a folder such as C:\\Heard")
    status = 0
    for model in chosen:
        if installed(model, models):
            say(f"{model.name}: is there")
            continue
        try:
            install(model, models, brought=brought, bar=bar, say=say, waits=waits)
            say(f"{model.name}: installed from {_origin(model, models)}")
        except BadInputError:
            raise
        except ModelError as error:
            say(f"kiosk models: {error}")
            status = 1
    return status


def verify_models(catalogue: Catalogue, models: Path, names: Sequence[str] = (), *, say: Say = print) -> int:
    """Check every file of the named (without names: of all present) models: 0 right, 1 wrong.

    Raises BadInputError.
    """
    chosen = _named(catalogue, names) or [m for m in catalogue.values() if (models / m.name).exists()]
    if not chosen:
        say(f"No model is installed in {models}: kiosk models install")
        return 1
    status = 0
    for model in chosen:
        if wrong := verify(model, models):
            say(f"{model.name}: {'; '.join(wrong)}. Put it right: kiosk models install {model.name}")
            status = 1
        else:
            by_hand = (
                ""
                if _origin(model, models)
                else " (put there by hand: only what the catalogue knows was compared)"
            )
            say(f"{model.name}: right{by_hand}")
    return status


def _chosen(
    catalogue: Catalogue,
    models: Path,
    names: Sequence[str],
    languages: Sequence[str],
    brought: Path | None,
    say: Say,
    waits: Waits | None,
) -> Sequence[Model]:
    if named := _named(catalogue, names):
        return named
    if brought is not None:
        if not brought.exists():
            raise BadInputError(
                f"{brought}: there is no such file or folder; name a zip, a wheel or a folder"
            )
        if found := [model for model in catalogue.values() if local.offers(model, brought)]:
            return found
        raise BadInputError(f"{brought}: holds no model of the catalogue (kiosk models list)")
    there = {name for name, model in catalogue.items() if installed(model, models)}
    known = wanted(catalogue, languages, site_reached=True)
    ask = any(only_on_site(model) for model in known.models if model.name not in there)
    plan = wanted(
        catalogue, languages, site_reached=not ask or site_is_reached(catalogue, waits=waits), there=there
    )
    for note in plan.notes:
        say(note)
    return plan.models


def _named(catalogue: Catalogue, names: Sequence[str]) -> list[Model]:
    if unknown := [name for name in names if name not in catalogue]:
        raise BadInputError(f"no model is called {', '.join(unknown)}; there are {', '.join(catalogue)}")
    return [catalogue[name] for name in names]


def _origin(model: Model, models: Path) -> str:
    try:
        known = manifest.read(models / model.name)
    except ValueError:
        return ""
    return known.source if known else ""
