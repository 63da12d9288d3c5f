"""Tables of messages, good and bad."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.nlu_files import BadFile, Labelled, read_messages, read_out_of_scope

HEADER = "id\tlang\tintent\tstyle\ttext\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "messages.tsv"


def test_a_table_gives_its_messages_as_they_are_written(table: Path) -> None:
    table.write_text(HEADER + '1\tes\tfaq/ebt_pin\tphone\t"olvidé" mi pin\u2028de la tarjeta\r\n')
    assert read_messages(table) == [
        Labelled('"olvidé" mi pin\u2028de la tarjeta', "ebt_pin", "es", "phone")
    ]


def test_columns_may_stand_in_any_order(table: Path) -> None:
    table.write_text("text\tmore\tid\tlang\tstyle\tintent\nhi\t\t1\ten\tshort\tgreet\n")
    assert read_messages(table)[0].intent == "greet"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no rows"),
        (HEADER, "no rows"),
        ("id\tintent\ttext\n1\tgreet\thi\n", "no column lang, style"),
        (HEADER + "1\ten\tgreet\tshort\thi\n2\ten\tgreet\tshort\t \n", "line 3: 'text' is empty"),
        (HEADER + "1\ten\t\tshort\thi\n", "line 2: 'intent' is empty"),
        (HEADER + "1\ten\tgreet\n", "line 2: 'text' is empty"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(table: Path, content: str, said: str) -> None:
    table.write_text(content)
    with pytest.raises(BadFile, match=said):
        read_messages(table)


def test_a_missing_file_and_one_that_is_no_text_are_said(table: Path) -> None:
    with pytest.raises(BadFile, match="no such file"):
        read_messages(table)
    table.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="not UTF-8"):
        read_messages(table)


def test_out_of_scope_messages_come_a_line_each(tmp_path: Path) -> None:
    file = tmp_path / "outside.txt"
    file.write_text("who wins the game\n\nlorem ipsum\n")
    assert [message.text for message in read_out_of_scope(file)] == [
        "who wins the game",
        "lorem ipsum",
    ]


def test_of_a_labelled_table_only_what_is_out_of_scope_is_taken(table: Path) -> None:
    table.write_text("intent\ttext\ngreet\thi\nfaq/out_of_scope\twho wins the game\n")
    assert [message.text for message in read_out_of_scope(table)] == ["who wins the game"]
    table.write_text("intent\ttext\ngreet\thi\n")
    with pytest.raises(BadFile, match="no messages"):
        read_out_of_scope(table)
