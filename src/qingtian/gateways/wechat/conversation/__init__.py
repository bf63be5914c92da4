"""The guided report in a chat, pure: what was said so far and one more word in, what to keep, ask and do out."""
