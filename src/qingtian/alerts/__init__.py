"""One language of alert rules for all media (监测告警规则), and its evaluation over a series. No Django."""
