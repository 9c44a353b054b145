// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/gzip.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

using transfer::Refusal;

// Python: gzip.compress(b"hello, hello, hello, hello", 9, mtime=0)
const base::Bytes Hello =
    *base::fromHex("1f8b0800000000000203cb48cdc9c9d751c8c0a40055a382771a000000");

std::optional<Refusal> refusal(base::ByteView packed)
{
    const auto plain = transfer::gunzip(packed);
    return plain ? std::nullopt : std::optional(plain.error().refusal);
}

/// Zeros, packed; without a right checksum at its end.
base::Bytes zeros(qsizetype size)
{
    constexpr qsizetype Size = 4; // which Qt puts in front
    constexpr qsizetype Head = 2; // of zlib
    const QByteArray packed = qCompress(QByteArray(size, '\0'), 9).mid(Size + Head);
    base::Bytes bytes = *base::fromHex("1f8b08000000000002ff");
    base::append(bytes, base::bytesOf(packed));
    return bytes;
}

} // namespace

class GzipTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void unpacks();
    void takesNothingThatIsNotWhole();
    void stopsAtTheLimit();
};

void GzipTest::unpacks()
{
    const auto plain = transfer::gunzip(Hello);
    QVERIFY(plain);
    QCOMPARE(base::textOf(*plain), std::string_view("hello, hello, hello, hello"));
    base::Bytes more = Hello;
    more.push_back(0);
    QVERIFY(!refusal(more));
}

void GzipTest::takesNothingThatIsNotWhole()
{
    for (std::size_t size = 0; size < Hello.size(); ++size)
        QCOMPARE(refusal(base::ByteView(Hello).first(size)), std::optional(Refusal::Damaged));
    base::Bytes altered = Hello;
    altered[Hello.size() - 6] ^= 1; // of the checksum
    QCOMPARE(refusal(altered), std::optional(Refusal::Damaged));
    QCOMPARE(refusal(zeros(200'000)), std::optional(Refusal::Damaged));
}

void GzipTest::stopsAtTheLimit()
{
    QCOMPARE(refusal(zeros(transfer::MostUnzipped + 1)), std::optional(Refusal::TooLarge));
}

QTEST_GUILESS_MAIN(GzipTest)
#include "gzip_test.moc"
