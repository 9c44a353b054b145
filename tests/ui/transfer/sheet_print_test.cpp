// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_reader.h"
#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/ui/transfer/export_scene.h"
#include "ui/transfer/sheet_print.h"

#include <QPrintDialog>
#include <QPrinter>
#include <QProcess>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

const QString Known = u"I know that it holds every secret"_s;

/// Runs a program to its end; what it printed.
QByteArray run(const QString& program, const QStringList& words)
{
    constexpr int Patience = 120'000; ///< milliseconds
    QProcess process;
    process.start(program, words);
    if (!process.waitForFinished(Patience) || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

/// What comes out of a printer that is a file.
struct Pages
{
    QTemporaryDir folder;
    QString file = folder.filePath(u"sheet.pdf"_s);

    void printInto(QPrinter& printer) const
    {
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(file);
    }
    QByteArray contents() const
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    /// Without blanks and line breaks, of each page.
    QStringList texts() const
    {
        QStringList pages =
            QString::fromUtf8(run(u"pdftotext"_s, { u"-layout"_s, file, u"-"_s })).split(u'\f');
        pages.removeLast(); // behind the last page
        for (QString& page : pages)
            page.remove(QRegularExpression(u"\\s"_s));
        return pages;
    }
    QList<QImage> pictures() const
    {
        run(u"pdftoppm"_s,
            { u"-r"_s, u"150"_s, u"-gray"_s, u"-png"_s, file, folder.filePath(u"page"_s) });
        QList<QImage> pages;
        for (const QString& name :
            QDir(folder.path()).entryList({ u"page*.png"_s }, QDir::Files, QDir::Name))
            pages.append(QImage(folder.filePath(name)));
        return pages;
    }
};

/// The page on which a text stands, from 0; -1 if on none.
qsizetype pageOf(const QStringList& pages, const QString& text)
{
    for (qsizetype page = 0; page < pages.size(); ++page) {
        if (pages[page].contains(text))
            return page;
    }
    return -1;
}

QString marked(const char* what, std::size_t account)
{
    return u"%1-%2."_s.arg(QLatin1StringView(what)).arg(account);
}

/// Accounts of all kinds with notes of several lines, one of them with all that a code holds.
std::vector<vault::Incoming> accountsForPages(std::size_t count)
{
    std::vector<vault::Incoming> all;
    while (all.size() < count) {
        for (vault::Incoming& one : support::everyKind()) {
            const std::size_t number = all.size();
            one.entry.name += QString::number(number);
            one.note = marked("begin", number) + u"\nmore\nand more\n"_s + marked("end", number);
            all.push_back(std::move(one));
        }
    }
    all[1].entry.issuer = QString(80, u'W');
    all[2].entry.otherParameters = { { "image", std::string(1800, 'x') } };
    return all;
}

/// The page at the choice between paper and a file.
struct PaperScene : ExportPageScene
{
    Pages pages;

    PaperScene()
    {
        open.add(support::entryOf("ACME", "ada"));
        open.add(support::entryOf("Bank", "bob"));
        choose("html-sheet");
        if (!answerWhoItIs())
            qFatal("the page does not go on");
        Person::key(Qt::Key_Return);
    }
    /// Presses the button and takes that printer.
    bool printInto(const QString& file)
    {
        if (!Person::press(u"Print…"_s))
            return false;
        auto* const dialog = page.findChild<QPrintDialog*>();
        if (!dialog)
            return false;
        dialog->printer()->setOutputFormat(QPrinter::PdfFormat);
        dialog->printer()->setOutputFileName(file);
        dialog->done(QDialog::Accepted);
        comeToTheFront();
        return true;
    }
};

} // namespace

/// The sheet for paper, without a file in between.
class SheetPrintTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void scansFromPaper_data();
    void scansFromPaper();
    void aNoteThatIsLongerThanAPageGoesOnOverleaf();
    void saysWhatItIsAndShowsSecretsToBeTyped();
    void thePageOfAFileIsItsOwnersAlone();
    void printsWhatIsTicked();
    void asksForAYesFirst();
    void tellsWhenThePrinterRefuses();
    void theLockEndsTheChoiceOfAPrinter();
};

void SheetPrintTest::scansFromPaper_data()
{
    QTest::addColumn<int>("paper");
    QTest::addColumn<QSize>("size"); ///< of a page at 150 dots an inch
    QTest::newRow("A4") << int(QPageSize::A4) << QSize(1240, 1754);
    QTest::newRow("Letter") << int(QPageSize::Letter) << QSize(1275, 1650);
}

void SheetPrintTest::scansFromPaper()
{
    QFETCH(int, paper);
    QFETCH(QSize, size);
    constexpr std::size_t Accounts = 15; // thrice each kind
    support::ExportScene scene;
    scene.add(accountsForPages(Accounts));
    const Pages printed;
    QPrinter printer(QPrinter::HighResolution);
    printed.printInto(printer);
    printer.setPageSize(QPageSize(static_cast<QPageSize::PageSizeId>(paper)));
    QVERIFY(ui::transfer::printSheet(
        printer, scene.plan(support::exportFormat("html-sheet")), scene.words));
    QVERIFY(!printed.contents().contains("DCTDecode")); // a photograph's way, which blurs edges

    const QStringList texts = printed.texts();
    const QList<QImage> pictures = printed.pictures();
    QVERIFY(pictures.size() > 3);
    QCOMPARE(texts.size(), pictures.size());
    std::map<std::string, qsizetype> pageOfCode;
    for (qsizetype page = 0; page < pictures.size(); ++page) {
        QVERIFY(texts[page].endsWith(QString::number(page + 1)));
        QVERIFY(qAbs(pictures[page].width() - size.width()) <= 1);
        QVERIFY(qAbs(pictures[page].height() - size.height()) <= 1);
        const auto codes = qr::readCodes(pictures[page]);
        QVERIFY2(codes, qPrintable(QString::number(page)));
        for (const qr::FoundCode& code : *codes)
            pageOfCode.emplace(code.text, page);
    }
    QCOMPARE(pageOfCode.size(), Accounts);
    const std::vector<vault::Account> accounts = scene.vault.accounts();
    for (const auto& [link, page] : pageOfCode) {
        const auto entry = otp::readOtpauth(link);
        QVERIFY(entry);
        const auto found = std::ranges::find(accounts, entry->name, &vault::Account::name);
        QVERIFY(found != accounts.end());
        const auto secret = scene.vault.reveal(found->id, scene.verification);
        QVERIFY(entry->secret.text() == secret->secret.text());
        // An account is whole on one page: its code, and its text from beginning to end.
        const auto number = static_cast<std::size_t>(found - accounts.begin());
        QCOMPARE(pageOf(texts, marked("begin", number)), page);
        QCOMPARE(pageOf(texts, marked("end", number)), page);
    }
}

void SheetPrintTest::aNoteThatIsLongerThanAPageGoesOnOverleaf()
{
    support::ExportScene scene;
    std::vector<vault::Incoming> all(2);
    all[0].entry = support::entryOf("ACME", "ada");
    all[0].note = marked("begin", 0) + u"\nline"_s.repeated(150) + u"\n"_s + marked("end", 0);
    all[1].entry = support::entryOf("Bank", "bob");
    scene.add(std::move(all));
    const Pages printed;
    QPrinter printer(QPrinter::HighResolution);
    printed.printInto(printer);
    QVERIFY(ui::transfer::printSheet(
        printer, scene.plan(support::exportFormat("html-sheet")), scene.words));
    const QStringList texts = printed.texts();
    QCOMPARE(texts.join(QString()).count(u"line"_s), 150);
    QVERIFY(pageOf(texts, marked("end", 0)) > pageOf(texts, marked("begin", 0)));
    QVERIFY(pageOf(texts, u"Bank"_s) >= pageOf(texts, marked("end", 0)));
}

void SheetPrintTest::saysWhatItIsAndShowsSecretsToBeTyped()
{
    support::ExportScene scene;
    scene.add(support::everyKind());
    const Pages printed;
    QPrinter printer(QPrinter::HighResolution);
    printed.printInto(printer);
    QVERIFY(ui::transfer::printSheet(
        printer, scene.plan(support::exportFormat("html-sheet")), scene.words));
    const QString text = printed.texts().join(QString());
    for (const char* words : { "Itholds<every>secret.", "Madeon30November2026.",
             "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "d20a028660d67c73", "PIN7315", "Counter7",
             "KindYANDEX", "Pinned", "second,with\"quotes\"", "otpauth://totp/ACME" })
        QVERIFY2(text.contains(QString::fromUtf8(words)), words);
}

void SheetPrintTest::thePageOfAFileIsItsOwnersAlone()
{
    PaperScene scene;
    QVERIFY(Person::press(Known));
    QVERIFY(scene.printInto(scene.pages.file));
    QVERIFY(scene.see("2 account(s) were printed."));
    QVERIFY(Person::sees(u"Look whether all of the pages are there."_s));
    QCOMPARE(QFile::permissions(scene.pages.file) & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(scene.pages.texts().join(QString()).contains(u"ACME"_s));
    QVERIFY(Person::press(u"Done"_s));
    QCOMPARE(scene.closed.count(), 1);
}

void SheetPrintTest::printsWhatIsTicked()
{
    PaperScene scene;
    QVERIFY(Person::press(u"Back"_s));
    Person::key(Qt::Key_Space);
    Person::key(Qt::Key_Return);
    QVERIFY(Person::press(Known));
    QVERIFY(scene.printInto(scene.pages.file));
    QVERIFY(scene.see("1 account(s) were printed. 1 account(s) were left out, as you chose."));
    const QString text = scene.pages.texts().join(QString());
    QVERIFY(text.contains(u"Bank"_s));
    QVERIFY(!text.contains(u"ACME"_s));
}

void SheetPrintTest::asksForAYesFirst()
{
    PaperScene scene;
    QVERIFY(Person::sees(u"no file is made"_s));
    QVERIFY(!Person::press(u"Print…"_s));
    QVERIFY(Person::press(Known));
    QCOMPARE(Person::tabOrder(),
        (QStringList { Known, u"Print…"_s, u"Back"_s, u"Write 2 account(s)…"_s, u"Cancel"_s }));
    QVERIFY(Person::press(Known));
    QVERIFY(!Person::press(u"Print…"_s));
}

void SheetPrintTest::tellsWhenThePrinterRefuses()
{
    PaperScene scene;
    QVERIFY(Person::press(Known));
    QVERIFY(scene.printInto(scene.pages.folder.filePath(u"missing/sheet.pdf"_s)));
    QVERIFY(scene.see("The sheet could not be printed."));
    QVERIFY(scene.printInto(scene.pages.file)); // another one
    QVERIFY(scene.see("2 account(s) were printed."));
}

void SheetPrintTest::theLockEndsTheChoiceOfAPrinter()
{
    PaperScene scene;
    QVERIFY(Person::press(Known));
    QVERIFY(Person::press(u"Print…"_s));
    QVERIFY(scene.page.findChild<QPrintDialog*>());
    scene.open.session.lock();
    QTRY_VERIFY(!scene.page.findChild<QPrintDialog*>());
    QVERIFY(!QFile::exists(scene.pages.file));
}

QTEST_MAIN(SheetPrintTest)
#include "sheet_print_test.moc"
