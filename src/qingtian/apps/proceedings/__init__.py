"""The kernel: proceedings, acts, clocks, links, papers, marks and scope; one engine for every chapter."""
