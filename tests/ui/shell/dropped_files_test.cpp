// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/dropped.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/open_window.h"
#include "tests/support/page_picture.h"
#include "tests/support/person.h"
#include "tests/support/test_files.h"
#include "ui/add/add_page.h"
#include "ui/add/offer_reader.h"
#include "ui/transfer/import_model.h"
#include "ui/transfer/import_page.h"
#include "ui/transfer/import_reader.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using support::Person;
using ui::transfer::ImportModel;
using ui::transfer::ImportPage;

namespace {

constexpr const char* WholeCodes = "lastpass-authenticator-qr/two-parts.png";

QString fixture(const char* name)
{
    return QString::fromStdString(support::fixtureFile(name));
}

QString everything()
{
    return Person::everythingSeen().join(u" | "_s);
}

bool showsTheAccounts(const support::OpenWindow& scene)
{
    return scene.part<ImportPage>().isVisible() && scene.part<ImportModel>().rowCount() == 2;
}

} // namespace

/// Files and pictures come to the page that can deal with them, wherever they are dropped.
class DroppedFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void codesOfAWholeFileGoToTheImport_data()
    {
        QTest::addColumn<QKeySequence>("page");
        QTest::newRow("on the accounts") << QKeySequence(u"Ctrl+1"_s);
        QTest::newRow("on the requests") << QKeySequence(u"Ctrl+2"_s);
        QTest::newRow("on the trash") << QKeySequence(u"Ctrl+T"_s);
        QTest::newRow("on the backups") << QKeySequence(u"Ctrl+B"_s);
        QTest::newRow("on the export") << QKeySequence(u"Ctrl+Shift+E"_s);
        QTest::newRow("on the add page") << QKeySequence(u"Ctrl+N"_s);
        QTest::newRow("on the import") << QKeySequence(u"Ctrl+I"_s);
    }
    void codesOfAWholeFileGoToTheImport()
    {
        QFETCH(QKeySequence, page);
        support::OpenWindow scene;
        QTest::keySequence(&scene.window, page);
        QVERIFY(support::dropFiles(scene.middle(), { fixture(WholeCodes) }));
        QTRY_VERIFY2(showsTheAccounts(scene), qPrintable(everything()));
        QVERIFY(Person::sees(u"“two-parts.png”"_s));
    }

    void soDoThoseOfAPictureThatIsNoFile()
    {
        support::OpenWindow scene;
        QGuiApplication::clipboard()->setImage(QImage(fixture(WholeCodes)));
        QTest::keySequence(&scene.window, QKeySequence(u"Ctrl+Shift+V"_s));
        QTRY_VERIFY2(showsTheAccounts(scene), qPrintable(everything()));
        QVERIFY(Person::sees(u"“Picture”"_s));
    }

    void theyComeBesidePicturesThatAreOfferedOneByOne()
    {
        support::OpenWindow scene;
        const QTemporaryDir folder;
        const QString page = folder.filePath(u"page.json"_s);
        QVERIFY(support::pagePicture({ support::GitHubLink }).save(page, "PNG"));
        QVERIFY(support::dropFiles(scene.middle(), { page, fixture(WholeCodes) }));
        QTRY_VERIFY2(showsTheAccounts(scene), qPrintable(everything()));
        QVERIFY(scene.part<ui::add::AddPage>().hasOffers());
    }

    /// The second page has what the first one found: the file is not there any more.
    void aPictureIsDecodedOnceOnItsWayFromTheImport()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"page.json"_s);
        QVERIFY(support::pagePicture({ support::GitHubLink }).save(path, "PNG"));
        support::OpenSession open;
        ui::transfer::ImportReader first(open.session);
        ui::add::OfferReader second;
        connect(&first, &ui::transfer::ImportReader::finished, &second,
            [&](ui::transfer::ImportFindings& findings) {
                QVERIFY(QFile::remove(path));
                second.readFiles(findings.pictures);
            });
        ui::add::Findings found;
        connect(&second, &ui::add::OfferReader::found, this,
            [&found](ui::add::Findings& findings) { found = std::move(findings); });
        first.read({ path });
        QTRY_COMPARE(found.size(), std::size_t { 1 });
        QVERIFY(found.front().offer);
        QVERIFY(std::holds_alternative<enroll::AccountsOffer>(*found.front().offer));
        QThreadPool::globalInstance()->waitForDone();
    }

    void aPictureIsDecodedOnceOnItsWayToTheImport()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"codes.json"_s);
        QVERIFY(QFile::copy(fixture(WholeCodes), path));
        ui::add::OfferReader first;
        support::OpenSession open;
        ui::transfer::ImportReader second(open.session);
        connect(&first, &ui::add::OfferReader::otherFilesFound, &second,
            [&](const transfer::GivenFiles& files) {
                QVERIFY(QFile::remove(path));
                second.read(files);
            });
        std::size_t accounts = 0;
        connect(&second, &ui::transfer::ImportReader::finished, this,
            [&accounts](ui::transfer::ImportFindings& findings) {
                QVERIFY(findings.refused.empty());
                accounts = findings.plan->entries().size();
            });
        first.readFiles({ path });
        QTRY_COMPARE(accounts, std::size_t { 2 });
        QThreadPool::globalInstance()->waitForDone();
    }
};

QTEST_MAIN(DroppedFilesTest)
#include "dropped_files_test.moc"
