"""Every page. Residents at ``portal/``, officials at ``desk/``, programs at ``api/``; the design system they share.

What may live here: views, addresses, templates, style sheets, browser scripts, the commands that need Django. A view
asks ``queries`` and calls ``actions`` of the apps; it decides nothing.
"""
