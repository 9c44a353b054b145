// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/activation_picture.h"
#include "core/qr/qr_writer.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;
using desk::okta::codeTextIn;
using desk::okta::pictureOf;

namespace {

/// As the vendor writes a secret's link; the token is invented.
constexpr std::string_view Link =
    "oktaverify://email/?t=TESTtoken&f=opf1&s=https://acme.example.com";

QByteArray pictureWith(std::string_view text)
{
    const auto matrix = qr::encode(base::bytesOf(text));
    return matrix ? qr::toPng(*matrix, 4).value() : QByteArray();
}

} // namespace

class DeskActivationPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aLinkMayBeThePicture_data()
    {
        QTest::addColumn<QByteArray>("link");
        const QByteArray base64 = pictureWith(Link).toBase64();
        QByteArray broken;
        for (qsizetype i = 0; i < base64.size(); i += 60)
            broken += base64.mid(i, 60) + "\r\n ";
        QTest::newRow("as it is") << "data:image/png;base64," + base64;
        QTest::newRow("with line breaks and blanks") << "data:image/png;base64, " + broken;
        QTest::newRow("escaped") << "data:image/png;base64," + base64.toPercentEncoding();
        QTest::newRow("in capitals") << "DATA:IMAGE/PNG;BASE64," + base64;
        QTest::newRow("with a parameter") << "data:image/png;name=qr.png;base64," + base64;
    }
    void aLinkMayBeThePicture()
    {
        QFETCH(QByteArray, link);
        QVERIFY(desk::okta::isDataLink(link.toStdString()));
        const auto picture = pictureOf(link.toStdString());
        QVERIFY(picture);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(picture->data()),
                     static_cast<qsizetype>(picture->size())),
            pictureWith(Link));
        const auto text = codeTextIn(*picture);
        QVERIFY(text);
        QVERIFY(text->text() == Link);
    }

    void whatIsNoPictureIsNotUnderstood()
    {
        for (const char* link : { "", "data:", "data:image/png;base64", "data:image/png;base64,",
                 "data:image/png,iVBO", "data:text/html;base64,PGh0bWw+", "data:;base64,iVBO",
                 "data:image/png;base64,iV!BO", "https://acme.example.com/qr,;base64," }) {
            const auto picture = pictureOf(link);
            QVERIFY2(!picture, link);
            QVERIFY(picture.error().code == ErrorCode::NotUnderstood);
        }
        QVERIFY(!desk::okta::isDataLink("https://acme.example.com/data:"));
    }

    void aPictureMayBeNoneOrWithoutACode()
    {
        const auto none = codeTextIn(base::bytesOf(std::string_view("<html>")));
        QVERIFY(!none && none.error().code == ErrorCode::PictureUnreadable);
        QVERIFY(!codeTextIn({}));
        QByteArray picture = pictureWith(Link);
        picture.truncate(picture.size() / 2);
        QVERIFY(!codeTextIn(base::bytesOf(picture)));
    }
};

QTEST_GUILESS_MAIN(DeskActivationPictureTest)
#include "activation_picture_test.moc"
