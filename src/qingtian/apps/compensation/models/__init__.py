from qingtian.apps.compensation.models.payment import Payment
from qingtian.apps.compensation.models.site import Site

__all__ = ["Payment", "Site"]
