"""The design system: how dates and figures are written, the shapes components take, and the page that shows all.

``figures`` how dates and numbers are written · ``shapes`` what a component needs · ``weeks`` a derivation as a week
grid · ``charts`` bars and scales as coordinates · ``views``/``urls`` the design page. Templates use them through
``{% load pieces %}``.
"""
