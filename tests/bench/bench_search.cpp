// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// From a keystroke in the search to the list painted anew, with many accounts. Beside it: painting
// the same list without a keystroke.

#include "tests/bench/bench.h"
#include "tests/bench/bench_entries.h"
#include "ui/accounts/accounts_page.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace {

using bench::CheapCosts;
using bench::entry;
using bench::need;

/// Puts the entries in by runs: together their secrets would fill the locked memory.
void fill(vault::Vault& vault, int accounts)
{
    constexpr int Run = 1'000;
    for (int first = 0; first < accounts; first += Run) {
        std::vector<otp::Entry> entries;
        for (int i = first; i < std::min(first + Run, accounts); ++i)
            entries.push_back(entry(i));
        need(vault.add(entries));
    }
}

void press(QLineEdit& field, int key, const QString& text)
{
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&field, &event);
    field.repaint();
}

/// One word typed and deleted again, letter by letter: the first letters match all accounts, the
/// last ones a few.
void typeAWord(
    ui::accounts::AccountsPage& page, std::vector<double>& keystroke, std::vector<double>& repaint)
{
    auto& field = *page.findChild<QLineEdit*>();
    auto& list = *page.findChild<QListView*>();
    const QString word = QStringLiteral("ber 1234");
    for (int i = 0; i < 2 * word.size(); ++i) {
        keystroke.push_back(bench::milliseconds([&] {
            if (i < word.size())
                press(field, Qt::Key_A, word.at(i));
            else
                press(field, Qt::Key_Backspace, {});
            list.viewport()->repaint(); // lays out what the keystroke left over
        }));
        QCoreApplication::processEvents();
        repaint.push_back(bench::milliseconds([&] { list.viewport()->repaint(); }));
    }
}

void run(int accounts, int rounds)
{
    const QTemporaryDir folder;
    base::SystemClock clock;
    crypto::SystemRandom random;
    const std::string path = folder.filePath(QStringLiteral("v.countersign")).toStdString();
    const vault::Services services { clock, random, {} };
    const vault::Passphrase passphrase { need(crypto::SecretBytes::copyOf("x")) };
    vault::VaultSession session(path, services);
    session.open(need(vault::Vault::create(path, passphrase, CheapCosts, services)).vault);
    fill(session.vault(), accounts);
    ui::accounts::AccountsPage page(session, clock);
    page.resize(480, 680);
    page.show();
    page.focusSearch();
    QCoreApplication::processEvents();
    std::vector<double> keystroke;
    std::vector<double> repaint;
    for (int round = 0; round < rounds; ++round)
        typeAWord(page, keystroke, repaint);
    std::printf("%8d | %13.2f | %13.2f | %11.2f\n", accounts, bench::median(keystroke),
        *std::max_element(keystroke.begin(), keystroke.end()), bench::median(repaint));
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const QApplication program(argc, argv);
    const bool quick = bench::isQuick(argc, argv);
    std::printf(
        "%8s | %13s | %13s | %11s\n", "accounts", "keystroke, ms", "the slowest", "repaint, ms");
    for (const int accounts : { 10, 1'000, 10'000 }) {
        if (quick && accounts > 1'000)
            continue;
        run(accounts, quick ? 1 : 15);
    }
    return 0;
}
