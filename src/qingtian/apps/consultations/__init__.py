"""Public consultations (公开征求意见): notices with a time for comments, comments, reasoned answers.

What may live here: consultations, what people said to them with their identities sealed as a report's are, the points
the comments were sorted into, and the answers. The words of the notice and of the result are publications.
"""
