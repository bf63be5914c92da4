"""Classifying (分类): which department's matter a report is, learned from reports somebody sorted. Pure.

::

    model = trained(texts, labels)  # seeded: the same texts give the same model
    save(model, path)  # arrays and JSON in one zip; numbers only, no words of the texts
    for answer in read_model(path).answers(["小区楼下餐馆油烟直排"]):
        answer.label, answer.score, answer.reasons

``measuring`` says how good it is: on shuffled folds, and on blocks in the order of the file, which is what another
town looks like. It suggests; an officer decides.
"""
