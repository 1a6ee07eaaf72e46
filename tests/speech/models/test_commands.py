"""``kiosk models``: what it says, and its exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from speech.models.catalogue import Catalogue, load
from speech.models.commands import install_models, list_models, verify_models
from speech.models.download import Waits
from speech.models.errors import BadInputError
from speech.models.progress import no_bar
from tests.speech.models.server import FakeSite, model, nobody, site, vosk_files

SOON = Waits(answer_s=0.5, stall_s=5.0, tries=2)


def one(base: str) -> Catalogue:
    return {"vosk-model-tiny": msgspec.structs.replace(model(site(base)), standard=True)}


def test_install_list_and_verify_tell_the_same_story(fake_site: FakeSite, tmp_path: Path) -> None:
    heard: list[str] = []
    catalogue = one(fake_site.base)
    assert install_models(catalogue, tmp_path, languages=["xx"], say=heard.append, bar=no_bar) == 0
    assert heard == [f"vosk-model-tiny: installed from {fake_site.base}/tiny.zip"]
    assert " installed " in list_models(catalogue, tmp_path)
    assert json.loads(list_models(catalogue, tmp_path, as_json=True))["installed"] is True
    assert verify_models(catalogue, tmp_path, say=heard.append) == 0
    assert heard[-1] == "vosk-model-tiny: right"
    (tmp_path / "vosk-model-tiny" / "README").unlink()
    assert verify_models(catalogue, tmp_path, say=heard.append) == 1
    assert "README is missing. Put it right: kiosk models install vosk-model-tiny" in heard[-1]
    assert "damaged" in list_models(catalogue, tmp_path)


def test_a_site_out_of_reach_is_said_and_is_no_failure(tmp_path: Path) -> None:
    heard: list[str] = []
    assert install_models(one(nobody()), tmp_path, languages=["xx"], say=heard.append, waits=SOON) == 0
    assert heard == [
        "vosk-model-tiny is only on the official site, which is not reached from here.",
        "xx: no speech model; the kiosk serves it by touch and keyboard.",
    ]


def test_a_named_model_that_cannot_be_had_is_a_failure(tmp_path: Path) -> None:
    heard: list[str] = []
    assert install_models(one(nobody()), tmp_path, ["vosk-model-tiny"], say=heard.append, waits=SOON) == 1
    assert "--from PATH" in heard[-1]


def test_ctrl_c_is_told_and_shows_no_model(fake_site: FakeSite, tmp_path: Path) -> None:
    class FakeCtrlC:
        def update(self, n: float = 1, /) -> None:
            raise KeyboardInterrupt

        def close(self) -> None:
            pass

    heard: list[str] = []
    catalogue = one(fake_site.base)
    assert (
        install_models(catalogue, tmp_path, languages=["xx"], say=heard.append, bar=lambda *_: FakeCtrlC())
        == 130
    )
    assert heard == ["kiosk models: stopped; what has come is kept, and the same command goes on from there"]
    assert not (tmp_path / "vosk-model-tiny").exists()


@pytest.mark.parametrize("act", [install_models, verify_models])
def test_an_unknown_name_is_bad_input(tmp_path: Path, act: object) -> None:
    with pytest.raises(BadInputError, match=r"^no model is called vosk-modl; there are vosk-model-tiny$"):
        act(one("http://127.0.0.1:1"), tmp_path, ["vosk-modl"])  # type: ignore[operator]  # two functions of one shape


def test_a_stick_brings_all_that_it_holds(tmp_path: Path) -> None:
    for name, content in vosk_files().items():
        path = tmp_path / "stick" / "vosk-model-tiny" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    heard: list[str] = []
    catalogue = one(nobody())
    assert install_models(catalogue, tmp_path / "m", brought=tmp_path / "stick", say=heard.append) == 0
    assert heard[-1].startswith("vosk-model-tiny: installed from")
    for nothing in (tmp_path / "m" / ".partial", tmp_path / "no"):
        with pytest.raises(BadInputError, match=re.escape(str(nothing))):
            install_models(catalogue, tmp_path / "n", brought=nothing, say=heard.append)


def test_a_model_put_there_by_hand_is_said_to_be_so(tmp_path: Path) -> None:
    for name, content in vosk_files().items():
        path = tmp_path / "vosk-model-tiny" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    heard: list[str] = []
    assert verify_models(one(nobody()), tmp_path, say=heard.append) == 0
    assert "put there by hand" in heard[0]


def test_nothing_installed_is_told_with_the_way_out(tmp_path: Path) -> None:
    heard: list[str] = []
    assert verify_models(load(), tmp_path, say=heard.append) == 1
    assert "kiosk models install" in heard[0]
