"""The seven steps of the ladder (督办阶梯), from the mildest to the gravest."""

from __future__ import annotations

#: procedures in the order of the ladder
STEPS: tuple[str, ...] = (
    "reminder_letter",
    "supervision_order",
    "circular",
    "interview",
    "listed_supervision",
    "regional_suspension",
    "special_inspection",
)
