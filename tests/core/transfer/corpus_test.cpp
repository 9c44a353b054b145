// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/transfer_samples.h"

#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;

/// Files that other programs have really written, from a collection beside the project: each whose
/// format is in our list is read as the collection's manifest says.
class CorpusTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void tellsWhatIsNotReadYet();
    void readsAsTheManifestSays_data();
    void readsAsTheManifestSays();

private:
    /// Of our formats, and what must not be recognised at all.
    static bool isMeant(const support::Sample& sample)
    {
        return sample.format == "(none)"
            || transfer::findFormat(transfer::importFormats(), sample.format);
    }
    std::vector<support::Sample> m_samples =
        support::samplesOf(QStringLiteral(CORPUS_FOLDER "/corpus.json"));
};

void CorpusTest::tellsWhatIsNotReadYet()
{
    QVERIFY(!m_samples.empty());
    QMap<QString, int> waiting;
    int meant = 0;
    for (const support::Sample& sample : m_samples) {
        if (isMeant(sample))
            ++meant;
        else
            ++waiting[QString::fromStdString(sample.format)];
    }
    qInfo("%d of %zu samples are of a format that is read", meant, m_samples.size());
    for (auto one = waiting.begin(); one != waiting.end(); ++one)
        qInfo("no reader yet: %s (%d)", qUtf8Printable(one.key()), one.value());
    QVERIFY(meant > 0);
}

void CorpusTest::readsAsTheManifestSays_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        if (isMeant(m_samples[i]))
            QTest::newRow(qUtf8Printable(m_samples[i].id)) << static_cast<int>(i);
    }
}

void CorpusTest::readsAsTheManifestSays()
{
    QFETCH(int, index);
    QCOMPARE(support::differences(m_samples[static_cast<std::size_t>(index)]), QString());
}

QTEST_GUILESS_MAIN(CorpusTest)
#include "corpus_test.moc"
