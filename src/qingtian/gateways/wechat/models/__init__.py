"""What is kept of chats; nothing in it names anybody without the key."""

from qingtian.gateways.wechat.models.access import Access
from qingtian.gateways.wechat.models.contact import Contact, Filing
from qingtian.gateways.wechat.models.incoming import Incoming, UsedNonce
from qingtian.gateways.wechat.models.media import Media
from qingtian.gateways.wechat.models.outgoing import Outgoing

__all__ = ["Access", "Contact", "Filing", "Incoming", "Media", "Outgoing", "UsedNonce"]
