// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/picture.h"
#include "core/qr/qr_reader.h"
#include "core/qr/qr_writer.h"
#include "core/qr/svg_shapes.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using base::ErrorCode;

namespace {

QByteArray document(const QByteArray& body)
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
           "width=\"100\" height=\"100\">"
        + body + "</svg>";
}

/// What is kept inside the root element.
QByteArray kept(const QByteArray& body)
{
    const auto shapes = qr::onlyShapes(document(body));
    if (!shapes)
        return "refused";
    const qsizetype start = shapes->indexOf("height=\"100\"") + 12;
    QByteArray rest = shapes->mid(start).trimmed();
    if (rest == "/>")
        return {};
    return rest.mid(1, rest.lastIndexOf("</svg>") - 1);
}

QByteArray codePng(std::string_view text)
{
    const auto matrix = qr::encode(base::bytesOf(text));
    return qr::toPng(*matrix, 4).value();
}

std::string firstText(const QByteArray& svg)
{
    const auto picture = qr::loadPicture(svg);
    if (!picture)
        return "unreadable";
    const auto codes = qr::readCodes(*picture);
    return codes ? codes->front().text : std::string();
}

} // namespace

class SvgShapesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void keepsShapesAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("rectangle") << QByteArray("<rect x=\"1\" fill=\"#fff\"/>")
                                   << QByteArray("<rect x=\"1\" fill=\"#fff\"/>");
        QTest::newRow("prefixed names")
            << QByteArray("<s:path xmlns:s=\"http://www.w3.org/2000/svg\" d=\"M0 0\"/>")
            << QByteArray("<path d=\"M0 0\"/>");
        QTest::newRow("link around shapes") << QByteArray("<a href=\"http://x\"><rect/></a>")
                                            << QByteArray("<g xlink:href=\"http://x\"><rect/></g>");
        QTest::newRow("style rules") << QByteArray("<style>.a{fill:red}</style>")
                                     << QByteArray("<style>.a{fill:red}</style>");
        QTest::newRow("script") << QByteArray("<script>alert(1)</script>") << QByteArray();
        QTest::newRow("text") << QByteArray("<text>hello</text>stray") << QByteArray();
        QTest::newRow("foreign element with shapes")
            << QByteArray("<foreignObject><rect/></foreignObject>") << QByteArray();
        QTest::newRow("foreign attribute")
            << QByteArray("<g xmlns:i=\"urn:i\" i:label=\"x\"/>") << QByteArray("<g/>");
        QTest::newRow("style sheet elsewhere")
            << QByteArray("<?xml-stylesheet type=\"text/css\" href=\"a.css\"?>") << QByteArray();
        QTest::newRow("copy, both spellings of the link")
            << QByteArray("<g id=\"m\"/><use xlink:href=\"#m\"/><use href=\"#m\"/>")
            << QByteArray("<g id=\"m\"/><use xlink:href=\"#m\"/>"
                          "<use xlink:href=\"#m\"/>");
        QTest::newRow("copy of nothing") << QByteArray("<use href=\"#none\"/>") << QByteArray();
        QTest::newRow("copy of another file")
            << QByteArray("<use href=\"other.svg#m\"/>") << QByteArray();
        QTest::newRow("copy of itself")
            << QByteArray("<g id=\"m\"><use href=\"#m\"/></g>") << QByteArray("<g id=\"m\"/>");
        QTest::newRow("picture elsewhere")
            << QByteArray("<image href=\"/etc/logo.png\"/><image href=\"http://x/a.png\"/>")
            << QByteArray();
        QTest::newRow("document as a picture")
            << "<image href=\"data:image/svg+xml;base64," + document({}).toBase64() + "\"/>"
            << QByteArray();
    }
    void keepsShapesAndNothingElse()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, expected);
        QCOMPARE(kept(body), expected);
    }

    void drawsAPictureInsideTheDocument()
    {
        const QByteArray image = "<image width=\"100\" height=\"100\" "
                                 "xlink:href=\"data:image/png;base64,"
            + codePng("inside").toBase64() + "\"/>";
        QCOMPARE(firstText(document(image)), std::string("inside"));
    }

    void doesNotOpenAPictureBesideTheDocument()
    {
        const QTemporaryDir folder;
        const QString beside = folder.filePath(QStringLiteral("beside.png"));
        QFile file(beside);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(codePng("beside"));
        file.close();
        const QByteArray link = "<image width=\"100\" height=\"100\" xlink:href=\"";
        QCOMPARE(firstText(document(link + beside.toUtf8() + "\"/>")), std::string());
        QCOMPARE(firstText(document(link + "file://" + beside.toUtf8() + "\"/>")), std::string());
    }

    void drawsWhateverSizeTheDocumentStatesWithinAScreen_data()
    {
        QTest::addColumn<QByteArray>("size");
        QTest::newRow("tiny") << QByteArray("width=\"1\" height=\"1\"");
        QTest::newRow("millimetres") << QByteArray("width=\"20mm\" height=\"20mm\"");
        QTest::newRow("a million") << QByteArray("width=\"1000000\" height=\"1000000\"");
        QTest::newRow("only a view box") << QByteArray();
    }
    void drawsWhateverSizeTheDocumentStatesWithinAScreen()
    {
        QFETCH(QByteArray, size);
        const auto matrix = qr::encode(base::bytesOf(std::string_view("any size")));
        QByteArray svg = qr::toSvg(*matrix);
        const qsizetype start = svg.indexOf("width=");
        svg.replace(start, svg.indexOf("viewBox") - start, size + ' ');
        const auto picture = qr::loadPicture(svg);
        QVERIFY(picture);
        QVERIFY(picture->width() >= 1000 && picture->width() <= 2400);
        QCOMPARE(firstText(svg), std::string("any size"));
    }

    void drawsModulesThatAreCopies()
    {
        const auto matrix = qr::encode(base::bytesOf(std::string_view("copies")));
        QByteArray body = "<defs><rect id=\"m\" width=\"1\" height=\"1\"/></defs>";
        for (int y = 0; y < matrix->size(); ++y)
            for (int x = 0; x < matrix->size(); ++x)
                if (matrix->isDark(x, y))
                    body += "<use xlink:href=\"#m\" x=\"" + QByteArray::number(x + 4) + "\" y=\""
                        + QByteArray::number(y + 4) + "\"/>";
        const QByteArray side = QByteArray::number(matrix->size() + 8);
        QByteArray svg = document(body);
        svg.replace("width=\"100\" height=\"100\"", "viewBox=\"0 0 " + side + ' ' + side + '"');
        QCOMPARE(firstText(svg), std::string("copies"));
    }

    void endsWhereCopiesCopyCopies()
    {
        // Each level draws the one before ten times: 10 to the power of 40 rectangles.
        QByteArray body = "<g id=\"l0\"><rect width=\"1\" height=\"1\"/></g>";
        for (int level = 1; level <= 40; ++level) {
            body += "<g id=\"l" + QByteArray::number(level) + "\">";
            for (int i = 0; i < 10; ++i)
                body += "<use xlink:href=\"#l" + QByteArray::number(level - 1) + "\"/>";
            body += "</g>";
        }
        QVERIFY(qr::loadPicture(document(body)));
    }

    void refusesWhatNoCodeNeeds_data()
    {
        QTest::addColumn<QByteArray>("svg");
        QTest::newRow("nested a hundred thousand times")
            << document(QByteArray("<g>").repeated(100'000) + QByteArray("</g>").repeated(100'000));
        QTest::newRow("a million elements") << document(QByteArray("<g/>").repeated(1'000'000));
        QTest::newRow("more than 32 MiB") << document(QByteArray(33 << 20, ' '));
        QTest::newRow("not well-formed") << document("<g>");
        QTest::newRow("entities that grow") << "<!DOCTYPE svg [<!ENTITY a \""
                + QByteArray(4000, 'a')
                + "\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                + document("<g id=\"&c;\"/>");
        QTest::newRow("of no size")
            << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"/>");
    }
    void refusesWhatNoCodeNeeds()
    {
        QFETCH(QByteArray, svg);
        const auto picture = qr::loadPicture(svg);
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::PictureUnreadable);
    }
};

QTEST_GUILESS_MAIN(SvgShapesTest)
#include "svg_shapes_test.moc"
