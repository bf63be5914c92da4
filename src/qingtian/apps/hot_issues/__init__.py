"""Hot issues (热点难点): computed from reports, screened, explained by a cause, remedied or made a case."""
