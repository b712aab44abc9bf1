#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The third guard of the dependency rule: reads every include line of model/, ui/ and app/ against the table of
ARCHITECTURE.md, section 3. With QtCore alone on the include path <QtWidgets/QWidget> still resolves, so the compiler
cannot do it. Also holds the files to their size and to the lines they open with, and finds types of one name: two
libraries may each have one without a word of the linker, and a program then takes either for both."""

import argparse
import fnmatch
import re
import sys
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One row of the table: the layers and Qt modules a layer may include, and patterns of other headers."""
    layers: frozenset
    qt: frozenset
    others: tuple = ()


def row(layers, qt, others=()):
    return Row(frozenset(layers.split()), frozenset("Qt" + module for module in qt.split()), tuple(others))


MODEL = "base catalog markdown search stats export health library sync items"

TABLE = {
    "base": row("", "Core", ["malloc.h", "sched.h", "sys/mman.h", "sys/resource.h", "sys/syscall.h", "unistd.h"]),
    "catalog": row("base", "Core"),
    "markdown": row("base catalog", "Core", ["cmark-gfm*.h"]),
    "search": row("base catalog", "Core Concurrent", ["*intrin.h", "arm_neon.h"]),
    "stats": row("base catalog search", "Core"),
    "export": row("base catalog", "Core Concurrent"),
    "health": row("base catalog export", "Core"),
    "library": row("base catalog", "Core Sql Concurrent", ["sqlite3.h", "fcntl.h", "unistd.h"]),
    "sync": row("base catalog markdown", "Core Network Concurrent"),
    "items": row("base catalog search stats", "Core Concurrent"),
    "ui": row(" ".join(layer for layer in MODEL.split() if layer != "markdown"), "Core Gui Widgets Svg"),
}

INCLUDE = re.compile(r'^\s*#\s*include\b\s*(?:"([^"]+)"|<([^>]+)>)?')
SOURCES = (".h", ".cpp", ".c", ".inc")
NAMESPACE = re.compile(r"^(\} // )?namespace(?: ([\w:]+))?(?: \{)?$")
TYPE = re.compile(r"^(?:class|struct|union|enum(?: class)?) (\w+)\b(?!::|.*;\s*$)")
LINE_LIMIT = 500
LINE_LIMITS = {"mainwindow.cpp": 300, "main.cpp": 40}
SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later"


def qt_headers(core_directory):
    """Maps each header name of Qt to its modules, from the directories beside the one of QtCore."""
    core = Path(core_directory)
    if core.parent.suffix == ".framework":
        directories = {d.parent.stem: d for d in core.parent.parent.glob("Qt*.framework/Headers")}
    else:
        directories = {d.name: d for d in core.parent.glob("Qt*") if d.is_dir()}
    modules = {}
    for module, directory in directories.items():
        for header in directory.iterdir():
            if not header.is_dir():
                modules.setdefault(header.name, set()).add(module)
    return modules


class Checker:
    """Collects what is wrong with a source tree, as file, line and sentence."""

    def __init__(self, root, headers):
        self.root = Path(root)
        self.headers = headers
        self.problems = []
        self.types = {}

    def check(self):
        for layer, directory in self.layers():
            if layer not in TABLE and layer != "app":
                self.report(directory, 1, f"{layer} is no layer of the table")
                continue
            for path in sorted(p for p in directory.rglob("*") if p.suffix in SOURCES):
                self.check_source(layer, path)
            if layer in TABLE:
                self.check_cmake(layer, directory / "CMakeLists.txt")
        for path in sorted((self.root / "tests").rglob("*")):
            if path.suffix in SOURCES:
                self.check_form(path, path.read_text(encoding="utf-8").splitlines())
        return self.problems

    def layers(self):
        model = self.root / "model"
        folders = sorted(d for d in model.iterdir() if d.is_dir()) if model.is_dir() else []
        found = [(d.name, d) for d in folders] + [(name, self.root / name) for name in ("ui", "app")]
        return [(layer, directory) for layer, directory in found if directory.is_dir()]

    def report(self, path, line, sentence):
        self.problems.append(f"{path.relative_to(self.root)}:{line}: {sentence}")

    def check_source(self, layer, path):
        lines = path.read_text(encoding="utf-8").splitlines()
        self.check_form(path, lines)
        self.check_types(path, lines)
        for number, line in enumerate(lines, 1):
            match = INCLUDE.match(line)
            if match:
                sentence = self.include_problem(layer, path, match.group(1), match.group(2))
                if sentence:
                    self.report(path, number, sentence)

    def check_form(self, path, lines):
        limit = LINE_LIMITS.get(path.name, LINE_LIMIT)
        if len(lines) > limit:
            self.report(path, len(lines), f"{len(lines)} lines, at most {limit} are allowed")
        if not lines or lines[0] != SPDX:
            self.report(path, 1, "does not open with the SPDX line")
        if path.suffix == ".h" and "#pragma once" not in lines:
            self.report(path, 1, "has no #pragma once")

    def check_types(self, path, lines):
        """What stands in a namespace without a name is of its file alone."""
        scopes = []
        for number, line in enumerate(lines, 1):
            space = NAMESPACE.match(line)
            if space and space.group(1):
                del scopes[-1:]
            elif space:
                scopes.append(space.group(2) or "")
            defined = TYPE.match(line)
            if not defined or "" in scopes:
                continue
            name = "::".join([*scopes, defined.group(1)])
            first = self.types.setdefault(name, f"{path.relative_to(self.root)}:{number}")
            if first != f"{path.relative_to(self.root)}:{number}":
                self.report(path, number, f"{name} is a type of {first} as well")

    def include_problem(self, layer, path, own, system):
        name = own or system
        if name is None:
            return "include of a macro: name the file"
        if ".." in name.split("/"):
            return f"'..' in the include of {name}"
        if "private" in name.split("/"):
            return f"{name} is a private header"
        if own:
            return self.own_problem(layer, path, own)
        return self.system_problem(layer, system)

    def own_problem(self, layer, path, name):
        if name == path.stem + ".moc":
            return None
        if layer == "app" and (path.parent / name).is_file():
            return None
        target = self.layer_of(name)
        if target is None:
            return f"{name} is found below neither model/ nor ui/"
        if target == layer or layer == "app" or target in TABLE[layer].layers:
            return None
        return f"{layer} may not include {target} ({name})"

    def layer_of(self, name):
        if (self.root / "model" / name).is_file():
            return name.split("/")[0] if "/" in name else None
        return "ui" if "/" in name and (self.root / "ui" / name).is_file() else None

    def system_problem(self, layer, name):
        if layer == "app":
            return None
        modules = self.qt_modules(name)
        if modules:
            if modules & TABLE[layer].qt:
                return None
            return f"{layer} may not include {'/'.join(sorted(modules))} (<{name}>)"
        if re.fullmatch(r"[a-z_0-9]+", name):
            return None
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in TABLE[layer].others):
            return None
        return f"{layer} may not include <{name}>"

    def qt_modules(self, name):
        """Modules of a Qt header; one of a module that is not installed belongs to a module of its own name."""
        if "/" in name:
            module = name.split("/")[0]
            return {module} if re.fullmatch(r"Qt[A-Z]\w*", module) else set()
        modules = self.headers.get(name)
        if modules:
            return modules
        return {name} if re.fullmatch(r"Q[A-Za-z]\w*", name) else set()

    def check_cmake(self, layer, path):
        if not path.is_file():
            return
        text = path.read_text(encoding="utf-8")
        if not re.match(rf"# {layer}: .+\n(?:# .*\n)*# May use: .+\n(?:# .*\n)*# Not: .+\n", text):
            self.report(path, 1, f"does not open with '# {layer}: ...', '# May use: ...' and '# Not: ...'")
        if layer == "ui":
            return
        call = re.search(r"add_layer\(([^)]*)\)", text)
        if not call:
            self.report(path, 1, "has no add_layer()")
            return
        for used in sorted(words_after(call.group(1), "USES") - TABLE[layer].layers):
            self.report(path, 1, f"{layer} may not use {used}")
        for module in sorted(words_after(call.group(1), "QT")):
            if "Qt" + module not in TABLE[layer].qt:
                self.report(path, 1, f"{layer} may not use Qt{module}")


def words_after(arguments, keyword):
    match = re.search(rf"\b{keyword}\b((?:\s+(?!(?:FILES|USES|QT|LIBRARIES)\b)\S+)*)", arguments)
    return set(match.group(1).split()) if match else set()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", help="the source tree")
    parser.add_argument("qtcore", help="the include directory of QtCore")
    arguments = parser.parse_args()
    headers = qt_headers(arguments.qtcore)
    if "QObject" not in headers or "QWidget" not in headers:
        sys.exit(f"{arguments.qtcore}: not the include directory of QtCore, with QtWidgets beside it")
    problems = Checker(arguments.root, headers).check()
    print("\n".join(problems) if problems else "every include is in its row")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
