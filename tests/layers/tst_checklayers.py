#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds the layer test what it must reject, and what it must let pass."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
from checklayers import SPDX, Checker, qt_headers  # noqa: E402

HEADERS = {
    "QObject": {"QtCore"}, "QtGlobal": {"QtCore"}, "qstring.h": {"QtCore"}, "QFuture": {"QtCore"},
    "QtConcurrent": {"QtConcurrent"}, "QtConcurrentRun": {"QtConcurrent"}, "QColor": {"QtGui"},
    "QWidget": {"QtWidgets"}, "QtWidgets": {"QtWidgets"}, "QSqlQuery": {"QtSql"}, "QSvgRenderer": {"QtSvg"},
    "QNetworkReply": {"QtNetwork"},
}


class CheckLayersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for path in ("model/base/error.h", "model/catalog/entry.h", "model/markdown/parser.h", "model/library/store.h",
                     "model/search/query.h", "model/items/roles.h", "ui/papers/paperpane.h", "app/paths.h"):
            self.write(path, SPDX + "\n#pragma once\n")
        for layer in ("base", "catalog", "markdown", "library", "search", "items"):
            self.write_cmake(layer, "")
        self.write("ui/CMakeLists.txt", "# ui: a.\n# May use: b.\n# Not: c.\n")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def write_cmake(self, layer, arguments):
        self.write(f"model/{layer}/CMakeLists.txt",
                   f"# {layer}: a.\n# May use: b.\n# Not: c.\nadd_layer({layer} FILES x.h {arguments})\n")

    def problems(self):
        return Checker(self.root, HEADERS).check()

    def including(self, path, *includes):
        self.write(path, "\n".join([SPDX, "#pragma once", *("#include " + name for name in includes)]) + "\n")
        return self.problems()

    def test_types_of_one_name_are_told(self):
        body = "namespace carrel {{\n\n{}\n\n}} // namespace carrel\n"
        head = SPDX + "\n#pragma once\n"
        hidden = "namespace {\n\nstruct Pair\n{\n};\n\n} // namespace"
        self.write("model/catalog/a.h", head + body.format("class Pair final\n{\n};"))
        self.write("model/search/b.h", head + body.format("class Pair;\nstruct Other\n{\n};"))
        self.write("model/search/b.cpp", SPDX + "\n" + body.format(hidden))
        self.assertEqual(self.problems(), [])
        self.write("model/search/c.cpp", SPDX + "\n" + body.format(hidden + "\n\nstruct Pair\n{\n};"))
        self.assertEqual(self.problems(), ["model/search/c.cpp:12: carrel::Pair is a type of model/catalog/a.h:5 as well"])

    def test_includes_of_the_row_pass(self):
        allowed = {
            "model/base/x.h": ['"base/error.h"', "<QObject>", "<QtCore/QObject>", "<QtGlobal>", "<qstring.h>",
                               "<vector>", "<cstdint>"],
            "model/markdown/x.h": ['"catalog/entry.h"', '"base/error.h"', "<cmark-gfm.h>"],
            "model/library/x.h": ["<QSqlQuery>", "<QtConcurrent>", "<QtSql/QSqlQuery>"],
            "model/search/x.h": ["<immintrin.h>", "<QtConcurrentRun>"],
            "model/items/x.h": ['"search/query.h"', "<QFuture>"],
            "ui/papers/x.h": ['"papers/paperpane.h"', '"items/roles.h"', '"library/store.h"', "<QWidget>", "<QColor>",
                              "<QSvgRenderer>"],
            "ui/papers/x.cpp": ['"papers/paperpane.h"', '"x.moc"'],
            "app/x.cpp": ['"markdown/parser.h"', '"papers/paperpane.h"', '"paths.h"', "<QNetworkReply>", "<unistd.h>"],
        }
        for path, includes in allowed.items():
            with self.subTest(path):
                self.assertEqual(self.including(path, *includes), [])

    def test_includes_outside_the_row_are_rejected(self):
        rejected = [
            ("model/base/x.h", '"catalog/entry.h"'), ("model/catalog/x.h", '"markdown/parser.h"'),
            ("model/search/x.h", '"library/store.h"'), ("model/items/x.h", '"library/store.h"'),
            ("model/library/x.h", '"search/query.h"'), ("model/catalog/x.h", '"papers/paperpane.h"'),
            ("ui/papers/x.h", '"markdown/parser.h"'), ("ui/papers/x.h", '"paths.h"'),
            ("model/catalog/x.h", "<QColor>"), ("model/catalog/x.h", "<QtGui/QColor>"),
            ("model/items/x.h", "<QWidget>"), ("model/items/x.h", "<QtWidgets>"),
            ("model/items/x.h", "<QtWidgets/QWidget>"), ("model/catalog/x.h", "<QSqlQuery>"),
            ("model/catalog/x.h", "<QtConcurrent>"), ("model/library/x.h", "<QNetworkReply>"),
            ("ui/papers/x.h", "<QSqlQuery>"), ("ui/papers/x.h", "<QNetworkReply>"),
            ("ui/papers/x.h", "<QWebEngineView>"), ("model/catalog/x.h", "<cmark-gfm.h>"),
            ("model/search/x.h", "<sqlite3.h>"), ("model/catalog/x.h", "<sys/mman.h>"),
            ("model/catalog/x.h", "<private/qobject_p.h>"),
            ("model/catalog/x.h", '"../base/error.h"'), ("app/x.cpp", '"../ui/papers/paperpane.h"'),
            ("model/catalog/x.h", '"entry.h"'), ("ui/papers/x.h", '"paperpane.h"'), ("model/catalog/x.h", "HEADER"),
        ]
        for path, name in rejected:
            with self.subTest(f"{path} {name}"):
                found = self.including(path, name)
                self.assertEqual(len(found), 1, found)
                self.assertTrue(found[0].startswith(f"{path}:3: "), found)
                (self.root / path).unlink()

    def test_spaces_around_the_hash_hide_nothing(self):
        self.write("model/base/x.h", SPDX + "\n#pragma once\n  #  include   <QWidget>\n#include<QColor>\n")
        self.assertEqual(len(self.problems()), 2)

    def test_links_outside_the_row_are_rejected(self):
        self.write_cmake("catalog", "USES base markdown\n    QT Core Gui")
        self.assertEqual([p.split(": ")[1] for p in self.problems()],
                         ["catalog may not use markdown", "catalog may not use QtGui"])

    def test_cmake_file_opens_with_its_three_lines(self):
        self.write("model/catalog/CMakeLists.txt", "add_layer(catalog FILES entry.h USES base QT Core)\n")
        self.assertEqual(len(self.problems()), 1)

    def test_folder_outside_the_table_is_rejected(self):
        (self.root / "model/utils").mkdir()
        self.assertEqual(self.problems(), ["model/utils:1: utils is no layer of the table"])

    def test_long_files_are_rejected(self):
        for path, limit in (("ui/papers/x.cpp", 500), ("ui/mainwindow/mainwindow.cpp", 300), ("app/main.cpp", 40),
                            ("tests/model/base/tst_x.cpp", 500)):
            with self.subTest(path):
                self.write(path, SPDX + "\n" * limit)
                self.assertEqual(self.problems(), [])
                self.write(path, SPDX + "\n" * (limit + 1))
                self.assertEqual(len(self.problems()), 1)
                (self.root / path).unlink()

    def test_files_open_with_licence_and_guard(self):
        self.write("model/base/x.h", "#pragma once\n")
        self.write("model/base/y.h", SPDX + "\n")
        self.assertEqual(len(self.problems()), 2)

    def test_qt_headers_are_found_beside_core(self):
        for path in ("qt6/QtCore/QObject", "qt6/QtWidgets/QWidget", "mac/QtGui.framework/Headers/QColor"):
            self.write(path, "")
        (self.root / "mac/QtCore.framework/Headers").mkdir(parents=True)
        self.assertEqual(qt_headers(self.root / "qt6/QtCore"), {"QObject": {"QtCore"}, "QWidget": {"QtWidgets"}})
        self.assertEqual(qt_headers(self.root / "mac/QtCore.framework/Headers"), {"QColor": {"QtGui"}})


if __name__ == "__main__":
    unittest.main()
