"""An old commit and the present tree, measured side by side in one run.

Whatever is measured is the program as people run it, so that neither its modules' names nor its
tests matter: `make bench AGAINST=COMMIT`.
"""
