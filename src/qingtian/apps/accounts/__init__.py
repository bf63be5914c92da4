"""Accounts (账号): how an official proves who they are, how long a session lasts, and the log of all of it.

What may live here: the state of passwords, second factors, sessions, and the log of sign-ins, account changes, exports
and administrative acts. Who holds which post is asked of ``people``; what a post may see is the records' own business.
An account belongs to a person and never to a post, so nobody inherits a password with an office. Residents have none.
"""
