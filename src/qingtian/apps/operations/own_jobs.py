"""Jobs this app brings itself."""


def register_all() -> None:
    """Called once when Django is ready."""
