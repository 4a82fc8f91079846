"""A platform in a folder: questions are files dropped into it, answers and posts files in it.

It shows what a new platform takes: nothing here is known to any file under `bot/` or `content/`.
"""
