"""Which models a station wants: by its languages, and by what can be reached from where it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from speech.models.catalogue import Catalogue, Model, Site
from speech.models.download import Waits, reached


@dataclass(frozen=True)
class Wanted:
    """The models to install, and what a person should know about them, a sentence each."""

    models: tuple[Model, ...]
    notes: tuple[str, ...]


def wanted(
    catalogue: Catalogue, languages: Sequence[str], *, site_reached: bool, there: Collection[str] = ()
) -> Wanted:
    """The standard models for ``languages`` (tags such as ``zh-CN``); ``there`` names the installed ones.

    Where the official site is not reached, what only that site has is left out, and the notes say which ears
    remain.
    """
    chosen, notes = [], []
    for model in catalogue.values():
        if model.standard and any(model.speaks(language) for language in languages):
            if site_reached or model.name in there or not only_on_site(model):
                chosen.append(model)
            else:
                notes.append(f"{model.name} is only on the official site, which is not reached from here.")
    for language in languages:
        ears = [model for model in chosen if model.engine in ("vosk", "whisper") and model.speaks(language)]
        if not ears:
            notes.append(f"{language}: no speech model; the kiosk serves it by touch and keyboard.")
        elif all(model.engine == "whisper" for model in ears):
            names = " and ".join(model.name for model in ears)
            notes.append(
                f"{language}: {names} alone will hear it, with captions a little later than with Vosk."
            )
    return Wanted(tuple(chosen), tuple(notes))


def site_is_reached(catalogue: Catalogue, *, waits: Waits | None = None) -> bool:
    """Whether the official site's list answers within ``waits.answer_s``, so within 5 s."""
    listings = {
        source.listing for model in catalogue.values() for source in model.sources if isinstance(source, Site)
    }
    return any(reached(listing, waits=waits) for listing in sorted(listings))


def only_on_site(model: Model) -> bool:
    """Whether no source but the official site has it."""
    return all(isinstance(source, Site) for source in model.sources)
