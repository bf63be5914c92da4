"""The residents' face (居民端): pages anybody may open, and the pages a secret link opens.

``views`` answers requests, ``shown`` turns records into what a resident may see. Nothing else of a matter leaves here:
what is public is what the declared procedure marks public.
"""
