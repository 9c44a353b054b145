// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/server_words.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

base::ErrorWords wordsOf(const std::string& body)
{
    const auto object = base::json::read(body);
    return object ? base::errorWordsOf(*object) : base::ErrorWords();
}

} // namespace

/// The shapes of causes are rows of core/desk/okta/api_error.
class ServerWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void whatDeceivesIsSeenAndTheRestIsCut()
    {
        QCOMPARE(base::shownText("a\nb\xE2\x80\xAE"), u"a\\u{A}b\\u{202E}"_s);
        QCOMPARE(base::shownText(std::string(512, 'x')), QString(512, u'x'));
        QCOMPARE(base::shownText(std::string(4'000, 'x')), QString(512, u'x') + u'…');
    }

    void anErrorObjectHasACodeWordsAndAnId()
    {
        const auto words = wordsOf(R"({"errorCode":"E0000007","errorSummary":"Not found.",)"
                                   R"("errorId":"oaeTEST","errorCauses":[{"errorSummary":"A."}]})");
        QCOMPARE(words.code, std::string("E0000007"));
        QCOMPARE(words.summary, std::string("Not found. A."));
        QCOMPARE(words.id, std::string("oaeTEST"));
        const auto none = wordsOf(R"({"errorCode":7,"errorCauses":{}})");
        QVERIFY(none.code.empty() && none.summary.empty() && none.id.empty());
    }

    void moreThanSixteenCausesAreNotRead()
    {
        std::string causes;
        for (int i = 0; i < 17; ++i)
            causes += (i == 0 ? "" : ",") + std::string(R"({"errorSummary":"x"})");
        const auto words = wordsOf("{\"errorCauses\":[" + causes + "]}");
        QCOMPARE(words.summary.size(), std::size_t { 31 }); // 16, and a blank between two
    }
};

QTEST_GUILESS_MAIN(ServerWordsTest)
#include "server_words_test.moc"
