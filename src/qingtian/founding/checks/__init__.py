"""What a city needs before real matters come in (启用检查): the checks of the ground every chapter stands on."""

from qingtian.apps.installation.checklist import register_check
from qingtian.founding.checks import air, ground, machine, maps, public, rules, staff

BUILT_IN = (*staff.CHECKS, *ground.CHECKS, *rules.CHECKS, *air.CHECKS, *public.CHECKS, *maps.CHECKS, *machine.CHECKS)


def register_built_in() -> None:
    """Register the checks of the ground; the chapters' own follow them."""
    for check in BUILT_IN:
        register_check(check)
