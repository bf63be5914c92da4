"""The nouns of source monitors."""

from qingtian.apps.monitors.models.data_logger import DataLogger
from qingtian.apps.monitors.models.field_command import FieldCommand
from qingtian.apps.monitors.models.field_info import FieldInfo
from qingtian.apps.monitors.models.hour_value import HourValue
from qingtian.apps.monitors.models.instrument import Instrument
from qingtian.apps.monitors.models.monitor_notice import MonitorNotice
from qingtian.apps.monitors.models.operation_mark import OperationMark
from qingtian.apps.monitors.models.outlet import Outlet
from qingtian.apps.monitors.models.permit_limit import PermitLimit

__all__ = [
    "DataLogger",
    "FieldCommand",
    "FieldInfo",
    "HourValue",
    "Instrument",
    "MonitorNotice",
    "OperationMark",
    "Outlet",
    "PermitLimit",
]
