// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_reader.h"
#include "core/transfer/html.h"
#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using support::ExportScene;
using transfer::Misfit;

namespace {

QByteArray sheetOf(ExportScene& scene)
{
    const auto bytes = scene.plan(support::exportFormat("html-sheet")).text(scene.sealing);
    if (!bytes)
        qFatal("no sheet");
    const std::string_view text = base::textOf(*bytes);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

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

QString marked(const char* what, int account)
{
    return u"%1-%2."_s.arg(QLatin1StringView(what)).arg(account);
}

/// Accounts of all kinds with notes of several lines, and links from short to as long as fits.
std::vector<vault::Incoming> accountsForPages(int count)
{
    std::vector<vault::Incoming> all;
    while (static_cast<int>(all.size()) < count) {
        for (vault::Incoming& one : support::everyKind()) {
            const int number = static_cast<int>(all.size());
            one.entry.name += QString::number(number);
            one.note = marked("begin", number) + u"\nmore\nand more\n"_s + marked("end", number);
            all.push_back(std::move(one));
        }
    }
    all[1].entry.issuer = QString(80, u'W');
    all[1].note = marked("begin", 1) + u"\nline"_s.repeated(12) + u"\n"_s + marked("end", 1);
    all[2].entry.otherParameters = { { "image", std::string(1800, 'x') } };
    return all;
}

/// What a printer would get: the pages of a sheet on paper of this size.
struct Print
{
    QTemporaryDir folder;
    QList<QImage> pages;
    QStringList texts; ///< of each page

    Print(QByteArray sheet, const QByteArray& paper)
    {
        const QByteArray margin = "@page { margin: 15mm; }";
        if (sheet.count(margin) != 1)
            qFatal("a sheet with other pages");
        sheet.replace(margin, "@page { margin: 15mm; size: " + paper + "; }");
        QFile file(folder.filePath(u"sheet.html"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(sheet) != sheet.size())
            qFatal("cannot write a page");
        file.close();
        const QString pdf = folder.filePath(u"sheet.pdf"_s);
        run(u"chromium"_s,
            { u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s,
                u"--no-proxy-server"_s, u"--no-pdf-header-footer"_s,
                u"--user-data-dir="_s + folder.filePath(u"profile"_s), u"--print-to-pdf="_s + pdf,
                QUrl::fromLocalFile(file.fileName()).toString() });
        run(u"pdftoppm"_s,
            { u"-r"_s, u"150"_s, u"-gray"_s, u"-png"_s, pdf, folder.filePath(u"page"_s) });
        for (const QString& name :
            QDir(folder.path()).entryList({ u"page*.png"_s }, QDir::Files, QDir::Name))
            pages.append(QImage(folder.filePath(name)));
        texts = QString::fromUtf8(run(u"pdftotext"_s, { pdf, u"-"_s })).split(u'\f');
        texts.removeLast(); // behind the last page
    }

    /// The page on which a text stands, from 0; -1 if on none.
    qsizetype pageOf(const QString& text) const
    {
        for (qsizetype page = 0; page < texts.size(); ++page) {
            if (texts[page].contains(text))
                return page;
        }
        return -1;
    }
};

} // namespace

/// The sheet for paper: what it is made of, and that it can be used when it is printed.
class HtmlSheetTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void isNothingButItself();
    void saysWhatItIsAndFromWhen();
    void showsASecretToBeTyped();
    void hasAPictureOfEachCode();
    void keepsNamesFromBeingMarkup();
    void isNotMadeWithoutWords();
    void becomesSeveralWhereOneWouldBeTooLarge();
    void handsOutOneAccountAfterTheOther();
    void leavesALinkThatNoCodeHolds();
    void escapesWhatItReads();
    void scansFromPaper_data();
    void scansFromPaper();
};

void HtmlSheetTest::isNothingButItself()
{
    ExportScene scene;
    scene.add(support::everyKind());
    QByteArray sheet = sheetOf(scene);
    QVERIFY(sheet.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                           "img-src data:; style-src 'unsafe-inline'\""));
    sheet.replace("src=\"data:image/png;base64,", ""); // which is in the sheet
    for (const char* const way :
        { "<script", "src=", "href", "url(", "@import", "<link", "http:", "<?" }) {
        const QByteArray lower = sheet.toLower();
        // Names and notes may say what they like: they are escaped, and have no such letters here.
        QVERIFY2(!lower.contains(way), way);
    }
    static const QRegularExpression handler(u"\\son[a-z]+\\s*="_s);
    QVERIFY(!handler.match(QString::fromUtf8(sheet)).hasMatch());
}

void HtmlSheetTest::saysWhatItIsAndFromWhen()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const QByteArray sheet = sheetOf(scene);
    QVERIFY(sheet.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    QVERIFY(sheet.contains("<p class=\"warning\">It holds &lt;every&gt; secret.</p>"));
    QVERIFY(sheet.contains("<p class=\"made\">Made on 30 November 2026.</p>"));
    QVERIFY(sheet.indexOf("class=\"warning\"") < sheet.indexOf("class=\"account\""));
}

void HtmlSheetTest::showsASecretToBeTyped()
{
    ExportScene scene;
    scene.add(support::everyKind());
    const QByteArray sheet = sheetOf(scene);
    QVERIFY(sheet.contains("<dd class=\"secret\">GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ</dd>"));
    QVERIFY(sheet.contains("<dd class=\"secret\">d20a 0286 60d6 7c73</dd>"));
    QVERIFY(sheet.contains("<dd class=\"pin\">7315</dd>"));
    QVERIFY(sheet.contains("<dt>Counter</dt><dd class=\"counter\">7</dd>"));
    QVERIFY(sheet.contains("<dt>Kind</dt><dd class=\"kind\">YANDEX</dd>"));
    QVERIFY(sheet.contains("<code class=\"link\">otpauth://totp/ACME%3A%20Gr%C3%B6%C3%9Fe:totp?"
                           "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&amp;issuer="));
}

/// For programs that read them without a browser.
void HtmlSheetTest::hasAPictureOfEachCode()
{
    ExportScene scene;
    scene.add(support::everyKind());
    const QString sheet = QString::fromUtf8(sheetOf(scene));
    static const QRegularExpression account(
        u"src=\"data:image/png;base64,([^\"]+)\">.*?<code class=\"link\">([^<]+)</code>"_s,
        QRegularExpression::DotMatchesEverythingOption);
    int pictures = 0;
    for (auto found = account.globalMatch(sheet); found.hasNext(); ++pictures) {
        const QRegularExpressionMatch match = found.next();
        QImage picture;
        QVERIFY(picture.loadFromData(QByteArray::fromBase64(match.captured(1).toLatin1()), "PNG"));
        QCOMPARE(picture.pixelColor(0, 0), QColor(Qt::white));
        const auto codes = qr::readCodes(picture);
        QVERIFY(codes);
        QCOMPARE(codes->size(), std::size_t { 1 });
        QCOMPARE(QString::fromStdString(codes->front().text),
            match.captured(2).replace(u"&amp;"_s, u"&"_s));
        QVERIFY(codes->front().position.width() >= 4 * 21);
    }
    QCOMPARE(pictures, 5);
}

void HtmlSheetTest::keepsNamesFromBeingMarkup()
{
    ExportScene scene;
    std::vector<vault::Incoming> one(1);
    one[0].entry = support::entryOf("<script>alert(1)</script>", "\" class=\"pin\">");
    one[0].note = u"</dd></dl><code class=\"link\">otpauth://totp/evil?secret=MFRGG</code>&amp;"_s;
    one[0].tags = { u"</article><article class=\"account\">"_s };
    scene.add(std::move(one));
    const QByteArray sheet = sheetOf(scene);
    QVERIFY(!sheet.contains("<script"));
    QCOMPARE(sheet.count("<article"), 1);
    QCOMPARE(sheet.count("<code"), 1);
    QCOMPARE(sheet.count("class=\"pin\""), 0);
}

void HtmlSheetTest::isNotMadeWithoutWords()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const auto made = scene.plan(support::exportFormat("html-sheet"))
                          .text({ &scene.passphrase, scene.home.random });
    QVERIFY(!made);
    QCOMPARE(made.error().cause.code, base::ErrorCode::MissingField);
}

void HtmlSheetTest::handsOutOneAccountAfterTheOther()
{
    ExportScene scene;
    const auto nothing = [](const transfer::SheetAccount&) { return base::Result<void>(); };
    const auto none = scene.plan(support::exportFormat("html-sheet")).sheet(scene.words, nothing);
    QVERIFY(!none);
    QCOMPARE(none.error().code, base::ErrorCode::NothingToDo);
    for (const char* name : { "a", "b", "c" })
        scene.add(support::entryOf("I", name));
    auto plan = scene.plan(support::exportFormat("html-sheet"));
    plan.choose(1, false);
    QStringList names;
    const auto note = [&names](const transfer::SheetAccount& account) {
        names << account.name;
        return base::Result<void>();
    };
    QVERIFY(plan.sheet(scene.words, note));
    QCOMPARE(names, (QStringList { u"a"_s, u"c"_s }));
    int count = 0;
    const auto refuse = [&count](const transfer::SheetAccount&) {
        ++count;
        return base::Result<void>(base::Error { base::ErrorCode::CannotWrite, "test" });
    };
    const auto refused = plan.sheet(scene.words, refuse);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, base::ErrorCode::CannotWrite);
    QCOMPARE(count, 1);
}

void HtmlSheetTest::leavesALinkThatNoCodeHolds()
{
    ExportScene scene;
    for (const int size : { 2840, 2900 }) {
        otp::Entry entry = support::entryOf("I", "n");
        entry.otherParameters = { { "x", std::string(static_cast<std::size_t>(size), 'x') } };
        scene.add(std::move(entry));
    }
    const auto plan = scene.plan(support::exportFormat("html-sheet"));
    QVERIFY(!plan.lines()[0].misfit);
    QCOMPARE(*plan.lines()[1].misfit, (Misfit { Misfit::Kind::TooLong, "link" }));
    QVERIFY(plan.text(scene.sealing));
}

void HtmlSheetTest::escapesWhatItReads()
{
    const std::string_view text = "a&b <c> \"d\" 'e' &amp; &#13;\r\n\t";
    crypto::WipedBytes escaped;
    transfer::appendEscapedHtml(text, escaped);
    QCOMPARE(std::string(base::textOf(escaped)),
        std::string("a&amp;b &lt;c&gt; &quot;d&quot; &#39;e&#39; &amp;amp; &amp;#13;&#13;\n\t"));
    crypto::WipedBytes back;
    transfer::appendHtmlText(base::textOf(escaped), back);
    QCOMPARE(std::string(base::textOf(back)), std::string(text));
}

void HtmlSheetTest::scansFromPaper_data()
{
    QTest::addColumn<QByteArray>("paper");
    QTest::addColumn<QSize>("size"); ///< of a page at 150 dots an inch
    QTest::newRow("A4") << QByteArray("A4") << QSize(1240, 1754);
    QTest::newRow("Letter") << QByteArray("letter") << QSize(1275, 1650);
}

void HtmlSheetTest::scansFromPaper()
{
    QFETCH(QByteArray, paper);
    QFETCH(QSize, size);
    constexpr int Accounts = 20;
    ExportScene scene;
    scene.add(accountsForPages(Accounts));
    const Print print(sheetOf(scene), paper);
    QVERIFY(print.pages.size() > 3);
    QCOMPARE(print.texts.size(), print.pages.size());
    QVERIFY(print.texts.front().contains(u"It holds <every> secret."_s));

    std::map<std::string, qsizetype> pageOfCode;
    for (qsizetype page = 0; page < print.pages.size(); ++page) {
        const QSize measured = print.pages[page].size();
        QVERIFY(qAbs(measured.width() - size.width()) <= 1);
        QVERIFY(qAbs(measured.height() - size.height()) <= 1);
        const auto codes = qr::readCodes(print.pages[page]);
        QVERIFY2(codes, qPrintable(QString::number(page)));
        for (const qr::FoundCode& code : *codes)
            pageOfCode.emplace(code.text, page);
    }
    QCOMPARE(pageOfCode.size(), std::size_t { Accounts });
    const std::vector<vault::Account> accounts = scene.vault.accounts();
    for (const auto& [link, page] : pageOfCode) {
        const auto entry = otp::readOtpauth(link);
        QVERIFY(entry);
        const auto found = std::ranges::find(accounts, entry->name, &vault::Account::name);
        QVERIFY(found != accounts.end());
        QVERIFY(entry->credential == found->credential);
        const auto secret = scene.vault.reveal(found->id, scene.verification);
        QVERIFY(entry->secret.text() == secret->secret.text());
        // An account is whole on one page: its code, and its text from beginning to end.
        const int number = static_cast<int>(found - accounts.begin());
        QCOMPARE(print.pageOf(marked("begin", number)), page);
        QCOMPARE(print.pageOf(marked("end", number)), page);
    }
}

void HtmlSheetTest::becomesSeveralWhereOneWouldBeTooLarge()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(20);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].entry = support::entryOf("I", std::to_string(i).c_str());
    scene.add(std::move(all));
    const auto plan = scene.plan(support::exportFormat("html-sheet"));
    const auto one = plan.files(scene.sealing);
    QVERIFY(one);
    QCOMPARE(one->size(), std::size_t { 1 });
    transfer::Sealing half { &scene.passphrase, scene.home.random, &scene.words };
    half.largestSheet = one->front().size() * 2 / 3;
    const auto names = plan.writeFiles(scene.path(), half, transfer::Existing::Refuse);
    QVERIFY(names); // every account was read back
    QCOMPARE(*names, (std::vector { scene.path() + "-1", scene.path() + "-2" }));
    std::size_t accounts = 0;
    for (const std::string& name : *names) {
        QVERIFY(QFile(QString::fromStdString(name)).size() < qint64(half.largestSheet) + 100);
        const auto read = scene.read(name, *support::exportFormat("html-sheet").format);
        QVERIFY(read); // each is a whole sheet
        accounts += read->imported.accounts.size();
    }
    QCOMPARE(accounts, plan.fitting());
    // Which is more than a pipe takes.
    const auto text = plan.text(half);
    QVERIFY(!text);
    QCOMPARE(text.error().cause.code, base::ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(HtmlSheetTest)
#include "html_sheet_test.moc"
