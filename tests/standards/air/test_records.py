"""One broken row never takes its neighbours with it."""

from __future__ import annotations

from qingtian.standards.air.records import records


def read(*lines: str, width: int = 3) -> list[tuple[int, int, tuple[str, ...] | None]]:
    return [(record.number, record.line, record.cells) for record in records(iter(lines), width)]


def test_rows_are_numbered_under_the_heading_and_empty_lines_are_no_rows():
    assert read("a,b,c", "", "  ", "d,e,f") == [(1, 2, ("a", "b", "c")), (2, 5, ("d", "e", "f"))]


def test_a_quoted_cell_may_hold_commas_quotes_and_line_ends():
    assert read('a,"b,""x""",c') == [(1, 2, ("a", 'b,"x"', "c"))]
    assert read('a,"b', 'x",c', "d,e,f") == [(1, 2, ("a", "b\nx", "c")), (2, 4, ("d", "e", "f"))]


def test_an_unclosed_quote_spoils_its_own_row_only():
    assert read('a,"b,c', "d,e,f", "g,h,i") == [(1, 2, None), (2, 3, ("d", "e", "f")), (3, 4, ("g", "h", "i"))]


def test_two_unclosed_quotes_do_not_swallow_the_rows_between_them():
    rows = read('a,"b,c', "d,e,f", 'g,"h,i', "j,k,l")
    assert rows == [(1, 2, None), (2, 3, ("d", "e", "f")), (3, 4, None), (4, 5, ("j", "k", "l"))]


def test_the_text_of_a_row_is_kept_as_it_was():
    (record,) = records(iter(['a,"b', 'x",c']), 3)
    assert record.text == 'a,"b\nx",c'
