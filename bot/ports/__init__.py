"""What the verbs need from the outside world, and the errors that they may meet.

A port is named for its role; its docstring says what a caller may rely on.
"""
