// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/transfer_samples.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// Every format, by the files that tests/tools/make_fixtures.py has made: whoever adds a format
/// adds a maker, and all of this holds for it.
class SamplesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void everyFormatHasASampleThatIsRead();
    void isReadAsItsManifestSays_data() { addSamples(); }
    void isReadAsItsManifestSays();
    void neverTakesACutFileForAWholeOne_data() { addSamples(); }
    void neverTakesACutFileForAWholeOne();
    void leavesNothingInLockedMemory_data() { addSamples(); }
    void leavesNothingInLockedMemory();
    void stopsBeforeItDerivesAKey();

private:
    void addSamples() const;
    const support::Sample& sample() const; ///< of the present row
    std::vector<support::Sample> m_samples = support::fixtures();
};

void SamplesTest::addSamples() const
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        QTest::newRow(qUtf8Printable(m_samples[i].id)) << static_cast<int>(i);
}

const support::Sample& SamplesTest::sample() const
{
    QFETCH(int, index);
    return m_samples.at(static_cast<std::size_t>(index));
}

void SamplesTest::everyFormatHasASampleThatIsRead()
{
    QStringList without;
    for (const transfer::Format* format : transfer::importFormats()) {
        const bool hasOne = std::ranges::any_of(m_samples, [format](const support::Sample& one) {
            return one.format == format->id && !one.isError();
        });
        if (!hasOne)
            without.append(QString::fromStdString(std::string(format->id)));
    }
    QVERIFY2(without.isEmpty(), qPrintable(without.join(u' ')));
}

void SamplesTest::isReadAsItsManifestSays()
{
    QCOMPARE(support::differences(sample()), QString());
}

/// A list or table that is cut within a line may end in a shorter link; all before it stands in the
/// whole file too. Of anything else a part is nothing.
void SamplesTest::neverTakesACutFileForAWholeOne()
{
    const crypto::WipedBytes whole = support::bytesOf(sample());
    const QByteArray passphrase = sample().passphrase();
    const QString key = sample().keyFile();
    const auto read =
        support::readSample(transfer::Content(whole), passphrase, sample().format, key);
    for (std::size_t size = 0; size < whole.size(); size += 64) {
        const auto begin = whole.begin();
        const transfer::Content cut(
            crypto::WipedBytes(begin, begin + static_cast<std::ptrdiff_t>(size)));
        const auto part = support::readSample(cut, passphrase, sample().format, key);
        if (!part) {
            QVERIFY(part.error().refusal != transfer::Refusal::Failed);
            continue;
        }
        const transfer::Form form = part->format->form;
        const bool isList = form == transfer::Form::Links || form == transfer::Form::Csv;
        QVERIFY2(read && isList, qPrintable(sample().id));
        const auto& some = part->imported.accounts;
        const auto& all = read->imported.accounts;
        QVERIFY(some.size() <= all.size());
        for (std::size_t i = 0; i + 1 < some.size(); ++i)
            QVERIFY(otp::isSameAccount(
                *transfer::openedEntry(some[i]), *transfer::openedEntry(all[i])));
    }
}

void SamplesTest::leavesNothingInLockedMemory()
{
    const std::size_t before = crypto::secureHeapInUse();
    (void)support::differences(sample());
    QCOMPARE(crypto::secureHeapInUse(), before);
}

void SamplesTest::stopsBeforeItDerivesAKey()
{
    std::stop_source source;
    source.request_stop();
    for (const support::Sample& one : m_samples) {
        if (one.isError())
            continue;
        const transfer::Content content(support::bytesOf(one));
        const auto candidates = support::formatsOf(content, one.format);
        QVERIFY(candidates);
        const auto passphrase = crypto::SecretBytes::copyOf(std::string_view("x"));
        const auto read =
            transfer::read(content, *candidates, { &*passphrase, source.get_token() });
        QVERIFY(!read && read.error().refusal == transfer::Refusal::Cancelled);
    }
}

QTEST_GUILESS_MAIN(SamplesTest)
#include "samples_test.moc"
