// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The longest gap between two turns of the window's event loop while the vault is saved, backed up,
// a backup is tested, and one is merged; beside it, while nothing happens. Key derivation costs
// next to nothing here: it runs elsewhere anyway.

#include "tests/bench/bench.h"
#include "tests/bench/turns.h"
#include "tests/support/idle_watch.h"
#include "tests/support/person.h"
#include "ui/backup/drill_dialog.h"
#include "ui/backup/merge_dialog.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

namespace {

using support::Person;

constexpr std::string_view Words = "words";
using bench::fail;

double longestTurn(const std::function<void()>& begin, const std::function<bool()>& isDone)
{
    return bench::longestTurn(begin, isDone).gap;
}

otp::Entry entryOf(int number)
{
    otp::Entry entry;
    entry.issuer = QStringLiteral("Service %1").arg(number);
    entry.name = QStringLiteral("somebody@example.com");
    entry.credential = otp::Totp {};
    entry.secret = std::move(*crypto::SecretBytes::copyOf("12345678901234567890"));
    return entry;
}

/// The window over a vault of so many accounts.
class Scene
{
public:
    explicit Scene(int accounts)
    {
        auto created = vault::Vault::create(path(), passphrase(), { 64, 1, 1 }, services());
        std::vector<otp::Entry> entries;
        for (int i = 0; i < accounts; ++i)
            entries.push_back(entryOf(i));
        if (!created || !created->vault.add(entries))
            fail("no vault");
        m_session.open(std::move(created->vault));
        m_window.show();
    }

    double idle()
    {
        int turns = 0;
        return longestTurn([] {}, [&turns] { return ++turns > 200; });
    }

    double save()
    {
        int saves = 0;
        return longestTurn([] {},
            [&] {
                constexpr int Several = 5;
                if (saves >= Several)
                    return true;
                const vault::Id id = m_session.vault().accounts().front().id;
                const vault::AccountEdit edit { .note = QString::number(++saves) };
                if (!m_session.vault().edit(id, edit))
                    fail("cannot save");
                m_session.notifyChanged();
                return false;
            });
    }

    double backUp()
    {
        return longestTurn([this] { m_keeper.backUp(); },
            [this] { return !m_keeper.isWriting() && !m_keeper.backups().empty(); });
    }

    double drill()
    {
        auto* dialog =
            new ui::backup::DrillDialog(m_keeper, m_session, m_keeper.backups().front(), &m_window);
        dialog->open();
        const double longest = longestTurn(
            [] { typeWords(); }, [] { return Person::sees(QStringLiteral("accounts match.")); });
        dialog->reject();
        return longest;
    }

    double merge()
    {
        removeOne();
        auto* dialog =
            new ui::backup::MergeDialog(m_session, m_keeper.backups().front().path, &m_window);
        dialog->open();
        bool isMerged = false;
        QObject::connect(
            dialog, &ui::backup::MergeDialog::merged, dialog, [&] { isMerged = true; });
        return longestTurn([] { typeWords(); },
            [&isMerged] {
                if (!isMerged)
                    Person::press(QStringLiteral("Merge"));
                return isMerged;
            });
    }

private:
    std::string path() const
    {
        return m_folder.filePath(QStringLiteral("v.countersign")).toStdString();
    }
    static vault::Passphrase passphrase()
    {
        return { std::move(*crypto::SecretBytes::copyOf(Words)) };
    }
    vault::Services services() { return { m_clock, m_random, {} }; }
    static void typeWords()
    {
        Person::type(QLatin1String(Words.data(), static_cast<qsizetype>(Words.size())));
        Person::key(Qt::Key_Return);
    }
    void removeOne()
    {
        vault::Vault& vault = m_session.vault();
        const vault::Id id = vault.accounts().back().id;
        if (!vault.moveToTrash(id) || !vault.deleteFromTrash(id))
            fail("cannot remove");
        m_session.notifyChanged();
    }

    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    settings::AppSettings m_settings { path() + ".ini" };
    vault::VaultSession m_session { path(), services() };
    ui::backup::BackupKeeper m_keeper { m_session, m_settings };
    support::IdleWatch m_push { m_session };
    ui::shell::MainWindow m_window { { m_session, m_settings, m_keeper, m_push.watch, m_clock, [] {
                                          return crypto::Argon2Costs { 64, 1, 1 };
                                      } } };
};

} // namespace

int main(int argc, char** argv)
{
    const QApplication program(argc, argv);
    crypto::startSecureHeap();
    const std::vector<int> sizes = bench::isQuick(argc, argv)
        ? std::vector<int> { 10 }
        : std::vector<int> { 10, 1000, 10'000 };
    std::printf("longest gap between two turns of the event loop, ms\n%8s %8s %8s %8s %8s %8s\n",
        "accounts", "nothing", "save", "backup", "drill", "merge");
    for (const int accounts : sizes) {
        Scene scene(accounts);
        const double idle = scene.idle();
        const double save = scene.save();
        const double backup = scene.backUp();
        const double drill = scene.drill();
        const double merge = scene.merge();
        std::printf(
            "%8d %8.1f %8.1f %8.1f %8.1f %8.1f\n", accounts, idle, save, backup, drill, merge);
    }
    return 0;
}
