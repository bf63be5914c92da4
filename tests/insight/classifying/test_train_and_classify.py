"""``qingtian petitions train`` and ``classify``: every column kept, one answer a row, errors that say what to do."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingtian.cli import root
from qingtian.errors import UnusableInput
from tests.insight.classifying.invented import reports

pytestmark = pytest.mark.once


def run(*arguments: object) -> str:
    result = CliRunner().invoke(root, ["petitions", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sorted_rows(count: int = 60, *, cut: bool = True) -> list[dict[str, str]]:
    texts, labels = reports(count, cut=cut)
    return [{"n": str(i), "text": t, "label": lab} for i, (t, lab) in enumerate(zip(texts, labels, strict=True))]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    found = json.loads(
        run("train", "--labelled", write(folder / "sorted.csv", sorted_rows()), "--out", folder / "m.zip", "--json")
    )
    assert found["texts"] == 60
    assert found["figures"]["macro_f1"] > 0.9
    return folder / "m.zip"


def test_a_model_of_cut_texts_knows_texts_as_typed(model: Path, tmp_path: Path) -> None:
    texts, labels = reports(30, seed=2)
    file = write(tmp_path / "in.csv", [{"text": text} for text in texts])
    run("classify", file, "--model", model, "--out", tmp_path / "out.csv")
    answered = [row["label"] for row in rows_of(tmp_path / "out.csv")]
    assert sum(a == b for a, b in zip(answered, labels, strict=True)) >= 29


def test_everything_else_in_the_file_stays_as_it_was(model: Path, tmp_path: Path) -> None:
    given = [
        {"id": "007", "text": "油烟直排", " note ": "  two\r\nlines, “quoted” \t"},
        {"id": "=1+1", "text": "", " note ": ""},
        {"id": "+86", "text": "公交车班次太少", " note ": "'@x"},
    ]
    run("classify", write(tmp_path / "in.csv", given), "--model", model, "--out", tmp_path / "out.csv")
    out = rows_of(tmp_path / "out.csv")
    assert [{name: row[name] for name in given[0]} for row in out] == given
    assert list(out[0]) == ["id", "text", " note ", "label", "score", "environmental"]
    assert [(row["label"], row["environmental"]) for row in out] == [("环境保护", "1"), ("", "0"), ("交通运输", "0")]
    assert all(0 <= float(row["score"]) <= 1 for row in out)


def test_another_class_can_be_the_environmental_one(model: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", [{"text": "学校违规补课"}, {"text": "烟囱冒黑烟"}])
    run("classify", file, "--model", model, "--out", tmp_path / "o.csv", "--environmental-label", "教育文体")
    assert [row["environmental"] for row in rows_of(tmp_path / "o.csv")] == ["1", "0"]


def test_the_answer_bears_the_name_even_where_the_file_had_one(model: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", [{"text": "烟囱冒黑烟", "label": "交通运输"}])
    run("classify", file, "--model", model, "--out", tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv")[0]["label"] == "环境保护"
    assert rows_of(tmp_path / "out.csv")[0]["given_label"] == "交通运输"


@pytest.mark.parametrize("form", ["gb18030", "gzip", "marked"])
def test_files_as_offices_have_them(model: Path, tmp_path: Path, form: str) -> None:
    file = write(
        tmp_path / "in.csv", [{"text": "烟囱冒黑烟"}], {"gb18030": "gb18030", "marked": "utf-8-sig"}.get(form, "utf-8")
    )
    if form == "gzip":
        packed = tmp_path / "in.csv.gz"
        packed.write_bytes(gzip.compress(file.read_bytes()))
        file = packed
    run("classify", file, "--model", model, "--out", tmp_path / "out.csv")
    written = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert written.startswith("\ufeff") == (form == "marked")
    assert "烟囱冒黑烟,环境保护," in written


def test_the_same_sheet_gives_the_same_model(model: Path, tmp_path: Path) -> None:
    run("train", "--labelled", write(tmp_path / "sorted.csv", sorted_rows()), "--out", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == model.read_bytes()


def test_rows_without_words_or_label_teach_nothing(tmp_path: Path) -> None:
    rows = [*sorted_rows(30), {"n": "x", "text": " ！ ", "label": "交通运输"}, {"n": "y", "text": "油烟", "label": " "}]
    file = write(tmp_path / "sorted.csv", rows)
    found = json.loads(run("train", "--labelled", file, "--out", tmp_path / "m.zip", "--folds", 0, "--json"))
    assert (found["texts"], found["left_out"], found["figures"]) == (30, 2, None)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"words": "油烟", "label": "a"}], "tables.no_such_column"),
        ([{"text": "油烟", "class": "a"}], "tables.no_such_column"),
        ([{"text": "油烟", "label": "a"}, {"text": "噪声", "label": "a"}], "classifying.one_class"),
        ([{"text": "", "label": "a"}], "classifying.nothing_to_learn"),
    ],
)
def test_a_sheet_that_teaches_nothing_is_refused(tmp_path: Path, rows: list[dict[str, str]], code: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        run("train", "--labelled", write(tmp_path / "s.csv", rows), "--out", tmp_path / "m.zip")
    assert refused.value.code == code
    assert not (tmp_path / "m.zip").exists()


def test_no_file_takes_the_place_of_its_input(model: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", [{"text": "油烟"}])
    with pytest.raises(UnusableInput, match=r"insight\.same_file"):
        run("classify", file, "--model", model, "--out", file)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"\x80\x04\x95not a pickle either"])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.zip").write_bytes(content)
    file = write(tmp_path / "in.csv", [{"text": "油烟"}])
    with pytest.raises(UnusableInput, match=r"classifying\.no_model"):
        run("classify", file, "--model", tmp_path / "m.zip", "--out", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_model_holds_no_words_of_its_texts(model: Path) -> None:
    import zipfile

    with zipfile.ZipFile(model) as file:
        whole = b"".join(file.read(name) for name in file.namelist())
    for word in ("油烟", "云溪路", "公交车", "补课"):
        for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-32-le"):
            assert word.encode(encoding) not in whole
