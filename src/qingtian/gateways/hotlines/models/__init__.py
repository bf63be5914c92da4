"""The nouns of hotlines."""

from qingtian.gateways.hotlines.models.code_value import CodeValue
from qingtian.gateways.hotlines.models.hotline_import import HotlineImport
from qingtian.gateways.hotlines.models.hotline_order import HotlineOrder
from qingtian.gateways.hotlines.models.order_version import OrderVersion
from qingtian.gateways.hotlines.models.outgoing import Outgoing

__all__ = ["CodeValue", "HotlineImport", "HotlineOrder", "OrderVersion", "Outgoing"]
