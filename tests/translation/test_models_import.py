from __future__ import annotations

import json
import os
import stat
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.errors import LocalizeError, OutputError, UsageError
from localize.translation import argos_packages, firefox_models, model_archives
from localize.translation.models import find_model, import_model, installed_models, model_fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.usefixtures("home")

SHARED = Path(os.environ.get("LOCALIZE_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
REAL = SHARED / "models" / "translate-en_pt-1_0.argosmodel"


def write_zip(path: Path, entries: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> Path:
    """A zip archive with these entries, in this order; ``links`` are symbolic ones."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
        for name, target in (links or {}).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, target)
    return path


def tree(folder: Path) -> list[str]:
    """Every path below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_package_is_installed_under_its_pair(make_package: Any, home: Path) -> None:
    """An .argosmodel file becomes a folder of its pair, complete, with nothing left over."""
    model = import_model(make_package("en", "pb", "1.9"))
    assert (model.engine, model.source, model.target, model.version) == ("argos", "en", "pt-BR", "1.9")
    assert model.path == home / "models" / "argos" / "translate-en_pb"
    assert model.files.model == model.path / "model"
    assert model.files.source_tokenizer.read_bytes() == b"pieces"
    assert model.bytes == sum(path.stat().st_size for path in model.path.rglob("*") if path.is_file())
    assert find_model("argos", "en", "pt-BR") == model
    assert tree(argos_packages.installed_folder()) == [
        "translate-en_pb",
        "translate-en_pb/metadata.json",
        "translate-en_pb/model",
        "translate-en_pb/model/model.bin",
        "translate-en_pb/model/shared_vocabulary.json",
        "translate-en_pb/sentencepiece.model",
    ]


def test_same_pair_is_replaced_wherever_it_lay(make_package: Any) -> None:
    """A newer package takes the place of an older one, also of one that was put there by hand."""
    first = import_model(make_package(version="1.0"))
    first.path.rename(first.path.with_name("put-there-by-hand"))
    import_model(make_package("en", "de"))
    second = import_model(make_package(version="1.1", files={"metadata-old.txt": b"x"}))
    third = import_model(make_package(version="1.2"))
    assert second.path == third.path
    assert not (third.path / "metadata-old.txt").exists()
    assert [(m.target, m.version) for m in installed_models()] == [("de", "1.0"), ("pt", "1.2")]


def test_failed_replacement_leaves_the_old_model(make_package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last renaming fails the installed model is still there, and the error is an output error."""
    old = import_model(make_package(version="1.0"))
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == old.path and not self.name.endswith(".old"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="Permission denied"):
        import_model(make_package(version="2.0"))
    assert [m.version for m in installed_models()] == ["1.0"]
    assert tree(argos_packages.installed_folder())[0] == "translate-en_pt"


GOOD = {"p/metadata.json": b'{"from_code": "en", "to_code": "pt"}', "p/model/model.bin": b"w"}


@pytest.mark.parametrize(
    ("entries", "links", "reason"),
    [
        ({**GOOD, "../evil": b""}, {}, "leaves the package's folder"),
        ({**GOOD, "p/../../evil": b""}, {}, "leaves the package's folder"),
        ({**GOOD, "/evil": b""}, {}, "is no relative path"),
        ({**GOOD, "C:/evil": b""}, {}, "is no relative path"),
        ({**GOOD, "p\\..\\evil": b""}, {}, "is no relative path"),
        (GOOD, {"p/link": "/etc/passwd"}, "is a link"),
        ({**GOOD, "q/other": b""}, {}, "needs one top folder with metadata.json; it holds p, q"),
        ({"metadata.json": b"{}"}, {}, "needs one top folder"),
        ({"p/readme": b""}, {}, "needs one top folder"),
        ({}, {}, "it holds nothing"),
        (GOOD, {}, "has no sentencepiece.model or bpe.model"),
        ({"p/metadata.json": GOOD["p/metadata.json"], "p/sentencepiece.model": b"x"}, {}, "has no model/model.bin"),
        ({**GOOD, "p/metadata.json": b"no json"}, {}, "is not JSON"),
    ],
)
def test_unsafe_or_wrong_archives_are_refused(
    tmp_path: Path, home: Path, entries: Mapping[str, bytes], links: Mapping[str, str], reason: str
) -> None:
    """Nothing of a refused archive reaches the disk, inside or outside of the models' folder."""
    archive = write_zip(tmp_path / "x.argosmodel", entries, links)
    with pytest.raises(UsageError) as caught:
        import_model(archive)
    assert reason in str(caught.value)
    assert caught.value.exit_code == 2
    assert not [path for path in home.rglob("*") if path.is_file()]
    assert not (home / "models" / "argos" / "translate-en_pt").exists()
    assert not list(tmp_path.rglob("evil"))


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    """An archive whose second entry would overwrite the first is refused."""
    archive = tmp_path / "x.argosmodel"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("p/metadata.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("p/metadata.json", b"{}")
    with pytest.raises(UsageError, match="several entries of one name"):
        import_model(archive)


@pytest.mark.parametrize(("limit", "words"), [("package_bytes", "unpacks to"), ("package_files", "holds 4 files")])
def test_stated_limits_stop_a_zip_bomb(
    make_package: Any, monkeypatch: pytest.MonkeyPatch, limit: str, words: str
) -> None:
    """An archive that would unpack to more than the limit is refused before a byte is written."""
    monkeypatch.setattr(model_archives, "limits", lambda: {"package_bytes": 10**9, "package_files": 99, limit: 3})
    with pytest.raises(UsageError, match=words):
        import_model(make_package())


def test_damaged_archive_is_refused(make_package: Any) -> None:
    """A flipped byte in a stored file is found by the archive's checksums."""
    path = make_package()
    path.write_bytes(path.read_bytes().replace(b"weights", b"weighed"))
    with pytest.raises(UsageError, match="is damaged"):
        import_model(path)
    assert installed_models() == []


def test_encrypted_archive_is_refused(make_package: Any) -> None:
    """A password cannot be asked for here."""
    path = make_package()
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flags in the first entry of the directory
    path.write_bytes(data)
    with pytest.raises(UsageError, match="is encrypted"):
        import_model(path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=400), cut=st.integers(0, 300))
def test_any_bytes_are_refused_as_a_usage_error(tmp_path: Path, make_package: Any, data: bytes, cut: int) -> None:
    """Whatever a file holds, a failed import is a usage error and leaves no model."""
    path = tmp_path / "any.argosmodel"
    path.write_bytes(make_package().read_bytes()[:cut] + data)  # the archive's directory is cut off
    with pytest.raises(UsageError):
        import_model(path)
    assert installed_models() == []


def test_argostranslate_has_the_last_word(make_package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that Argos Translate itself does not read is refused."""

    class Refuses:
        @staticmethod
        def Package(folder: Path) -> None:  # noqa: N802 - their name
            raise ValueError(folder.name)

    monkeypatch.setattr(argos_packages, "argos_package_module", lambda: Refuses)
    with pytest.raises(UsageError, match="Argos Translate does not accept"):
        import_model(make_package())


@pytest.mark.parametrize("name", ["missing.argosmodel", "missing"])
def test_missing_path_is_a_usage_error(tmp_path: Path, name: str) -> None:
    """The message says what may be given."""
    with pytest.raises(UsageError, match=r"cannot be read .*Give an \.argosmodel file"):
        import_model(tmp_path / name)


def test_pair_that_contradicts_the_package(make_package: Any) -> None:
    """A pair given for an Argos package must be the package's own."""
    assert import_model(make_package("en", "pb"), "en", "pt-BR").target == "pt-BR"
    with pytest.raises(UsageError, match="translates en→pt-BR, not en→de"):
        import_model(make_package("en", "pb"), "en", "de")
    with pytest.raises(UsageError, match="Give both"):
        import_model(make_package(), "en")


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("enpt", "en", "pt"),
        ("deen", "de", "en"),
        ("en-zh_hant", "en", "zh-Hant"),
        ("enzh", "en", "zh-Hans"),
        ("filen", "fil", "en"),
    ],
)
def test_firefox_pair_is_read_from_file_names(make_firefox: Any, pair: str, source: str, target: str) -> None:
    """A folder as Firefox has it needs no words about its pair."""
    model = import_model(make_firefox(pair))
    assert (model.engine, model.source, model.target) == ("firefox", source, target)
    assert model.path == firefox_models.installed_folder() / f"{source}-{target}"
    assert model.files.source_tokenizer == model.files.target_tokenizer
    assert model.files.shortlist is not None
    assert find_model("firefox", source, target) == model


def test_firefox_pair_may_be_said_or_stand_in_models_json(make_firefox: Any) -> None:
    """What the caller says wins, then models.json, then the file names; what was said is remembered."""
    about = [{"name": "Tiny", "from": "sv", "to": "en", "version": "2.1"}]
    folder = make_firefox("ende", {"models.json": json.dumps(about).encode()})
    model = import_model(folder)
    assert (model.source, model.target, model.name, model.version) == ("sv", "en", "Tiny", "2.1")
    import_model(folder, "nb", "en")
    assert [(m.source, m.target) for m in installed_models("firefox")] == [("nb", "en"), ("sv", "en")]


@pytest.mark.parametrize(
    ("pair", "files", "reason"),
    [
        ("ende", {"model.ende.intgemm.alphas.bin": None}, "has no Firefox model"),
        (
            "ende",
            {"model.ende.intgemm.alphas.bin": None, "model.ende.intgemm.alphas.bin.gz": b""},
            "Unpack model.ende.intgemm.alphas.bin.gz",
        ),
        ("ende", {"model.ende.second.bin": b""}, "has several files"),
        ("ende", {"vocab.ende.spm": None}, "has no vocab"),
        ("ende", {"vocab.ende.spm": None, "srcvocab.ende.spm": b""}, "has no vocab"),
        ("nonsense", {}, "--from en --to de"),
        ("ende", {"models.json": b"[1, 2]"}, "must hold one object"),
    ],
)
def test_wrong_firefox_folders_are_refused(
    make_firefox: Any, pair: str, files: Mapping[str, bytes | None], reason: str
) -> None:
    """The message names the part that is missing or in doubt."""
    with pytest.raises(UsageError) as caught:
        import_model(make_firefox(pair, files))
    assert reason in str(caught.value)
    assert installed_models() == []


def test_firefox_model_with_two_vocabularies_and_no_shortlist(make_firefox: Any) -> None:
    """A model may have a vocabulary for each side and no shortlist; other files are not taken along."""
    files = {
        "vocab.enja.spm": None,
        "srcvocab.enja.spm": b"s",
        "trgvocab.enja.spm": b"t",
        "lex.50.50.enja.s2t.bin": None,
        "huge.txt": b"no part of the model",
    }
    model = import_model(make_firefox("enja", files))
    assert model.files.source_tokenizer.read_bytes() == b"s"
    assert model.files.target_tokenizer.read_bytes() == b"t"
    assert model.files.shortlist is None
    assert not (model.path / "huge.txt").exists()


def test_importing_the_installed_folder_again_changes_nothing(make_firefox: Any) -> None:
    """A model may be imported from its own place."""
    model = import_model(make_firefox())
    before = model_fingerprint(model)
    assert import_model(model.path) == model
    assert model_fingerprint(model) == before


def test_what_a_killed_import_left_goes_after_a_day(make_package: Any) -> None:
    """An abandoned folder is deleted by a later import, a fresh one (another process at work) is not."""
    home = argos_packages.installed_folder()
    for name, age in (("old", 2 * 24 * 3600), ("new", 60)):
        folder = home / f".incoming-{name}"
        folder.mkdir(parents=True)
        os.utime(folder, (time.time() - age,) * 2)
    import_model(make_package())
    assert sorted(path.name for path in home.iterdir()) == [".incoming-new", "translate-en_pt"]
    assert len(installed_models()) == 1


def test_home_that_cannot_be_written_is_an_output_error(
    make_package: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the home folder should be: exit code 3, with what to do."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "file"))
    with pytest.raises(LocalizeError, match="LOCALIZE_HOME") as caught:
        import_model(make_package())
    assert caught.value.exit_code == 3


@pytest.mark.skipif(not REAL.is_file(), reason="no real Argos package here")
def test_a_real_package_is_installed_and_opens() -> None:
    """A package as Argos Translate distributes it becomes a model whose files CTranslate2 and SentencePiece accept."""
    model = import_model(REAL)
    assert (model.source, model.target, model.version) == ("en", "pt", "1.0")
    assert len(model_fingerprint(model)) == 32
    ctranslate2 = pytest.importorskip("ctranslate2")
    assert ctranslate2.contains_model(str(model.files.model))
