// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The longest gap between two turns of the window's event loop while a file of another program is
// read and shown, imported, undone, and read once more over the accounts that it brought; and while
// they are looked at for an export, and written into a plain and into an encrypted file; and while
// the trash is opened, in which an import lies that was undone. Beside it what of a turn the
// window's thread itself worked at most: the rest is waiting, for the disk and for a machine that
// is busy with other things.

#include "core/transfer/writer.h"
#include "tests/bench/bench.h"
#include "tests/bench/turns.h"
#include "tests/support/dropped.h"
#include "tests/support/idle_watch.h"
#include "tests/support/person.h"
#include "ui/accounts/trash_page.h"
#include "ui/shell/main_window.h"
#include "ui/transfer/export_page.h"
#include "ui/transfer/export_preview.h"
#include "ui/transfer/import_page.h"
#include "ui/transfer/import_preview.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/row_list.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QTemporaryDir>

namespace {

using bench::fail;
using bench::longestTurn;
using bench::Turn;
using support::Person;

constexpr std::string_view Words = "words";
const QString FileWords = QStringLiteral("nine amber kettles hum at dawn");

void turnUntil(const std::function<bool()>& isDone)
{
    longestTurn([] {}, isDone);
}

/// What Enter or a click would press: the widget is in sight.
template <typename Widget> Widget* seen(QWidget& page)
{
    for (Widget* const widget : page.findChildren<Widget*>()) {
        if (widget->isVisibleTo(&page) && widget->isEnabled())
            return widget;
    }
    return nullptr;
}

template <typename Widget> void press(QWidget& page)
{
    Widget* const button = seen<Widget>(page);
    if (!button)
        fail("nothing to press");
    button->click();
}

int rowOf(std::string_view id)
{
    int row = 0;
    for (const auto* format : transfer::exportFormats()) {
        if (format->format->id == id)
            return row;
        ++row;
    }
    fail("no such format");
}

/// The window over an empty vault, and a file of so many accounts.
class Scene
{
public:
    explicit Scene(int accounts) : m_count(static_cast<std::size_t>(accounts))
    {
        auto created = vault::Vault::create(path(), passphrase(), { 64, 1, 1 }, services());
        if (!created)
            fail("no vault");
        m_session.open(std::move(created->vault));
        writeFile(accounts);
        m_window.show();
        m_window.activateWindow();
    }

    Turn nothing()
    {
        int turns = 0;
        return longestTurn([] {}, [&turns] { return ++turns > 200; });
    }
    /// From the drop to the preview.
    Turn read()
    {
        return longestTurn(
            [this] {
                if (!support::dropFiles(m_window, { file() }))
                    fail("nothing takes the file");
            },
            [this] { return child<ui::transfer::ImportPreview>().isVisible(); });
    }
    Turn import()
    {
        return longestTurn(
            [this] { press<ui::widgets::PrimaryButton>(child<ui::transfer::ImportPage>()); },
            [this] { return accounts() == m_count && isAtAccounts(); });
    }
    Turn undo()
    {
        return longestTurn(
            [this] { act(QStringLiteral("Undo")); }, [this] { return accounts() == 0; });
    }
    Turn openTrash()
    {
        return longestTurn([this] { act(QStringLiteral("Trash")); },
            [this] { return child<ui::accounts::TrashPage>().isVisible(); });
    }
    void giveUp()
    {
        Person::key(Qt::Key_Escape);
        turnUntil([this] { return isAtAccounts(); });
    }

    /// From the answer to who it is to the preview.
    Turn lookAtExport(std::string_view format)
    {
        act(QStringLiteral("Export"));
        child<ui::transfer::ExportPage>().findChild<ui::widgets::RowList*>()->setCurrentRow(
            rowOf(format));
        next();
        turnUntil([] { return QApplication::activeModalWidget() != nullptr; });
        return longestTurn([] { typeWords(); },
            [this] { return child<ui::transfer::ExportPreview>().isVisible(); });
    }
    /// From the choice of a file to its having been read back.
    Turn write()
    {
        auto& page = child<ui::transfer::ExportPage>();
        m_window.activateWindow();
        next();
        turnUntil([this] { return m_window.isActiveWindow(); });
        if (auto* const yes = seen<QCheckBox>(page);
            yes && yes->text().contains(QStringLiteral("every secret"))) {
            yes->click();
        } else {
            Person::type(FileWords);
            Person::key(Qt::Key_Return);
            Person::type(FileWords);
        }
        next();
        auto* const dialog = page.findChild<QFileDialog*>();
        if (!dialog)
            fail("no dialog for the file");
        const QString out = m_folder.filePath(QStringLiteral("out"));
        QFile::remove(out);
        dialog->close();
        const Turn longest = longestTurn([&] { emit dialog->fileSelected(out); },
            [&page] {
                const auto* const done = seen<ui::widgets::PrimaryButton>(page);
                return done && done->text().contains(QStringLiteral("Done"));
            });
        next();
        return longest;
    }

private:
    std::string path() const
    {
        return m_folder.filePath(QStringLiteral("v.countersign")).toStdString();
    }
    QString file() const { return m_folder.filePath(QStringLiteral("links.txt")); }
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
    template <typename Page> Page& child() const
    {
        auto* const page = m_window.findChild<Page*>();
        if (!page)
            fail("no such page");
        return *page;
    }
    std::size_t accounts() { return m_session.vault().accounts().size(); }
    bool isAtAccounts() const { return !child<ui::transfer::ImportPage>().isVisible(); }
    void next() { press<ui::widgets::PrimaryButton>(child<ui::transfer::ExportPage>()); }
    void act(const QString& start)
    {
        for (QAction* const action : m_window.findChildren<QAction*>()) {
            if (action->text().remove(u'&').startsWith(start))
                return action->trigger();
        }
        fail("no such action");
    }
    void writeFile(int accounts)
    {
        QFile made(file());
        if (!made.open(QIODevice::WriteOnly))
            fail("no file");
        for (int i = 0; i < accounts; ++i) {
            QByteArray secret = QByteArray::number(100'000 + i).replace('0', 'A').replace('1', 'B');
            secret = "JBSWY3DPEHPK3PXP" + secret.replace('8', 'C').replace('9', 'D') + "AB";
            made.write("otpauth://totp/Service%20" + QByteArray::number(i) + ":someone-"
                + QByteArray::number(i) + "@example.org?secret=" + secret + "&issuer=Service%20"
                + QByteArray::number(i) + '\n');
        }
    }

    std::size_t m_count;
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

void print(int accounts, const char* phase, const Turn& turn)
{
    std::printf("%8d %24s %10.1f %10.1f\n", accounts, phase, turn.gap, turn.processor);
    std::fflush(stdout);
}

void measure(int accounts)
{
    Scene scene(accounts);
    print(accounts, "nothing", scene.nothing());
    print(accounts, "read, preview", scene.read());
    print(accounts, "import", scene.import());
    print(accounts, "read, all there", scene.read());
    scene.giveUp();
    print(accounts, "export, preview", scene.lookAtExport("otpauth-uri-list"));
    print(accounts, "write plain", scene.write());
    print(accounts, "export, preview", scene.lookAtExport("aegis-json-encrypted"));
    print(accounts, "write encrypted", scene.write());
    print(accounts, "undo", scene.undo());
    print(accounts, "open the trash", scene.openTrash());
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication program(argc, argv);
    crypto::startSecureHeap();
    std::printf("longest gap between two turns of the event loop, ms\n%8s %24s %10s %10s\n",
        "accounts", "while", "gap", "processor");
    if (bench::isQuick(argc, argv))
        return measure(10), 0;
    for (const int accounts : { 10, 1000, 10'000 })
        measure(accounts);
    return 0;
}
