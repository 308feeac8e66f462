"""The questions of the bureau, a folder each: all that belongs to one, and nothing else does.

    <name>/question.py   QUESTION: what it reads, answers, withholds
    <name>/tables.py     TABLES it alone reads, RESULTS it gives
    <name>/answer.py     from tables to tables

They are found by `analysis.tables.registry`; a question imports neither that nor another question.
"""
