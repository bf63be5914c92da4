"""What a paper waits for, in words, and which act takes it on."""

from __future__ import annotations

from qingtian.language import Text

WAITING: dict[str, Text] = {
    "edit": Text("退回，待改稿", "Sent back, to be edited"),
    "check": Text("待核稿", "To be checked"),
    "countersign": Text("待会签", "To be countersigned"),
    "sign": Text("待签发", "To be issued"),
    "number": Text("待登记文号", "To be numbered"),
    "seal": Text("待存盖章件", "Sealed copy to come"),
    "serve": Text("待送达", "To be served"),
    "archive": Text("办完，待归档", "Finished, to be archived"),
    "archived": Text("已归档", "Archived"),
    "void": Text("已作废", "Voided"),
}
#: the act that takes a waiting paper on; an archived or voided one has none
ACT_OF: dict[str, str] = {
    "edit": "edit_paper",
    "check": "check_paper",
    "countersign": "countersign_paper",
    "sign": "sign_paper",
    "number": "number_paper",
    "seal": "seal_paper",
    "serve": "serve_paper",
}
STEP_NAMES: dict[str, Text] = {
    "check": Text("核稿", "Check"),
    "countersign": Text("会签", "Countersign"),
    "sign": Text("签发", "Issue"),
    "number": Text("编号", "Number"),
    "seal": Text("用印", "Seal"),
    "serve": Text("送达", "Serve"),
}
