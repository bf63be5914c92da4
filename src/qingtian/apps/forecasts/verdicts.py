"""What the rehearsal on past days said of a model (检验结论), as a row keeps and a page shows it."""

from __future__ import annotations

from typing import Any

import numpy as np

from qingtian.foresight.forecasting import Model


def verdict_of(model: Model) -> dict[str, dict[str, Any]]:
    """By horizon: days judged, mean absolute error of the model and of the month's median (None where no earlier year
    is known), share of the model in what is shown, and whether the median is shown instead."""
    found: dict[str, dict[str, Any]] = {}
    for horizon, judgement in sorted(model.judgements.items()):
        mine = model.verdicts.of(horizon)
        shown = judgement.blended(mine.answer, mine.usual)
        compared = np.isfinite(mine.median)
        found[str(horizon)] = {
            "days": mine.days(),
            "model": _mae(shown, mine.actual),
            "compared": _mae(shown[compared], mine.actual[compared]),
            "month_median": _mae(mine.median[compared], mine.actual[compared]),
            "weight": round(float(judgement.weight), 2),
            "gives_way": bool(judgement.gives_way),
        }
    return found


def _mae(said: Any, came: Any) -> float | None:
    return round(float(np.abs(said - came).mean()), 2) if len(came) else None
