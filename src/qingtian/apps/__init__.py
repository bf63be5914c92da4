"""Records. Foundation: people, places, identities, proceedings; chapters on it never import each other."""
