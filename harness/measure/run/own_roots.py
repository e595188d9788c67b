"""Lets certifi name whom this run trusts: it reads no variable, and some clients hand its file on by themselves. Nothing but
the standard library."""

import os
import sys


def name_roots():
    """Nothing where no file is named (`SSL_CERT_FILE`). Not before something imports certifi is anything loaded."""
    file = os.environ.get("SSL_CERT_FILE")
    if file:
        sys.meta_path.insert(0, OwnRoots(file))


class OwnRoots:
    def __init__(self, file):
        self.file = file

    def find_spec(self, name, path=None, target=None):
        if name != "certifi.core":
            return None
        for finder in sys.meta_path:
            spec = None if finder is self or not hasattr(finder, "find_spec") else finder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = Renaming(spec.loader, self.file)
                return spec
        return None


class Renaming:
    """A loader, after which certifi's two functions say another file."""

    def __init__(self, loader, file):
        self.loader, self.file = loader, file

    def __getattr__(self, name):
        return getattr(self.loader, name)

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        module.where = lambda: self.file
        module.contents = self.contents

    def contents(self):
        with open(self.file, encoding="ascii") as file:
            return file.read()
