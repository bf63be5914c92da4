"""The nouns of publishing."""

from qingtian.apps.publishing.models.publication import Publication
from qingtian.apps.publishing.models.publication_text import PublicationText
from qingtian.apps.publishing.models.published_version import PublishedVersion

__all__ = ["Publication", "PublicationText", "PublishedVersion"]
