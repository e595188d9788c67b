"""What a driver says where a version has no word for a part of a recipe."""


class Unsupported(Exception):
    """This version has no word for a part of the recipe."""
