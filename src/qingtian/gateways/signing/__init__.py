"""How a call of another system is proved (签名): HMAC-SHA256 over method, path, time, nonce and body digest.

``canonical``: what is signed, pure, also for the side that calls. ``proof``: checks a call, says plainly what is wrong.
"""
