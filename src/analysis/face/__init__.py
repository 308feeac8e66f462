"""What an analyst calls: short names that take and return pandas, gathered in `analysis`.

They look at what they are given, align it by labels, hand it to the models and give it back under
its own labels; no formula stands here. Nothing in the package but `analysis` itself imports them.
"""
