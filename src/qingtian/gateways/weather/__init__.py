"""The exchange with the weather bureau (气象交换), both ways; what it may do stands in ``<data>/weather.yaml``.

``settings``  who they are, where to ask, where files lie   ``pull``  their front machine, answers shaped like MUSIC
``drop``      files dropped into a folder                   ``importing``  the same by a command
``air_obs``   our air as air-obs/1                          ``push``  handed over hour by hour, or as files
``simulated`` a weather bureau that is late, sends twice, revises and errs; for tests and to try things out
"""
