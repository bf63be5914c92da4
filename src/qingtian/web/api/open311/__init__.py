"""Addresses of Open311: discovery, services, requests, tokens. The format is the end of the address."""
