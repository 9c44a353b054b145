// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/transfer/export_page.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <functional>

/// The export page in front of somebody, and a folder to export to.
struct ExportPageScene
{
    support::OpenSession open;
    ui::transfer::ExportWriter writer { open.session };
    ui::transfer::ExportPage page;
    QSignalSpy closed { &page, &ui::transfer::ExportPage::closed };
    QSignalSpy noticed { &page, &ui::transfer::ExportPage::noticed };

    explicit ExportPageScene(ui::transfer::ExportFormats::List formats = transfer::exportFormats())
        : page(open.session, writer, formats)
    {
        page.resize(480, 700);
        page.show();
        page.setFocus();
        comeToTheFront();
    }
    ~ExportPageScene() { QThreadPool::globalInstance()->waitForDone(); }

    /// Without a window manager nobody gives the keyboard back after a dialog.
    void comeToTheFront()
    {
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    QString path(const char* name) const
    {
        return QDir(QString::fromStdString(open.home.folder())).filePath(QLatin1String(name));
    }
    bool see(const char* text) const
    {
        return QTest::qWaitFor(
            [text] { return support::Person::sees(QString::fromUtf8(text)); }, 30'000);
    }
    /// Chooses the kind of file by keys, in the list of all.
    static void choose(std::string_view id)
    {
        support::Person::key(Qt::Key_Home);
        for (const auto* format : transfer::exportFormats()) {
            if (format->format->id == id)
                return;
            support::Person::key(Qt::Key_Down);
        }
        qFatal("no such format to export");
    }
    /// Says who it is, for the preview.
    bool answerWhoItIs()
    {
        if (!support::Person::press(QStringLiteral("Continue…")) || !see("Confirm that it is you"))
            return false;
        support::Person::type(QStringLiteral("secret words"));
        support::Person::key(Qt::Key_Return);
        if (!QTest::qWaitFor([] { return !QApplication::activeModalWidget(); }, 30'000))
            return false;
        comeToTheFront();
        return see("Continue with");
    }
    /// Types the passphrase of the file twice.
    static void typePassphrase(const QString& words)
    {
        support::Person::type(words);
        support::Person::key(Qt::Key_Return);
        support::Person::type(words);
    }
    /// Presses a button that ends in the dialog for a file, and chooses one; at the last moment
    /// something else happens.
    bool writeTo(
        const QString& file, const std::function<void()>& atTheLast = [] {})
    {
        QWidget* const button = support::findControl(writeText());
        if (!button)
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        auto* const dialog = page.findChild<QFileDialog*>();
        if (!dialog)
            return false;
        dialog->setDirectory(QFileInfo(file).path());
        dialog->selectFile(file);
        atTheLast();
        support::Person::key(Qt::Key_Return);
        if (!QTest::qWaitFor([] { return !QApplication::activeModalWidget(); }, 30'000))
            return false;
        comeToTheFront();
        return true;
    }
    static QString writeText()
    {
        const QStringList seen =
            support::Person::everythingSeen().filter(QRegularExpression(QStringLiteral("^Write ")));
        return seen.value(0);
    }
};
