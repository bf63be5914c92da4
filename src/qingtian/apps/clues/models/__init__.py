from qingtian.apps.clues.models.register_entry import RegisterEntry

__all__ = ["RegisterEntry"]
