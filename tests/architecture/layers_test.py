#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Each rule of layers.py is seen to fail once: a small tree that keeps all of them, then the same
tree with one thing changed."""
import os
import tempfile
import unittest

import layers

HEAD = "// SPDX-License-Identifier: GPL-3.0-or-later\n// SPDX-FileCopyrightText: Somebody\n"
TREE = {
    "CMakeLists.txt": HEAD.replace("//", "#"),
    "core/base/bytes.h": HEAD + "#pragma once\n#include <QByteArray>\n#include <span>\n/// Bytes.\n",
    "core/base/bytes.cpp": HEAD + '#include "core/base/bytes.h"\n',
    "core/crypto/hmac.h": HEAD + '#pragma once\n#include "core/base/bytes.h"\n/// A MAC.\n',
    "core/crypto/hmac.cpp": HEAD + '#include "core/crypto/hmac.h"\n#include <openssl/evp.h>\n',
    "core/qr/reader.h": HEAD + "#pragma once\n/// Reads.\n",
    "ui/list/list.h": HEAD + '#pragma once\n#include "core/qr/reader.h"\n/// A list.\n',
    "app/desktop/main.cpp": HEAD + '#include "ui/list/list.h"\nint main() { return app.exec(); }\n',
}
TARGETS = {
    "core_base": ("core/base", {"Qt6::Core"}, {"Qt6::Core"}),
    "core_crypto": ("core/crypto", {"core_base", "OpenSSL::Crypto"}, {"core_base"}),
    "core_qr": ("core/qr", {"core_base"}, {"core_base"}),
    "core": ("core", set(), {"core_base", "core_crypto", "core_qr"}),
    "ui_list": ("ui/list", {"core"}, {"core"}),
    "countersign": ("app/desktop", {"ui_list"}, set()),
}


def rules_broken(changes, targets=None):
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**TREE, **changes}.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return list(layers.broken_rules(root, {**TARGETS, **(targets or {})}))


class Rules(unittest.TestCase):
    def one(self, changes, expected, targets=None):
        broken = rules_broken(changes, targets)
        self.assertEqual(len(broken), 1, broken)
        self.assertIn(expected, broken[0])

    def added(self, path, line, expected):
        self.one({path: TREE[path] + line + "\n"}, expected)

    def test_the_tree_itself_keeps_them(self):
        self.assertEqual(rules_broken({}), [])

    def test_core_includes_ui(self):
        broken = rules_broken({"core/qr/reader.h": TREE["core/qr/reader.h"]
                               + '#include "ui/list/list.h"\n'})
        self.assertTrue(any("not to its right" in line for line in broken), broken)
        self.assertTrue(any("in a ring" in line for line in broken), broken)

    def test_include_of_what_is_not_linked(self):
        self.added("core/qr/reader.h", '#include "core/crypto/hmac.h"', "core/qr does not link")

    def test_private_link_is_not_passed_on(self):
        self.one({"ui/list/list.h": TREE["ui/list/list.h"].replace("core/qr/reader", "core/base/bytes")},
                 "ui/list does not link",
                 {"ui_list": ("ui/list", {"core_qr"}, set()),
                  "core_qr": ("core/qr", {"core_base"}, set()),
                  "countersign": ("app/desktop", {"ui_list", "core"}, set())})

    def test_relative_include(self):
        self.assertTrue(rules_broken({"core/base/bytes.cpp": HEAD + '#include "bytes.h"\n'}))

    def test_link_against_the_diagram(self):
        self.one({}, "core_qr links core_crypto",
                 {"core_qr": ("core/qr", {"core_base", "core_crypto"}, {"core_base"})})

    def test_qt_module_against_the_diagram(self):
        self.one({}, "links Qt6::Widgets",
                 {"core_qr": ("core/qr", {"core_base", "Qt6::Widgets"}, {"core_base"})})

    def test_program_that_stands_apart(self):
        self.one({"app/sandbox/service.h": HEAD + "#pragma once\n/// Serves.\n"}, "links core_push",
                 {"core_push": ("core/push/okta", {"core_base"}, {"core_base"}),
                  "app_sandbox": ("app/sandbox", {"core_base", "core_push"}, set())})

    def test_folder_without_a_row(self):
        self.one({"core/magic/magic.h": HEAD + "#pragma once\n/// Magic.\n"}, "has no row",
                 {"core_magic": ("core/magic", {"core_base"}, set())})

    def test_folder_that_nothing_builds(self):
        self.one({"core/magic/magic.h": HEAD + "#pragma once\n/// Magic.\n"}, "no target")

    def test_module_prefix(self):
        self.added("core/base/bytes.cpp", "#include <QtCore/QString>", "without the module")

    def test_third_party_in_a_header(self):
        self.added("core/crypto/hmac.h", "#include <openssl/evp.h>", "does not belong in a header")

    def test_third_party_in_the_wrong_folder(self):
        self.added("core/base/bytes.cpp", "#include <openssl/evp.h>", "belongs to app/sandbox, core/crypto alone")

    def test_nested_event_loop(self):
        self.added("core/base/bytes.cpp", "QEventLoop loop;", "pumping events")

    def test_modal_exec(self):
        self.added("core/base/bytes.cpp", "int n = dialog.exec();", "pumping events")

    def test_exec_in_a_comment_is_fine(self):
        self.assertEqual(rules_broken(
            {"core/base/bytes.cpp": TREE["core/base/bytes.cpp"] + '// no dialog.exec() "here"\n'}), [])

    def test_wall_clock(self):
        self.added("core/base/bytes.cpp", "auto n = QDateTime::currentSecsSinceEpoch();", "wall clock")

    def test_sleep(self):
        self.added("core/base/bytes.cpp", "std::this_thread::sleep_for(1s);", "sleeps")

    def test_connection_by_text(self):
        self.added("core/base/bytes.cpp", "connect(a, SIGNAL(b()), c, &C::d);", "by text")

    def test_certificates_that_are_let_pass(self):
        self.added("core/base/bytes.cpp", "reply->ignoreSslErrors();", "nobody vouches for")

    def test_long_file(self):
        self.added("core/base/bytes.cpp", "\n" * 600, "split it")

    def test_header_without_a_comment(self):
        self.one({"core/qr/reader.h": HEAD + "#pragma once\n"}, "says nowhere")

    def test_header_without_a_guard(self):
        self.one({"core/qr/reader.h": HEAD + "/// Reads.\n"}, "pragma once")

    def test_own_header_not_first(self):
        self.one({"core/base/bytes.cpp": HEAD + '#include <span>\n#include "core/base/bytes.h"\n'},
                 "own header first")

    def test_missing_licence(self):
        self.one({"core/qr/reader.h": "#pragma once\n/// Reads.\n"}, "SPDX")

    def test_script_without_licence(self):
        self.one({"packaging/run": "#!/bin/sh\n"}, "SPDX")


if __name__ == "__main__":
    unittest.main()
