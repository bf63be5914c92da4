"""Two versions compared: every duty is added, dropped, changed or the same, once."""

from qingtian.apps.responsibility.comparing import Change, Line, compared


def line(number: str, organ: str, words: str, post: str = "", basis: str = "三定") -> Line:
    return Line(number, organ, post, words, basis)


def test_a_duty_that_only_moved_down_the_list_is_no_new_one():
    before = [line("1", "住建局", "管扬尘"), line("2", "水务局", "管排口")]
    after = [line("1", "水务局", "管河长制"), line("2", "住建局", "管扬尘"), line("3", "水务局", "管排口")]
    found = compared(before, after)
    assert found.added == [after[0]]
    assert found.dropped == []
    assert [(one.before.number, one.after.number, [a.en for a in one.aspects]) for one in found.changed] == [
        ("1", "2", ["number"]),
        ("2", "3", ["number"]),
    ]


def test_a_duty_worded_anew_under_its_number_is_changed_and_one_of_other_words_elsewhere_is_not():
    before, after = [line("3", "生态环境局", "查处污染")], [line("3", "生态环境局", "查处污染和噪声")]
    assert compared(before, after).changed == [Change(before[0], after[0])]
    elsewhere = compared(before, [line("3", "水务局", "管排口")])
    assert (len(elsewhere.added), len(elsewhere.dropped), elsewhere.changed) == (1, 1, [])


def test_a_duty_given_to_another_organ_or_post_or_basis_says_so():
    moved = compared([line("6", "生态环境局", "管油烟", "局长")], [line("6", "城管局", "管油烟", "科长", "新三定")])
    assert [aspect.zh for aspect in moved.changed[0].aspects] == ["责任单位", "责任岗位", "依据"]


def test_the_same_stays_the_same_also_where_two_duties_read_alike():
    twice = [line("1", "住建局", "一岗双责", "局长"), line("2", "住建局", "一岗双责", "科长")]
    found = compared(twice, list(reversed(twice)))
    assert (found.added, found.dropped, found.changed, found.same) == ([], [], [], 2)
