"""The law as one object: every instrument, every dated number, and the due days they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from qingtian.language import Text
from qingtian.law import refusals
from qingtian.law.calendars import Calendar
from qingtian.law.citation import cite
from qingtian.law.counting import derive
from qingtian.law.derivation import Derivation
from qingtian.law.model import Basis, Edition, Figure, Instrument, Limit, Parameter
from qingtian.law.periods import Interval


class Law:
    """Instruments and parameters in force, by day. ``qingtian.law.reading`` makes one."""

    def __init__(self, instruments: Mapping[str, Instrument], parameters: Mapping[str, Parameter]) -> None:
        self.instruments = dict(instruments)
        self.parameters = dict(parameters)

    def instrument(self, id_: str) -> Instrument:
        """The instrument of that id. Raises ``law.unknown_instrument``."""
        if id_ not in self.instruments:
            raise refusals.unknown("law.unknown_instrument", id_, "法律文件", "instrument", "qingtian law instruments")
        return self.instruments[id_]

    def parameter(self, id_: str) -> Parameter:
        """The number of that id with all its editions. Raises ``law.unknown_parameter``."""
        if id_ not in self.parameters:
            raise refusals.unknown("law.unknown_parameter", id_, "参数", "parameter", "qingtian law list")
        return self.parameters[id_]

    def cite(self, basis: Basis, *, short: bool = False) -> Text:
        """The article in words. Raises ``law.unknown_instrument``."""
        return cite(self.instrument(basis.instrument), basis, short=short)

    def edition(self, id_: str, *, on: date) -> Edition:
        """The edition in force on a day. Raises ``law.not_a_date``, ``law.before_first_edition``, ``law.repealed``."""
        refusals.refuse_time_of_day(on)
        parameter = self.parameter(id_)
        begun = [edition for edition in parameter.editions if edition.from_day <= on]
        if not begun:
            raise refusals.too_early(parameter, on)
        if begun[-1].value is None:
            raise refusals.repealed(parameter, begun[-1], self.cite(begun[-1].basis))
        return begun[-1]

    def limit(self, id_: str, *, on: date) -> Limit:
        """The time limit as it stood on a day. Raises ``law.not_a_time_limit`` and what :meth:`edition` raises."""
        parameter, edition = self.parameter(id_), self.edition(id_, on=on)
        if parameter.starts is None:
            raise refusals.wrong_kind(parameter)
        assert edition.value is not None
        return Limit(
            id=id_,
            title=parameter.title,
            value=edition.value,
            unit=parameter.unit,
            starts=parameter.starts,
            first_day_counts=parameter.first_day_counts,
            rest_day_rule=parameter.rest_day_rule,
            extension=edition.extension,
            firmness=parameter.firmness,
            basis=edition.basis,
            certainty=edition.certainty,
            last_checked=edition.last_checked,
            suspended_by=parameter.suspended_by,
            note=parameter.note,
            direction=parameter.direction,
        )

    def figure(self, id_: str, *, on: date) -> Figure:
        """Any number of the law as it stood on a day, in its unit. Raises what :meth:`edition` raises."""
        parameter, edition = self.parameter(id_), self.edition(id_, on=on)
        assert edition.value is not None
        return Figure(
            id=id_,
            title=parameter.title,
            value=edition.value,
            unit=parameter.unit,
            firmness=parameter.firmness,
            basis=edition.basis,
            certainty=edition.certainty,
            last_checked=edition.last_checked,
            note=parameter.note,
        )

    def derive(
        self,
        id_: str,
        *,
        start: date,
        calendar: Calendar,
        suspensions: Iterable[Interval] = (),
        extension: int = 0,
    ) -> Derivation:
        """The due day, day by day, under the edition in force on ``start`` (the day of the event).

        ``suspensions`` are whole intervals, both days included; ``extension`` is in the limit's unit.
        Raises what :meth:`limit` and :func:`qingtian.law.counting.derive` raise.
        """
        return derive(self.limit(id_, on=start), start, calendar, suspensions, extension)
