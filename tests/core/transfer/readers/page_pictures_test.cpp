// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_writer.h"
#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace Qt::StringLiterals;
using transfer::Refusal;

namespace {

/// A picture of a code, as pages have it: Base64 in lines.
QByteArray picture(const QByteArray& text)
{
    const auto matrix = qr::encode(base::bytesOf(text.toStdString()));
    const auto png = matrix ? qr::toPng(*matrix, 4) : base::Result<QByteArray>(matrix.error());
    if (!png)
        return {};
    QByteArray data = png->toBase64();
    for (qsizetype at = 76; at < data.size(); at += 77)
        data.insert(at, '\n');
    return "<img src=\"data:image/png;base64," + data + "\n\"/>";
}

/// A row of Aegis's table.
QByteArray row(const QByteArray& name, const QByteArray& code, const QByteArray& note,
    const QByteArray& favourite = "false", const QByteArray& pin = "-")
{
    return "<tr><td>I</td><td>" + name + "</td><td>totp</td><td class='qr'>" + code
        + "</td><td>u</td><td>" + note + "</td><td>" + favourite
        + "</td><td>SHA1</td><td>6</td><td>GEZDGNBVGY3TQOJQ</td><td>-</td><td>" + pin
        + "</td></tr>";
}

QByteArray page(const QByteArray& rows)
{
    return "<html><body><table><tr><th>Issuer</th><th>Name</th><th>Type</th><th>QR Code</th>"
           "<th>UUID</th><th>Note</th><th>Favorite</th><th>Algo</th><th>Digits</th><th>Secret</th>"
           "<th>Counter</th><th>PIN</th></tr>"
        + rows + "</table></body></html>";
}

const QByteArray Link = "otpauth://totp/I:n?secret=GEZDGNBVGY3TQOJQ&period=60";

transfer::Outcome<transfer::ReadFile> read(const QByteArray& text)
{
    const transfer::Content content({ text.begin(), text.end() });
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        return formats.error();
    return transfer::read(content, *formats, {});
}

} // namespace

/// Pages that have their codes in pictures.
class PagePicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void readsTheTableOfAegis();
    void leavesARowWhosePictureCannotBeRead();
    void readsPicturesAnywhere();
    void takesThePartsOfAnExportOnce();
    void prefersLinksThatAreWritten();
    void tellsAPageWithoutCodes();
    void tellsAPageThatIsCutOff();
    void endsWithManyPicturesThatAreNone();
};

void PagePicturesTest::readsTheTableOfAegis()
{
    const auto file = read(page(row("n", picture(Link), "one &amp; two\nlines", "true")
        + row("m", picture("motp://I:m?secret=d20a028660d67c73"), "", "false", "12&lt;4")
        + row("t", picture("otpauth://totp/I:t?secret=GEZDGNBVGY3TQOJQ"), "", "false", "12")));
    QVERIFY(file);
    QCOMPARE(file->format->id, std::string_view("stratum-html"));
    QCOMPARE(file->imported.accounts.size(), std::size_t { 3 });
    const transfer::ImportedAccount& first = file->imported.accounts[0];
    QCOMPARE(first.entry.name, u"n"_s);
    QCOMPARE(std::get<otp::Totp>(first.entry.credential).period, 60);
    QCOMPARE(first.note, u"one & two\nlines"_s);
    QVERIFY(first.isFavourite);
    const transfer::ImportedAccount& second = file->imported.accounts[1];
    QVERIFY(std::holds_alternative<otp::Motp>(second.entry.credential));
    const auto opened = transfer::openedEntry(second);
    QVERIFY(opened);
    QCOMPARE(opened->pin.text(), std::string_view("12<4"));
    QVERIFY(!second.isFavourite);
    QVERIFY(second.remarks.empty());
    // Codes without a PIN get none.
    QVERIFY(file->imported.accounts[2].pin.isEmpty());
}

void PagePicturesTest::leavesARowWhosePictureCannotBeRead()
{
    const auto file = read(page(row("b", "<img src=\"data:image/png;base64,AAAA\"/>", "")
        + row("n", picture(Link), "") + row("c", picture("hello"), "")));
    QVERIFY(file);
    QCOMPARE(file->imported.accounts.size(), std::size_t { 1 });
    QCOMPARE(file->imported.left.size(), std::size_t { 2 });
    QCOMPARE(file->imported.left[0].issuer, u"I"_s);
    QCOMPARE(file->imported.left[0].name, u"b"_s);
    QCOMPARE(file->imported.left[0].reason.code, base::ErrorCode::NoCodeFound);
    QCOMPARE(file->imported.left[1].name, u"c"_s);
}

void PagePicturesTest::readsPicturesAnywhere()
{
    const QByteArray other = picture("otpauth://totp/J:m?secret=GEZDGNBVGY3TQOJQ");
    const auto file = read("<!doctype html><html><img src='data:image/svg+xml,a'/><p>"
        + picture(Link) + "</p><table><tr><td>1</td></tr></table>" + other + "</html>");
    QVERIFY(file);
    QCOMPARE(file->imported.accounts.size(), std::size_t { 2 });
    QCOMPARE(file->imported.accounts[1].entry.issuer, u"J"_s);
    QVERIFY(file->imported.left.empty());
}

void PagePicturesTest::takesThePartsOfAnExportOnce()
{
    // One account, "n" of "I", in the one part of export 7.
    const QByteArray part = picture("otpauth-migration://offline?data="
                                    "CiIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgFuGgFJIAEoATACEAEYASgH");
    const auto file = read("<html>" + part + part + "</html>");
    QVERIFY(file);
    QCOMPARE(file->imported.accounts.size(), std::size_t { 1 });
    QCOMPARE(file->imported.accounts[0].entry.name, u"n"_s);
    QCOMPARE(file->imported.parts.size(), std::size_t { 1 });
}

void PagePicturesTest::prefersLinksThatAreWritten()
{
    const auto file = read("<html><code>otpauth://totp/I:written?secret=GEZDGNBVGY3TQOJQ</code>"
        + picture(Link) + "</html>");
    QVERIFY(file);
    QCOMPARE(file->imported.accounts.size(), std::size_t { 1 });
    QCOMPARE(file->imported.accounts[0].entry.name, u"written"_s);
}

void PagePicturesTest::tellsAPageWithoutCodes()
{
    const auto file = read("<html>" + picture("hello") + "</html>");
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::NoAccounts);
    const auto none = read(QByteArray("<html><img src='a.png'></html>"));
    QVERIFY(!none);
    QCOMPARE(none.error().refusal, Refusal::NotRecognised);
}

void PagePicturesTest::tellsAPageThatIsCutOff()
{
    const QByteArray whole = page(row("n", picture(Link), ""));
    const auto file = read(whole.chopped(8));
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::Damaged);
}

/// Going through the page again for each of them would not come to an end.
void PagePicturesTest::endsWithManyPicturesThatAreNone()
{
    const QByteArray none = QByteArray("data:image/;base64,").repeated(200'000);
    const QByteArray quoted = QByteArray("'data:image/;base64,").repeated(200'000);
    for (const QByteArray& pictures : { none, quoted, "<tr>" + quoted, "<tr>" + quoted + "</tr>" })
        QVERIFY(!read(page({}).replace("</table>", pictures + "</table>")));
}

QTEST_GUILESS_MAIN(PagePicturesTest)
#include "page_pictures_test.moc"
