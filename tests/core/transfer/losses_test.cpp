// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"

using namespace Qt::StringLiterals;
using support::ExportScene;

namespace {

/// The formats of the columns, in this order.
constexpr std::array<std::string_view, 11> Columns = { "aegis-json", "2fas-json", "ente-plain",
    "otpauth-uri-list", "google-migration-uri", "bitwarden-json", "keepassxc-csv", "cxf-json",
    "stratum-json", "proton-authenticator-json", "html-sheet" };

/// The encrypted one of a format that has one holds the same, and so do the pictures of one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> Pairs = {
    { { "aegis-json", "aegis-json-encrypted" }, { "2fas-json", "2fas-json-encrypted" },
        { "ente-plain", "ente-encrypted" }, { "google-migration-uri", "google-migration-qr" },
        { "bitwarden-json", "bitwarden-json-encrypted" }, { "stratum-json", "stratum-encrypted" },
        { "proton-authenticator-json", "proton-authenticator-encrypted" } }
};

/// "kept", "left", or the names of what is lost.
std::string outcome(const transfer::PlannedExport& line)
{
    if (line.misfit)
        return "left";
    std::string names;
    for (const transfer::Loss loss : line.losses)
        names += (names.empty() ? "" : " ") + std::string(transfer::lossName(loss));
    return names.empty() ? "kept" : names;
}

constexpr std::string_view Secret = "12345678901234567890";

vault::Incoming incoming(const otp::Credential& credential, std::string_view secret = Secret)
{
    vault::Incoming one { .entry = support::entryOf("I", "n", secret, credential) };
    if (otp::needsPin(credential))
        one.entry.pin = *crypto::SecretBytes::copyOf(std::string_view("7315"));
    return one;
}

} // namespace

/// What each format keeps of an account, by what people look for: a table, so that no format
/// takes an account which it would alter, or refuses one that it could hold.
class LossesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void tellsWhatEachFormatKeeps_data();
    void tellsWhatEachFormatKeeps();
    void namesNoLossThatItsFormatDoesNot();
    void keepsAccountsWithOneSecretApart();
    void leavesWhatIsAlikeOnlyBesideOneThatIsChosen();
    void refusesWhatWouldBeReadAsSomethingElse();

private:
    static vault::Incoming made(const QByteArray& what);
};

vault::Incoming LossesTest::made(const QByteArray& what)
{
    if (what == "note" || what == "groups" || what == "favourite" || what == "icon") {
        vault::Incoming one = incoming(otp::Totp {});
        if (what == "note")
            one.note = u"a note"_s;
        if (what == "groups")
            one.tags = { u"a"_s, u"b"_s };
        one.pinned = what == "favourite";
        if (what == "icon")
            one.picture = support::icon(Qt::red);
        return one;
    }
    if (what == "long names") {
        vault::Incoming one = incoming(otp::Totp {});
        one.entry.issuer = QString(40, u'i');
        one.entry.name = QString(60, u'n');
        return one;
    }
    if (what == "hotp")
        return incoming(otp::Hotp { .counter = 3 });
    if (what == "hotp, 2^31")
        return incoming(otp::Hotp { .counter = std::uint64_t { 1 } << 31 });
    if (what == "steam")
        return incoming(otp::Steam {});
    if (what == "motp")
        return incoming(otp::Motp {}, support::MotpSecret);
    if (what == "yandex")
        return incoming(otp::Yandex {}, support::YandexSecret);
    const QList<QByteArray> words = what.split(' ');
    if (words[1] == "s")
        return incoming(otp::Totp { .period = words[0].toInt() });
    if (words[1] == "digits")
        return incoming(otp::Totp { .digits = words[0].toInt() });
    return incoming(otp::Totp {
        .algorithm = words[0] == "SHA224" ? crypto::Hash::Sha224 : crypto::Hash::Sha384 });
}

void LossesTest::tellsWhatEachFormatKeeps_data()
{
    QTest::addColumn<QByteArrayList>("cells");
    const auto row = [](const char* what, const QByteArray& cells) {
        QByteArrayList list;
        for (const QByteArray& cell : cells.split('|'))
            list.append(cell.simplified());
        QTest::newRow(what) << list;
    };
    // Aegis | 2FAS | Ente | links | Google | Bitwarden | KeePassXC | CXF | Stratum | Proton | sheet
    row("20 s", "kept | left | kept | kept | left | kept | kept | kept | kept | kept | kept");
    row("60 s", "kept | kept | kept | kept | left | kept | kept | kept | kept | kept | kept");
    row("300 s", "kept | left | kept | kept | left | kept | kept | left | kept | kept | kept");
    row("7 digits", "kept | kept | kept | kept | left | kept | kept | kept | kept | kept | kept");
    row("8 digits", "kept | kept | kept | kept | kept | kept | kept | kept | kept | kept | kept");
    row("9 digits", "kept | left | kept | kept | left | kept | kept | kept | kept | kept | kept");
    row("10 digits", "kept | left | kept | kept | left | kept | kept | kept | kept | left | kept");
    row("SHA224 algorithm",
        "left | kept | left | kept | left | left | left | left | left | left | kept");
    row("SHA384 algorithm",
        "left | kept | left | kept | left | left | left | left | left | left | kept");
    row("hotp", "kept | kept | kept | kept | kept | left | left | left | kept | left | kept");
    row("hotp, 2^31", "kept | left | kept | kept | kept | left | left | left | kept | left | kept");
    row("steam", "kept | kept | kept | kept | left | kept | kept | left | kept | left | kept");
    row("motp", "kept | left | left | motp-pins | left | left | left | left | kept | left | kept");
    row("yandex", "kept | left | kept | kept | left | left | left | left | kept | left | kept");
    row("note", "kept | notes | kept | notes | notes | kept | kept | kept | notes | kept | kept");
    row("groups",
        "kept | other-tags | kept | tags | tags | other-tags | other-tags | kept | kept | tags | "
        "kept");
    row("favourite",
        "kept | favourites | kept | favourites | favourites | kept | favourites | kept | "
        "favourites | favourites | kept");
    row("icon",
        "kept | icons | icons | icons | icons | icons | icons | icons | kept | icons | icons");
    row("long names",
        "kept | kept | kept | kept | kept | kept | kept | kept | long-names | kept | kept");
}

void LossesTest::tellsWhatEachFormatKeeps()
{
    QFETCH(QByteArrayList, cells);
    QCOMPARE(cells.size(), static_cast<qsizetype>(Columns.size()));
    ExportScene scene;
    std::vector<vault::Incoming> one;
    one.push_back(made(QTest::currentDataTag()));
    scene.add(std::move(one));
    QByteArrayList found;
    for (const std::string_view id : Columns) {
        const auto plan = scene.plan(support::exportFormat(id));
        found.append(QByteArray::fromStdString(outcome(plan.lines().front())));
        if (plan.fitting() > 0)
            QVERIFY2(plan.text(scene.sealing), std::string(id).c_str());
    }
    QCOMPARE(found, cells);
    for (const auto& [plain, encrypted] : Pairs) {
        QCOMPARE(outcome(scene.plan(support::exportFormat(encrypted)).lines().front()),
            outcome(scene.plan(support::exportFormat(plain)).lines().front()));
    }
}

void LossesTest::namesNoLossThatItsFormatDoesNot()
{
    for (const transfer::ExportFormat* format : transfer::exportFormats()) {
        QVERIFY(std::ranges::find(transfer::importFormats(), format->format)
            != transfer::importFormats().end());
        const bool isListed = std::ranges::find(Columns, format->format->id) != Columns.end()
            || std::ranges::any_of(
                Pairs, [&](const auto& pair) { return pair.second == format->format->id; });
        QVERIFY2(isListed, std::string(format->format->id).c_str());
    }
}

void LossesTest::keepsAccountsWithOneSecretApart()
{
    ExportScene scene;
    for (const char* name : { "one", "two" })
        scene.add(support::entryOf("I", name));
    for (const std::string_view id : Columns) {
        auto plan = scene.plan(support::exportFormat(id));
        // One program takes a secret for the account itself.
        const bool takesThemForOne = id == "stratum-json";
        QCOMPARE(plan.fitting(), std::size_t { takesThemForOne ? 1U : 2U });
        QVERIFY2(plan.text(scene.sealing), std::string(id).c_str());
        if (takesThemForOne)
            QCOMPARE(plan.lines()[1].misfit->kind, transfer::Misfit::Kind::SameKey);
    }
}

void LossesTest::leavesWhatIsAlikeOnlyBesideOneThatIsChosen()
{
    ExportScene scene;
    for (const char* name : { "one", "two", "three" })
        scene.add(support::entryOf("I", name));
    vault::AccountEdit edit;
    edit.note = u"a note"_s; // which this format loses
    QVERIFY(scene.vault.edit(scene.vault.accounts()[1].id, edit));
    auto plan = scene.plan(support::exportFormat("stratum-json"));
    const auto written = [&plan] {
        QStringList names;
        for (const transfer::PlannedExport& line : plan.lines()) {
            if (line.isWritten())
                names.append(line.account.name);
        }
        return names;
    };
    QCOMPARE(written(), QStringList { u"one"_s });
    QVERIFY(plan.lines()[1].losses.empty()); // it is not written
    plan.choose(0, false);
    QCOMPARE(written(), QStringList { u"two"_s });
    QVERIFY(!plan.lines()[0].misfit); // it may be chosen again
    QCOMPARE(plan.lines()[1].losses, std::vector { transfer::Loss::Note });
    QCOMPARE(plan.lines()[2].misfit->kind, transfer::Misfit::Kind::SameKey);
    QVERIFY(plan.text(scene.sealing));
    plan.choose(1, false);
    QCOMPARE(written(), QStringList { u"three"_s });
    plan.choose(0, true);
    QCOMPARE(written(), QStringList { u"one"_s });
    QVERIFY(!plan.lines()[1].misfit);
    plan.choose(1, true);
    QCOMPARE(plan.lines()[1].misfit->kind, transfer::Misfit::Kind::SameKey);
    QVERIFY(plan.lines()[1].losses.empty());
}

void LossesTest::refusesWhatWouldBeReadAsSomethingElse()
{
    using Kind = transfer::Misfit::Kind;
    ExportScene scene;
    // Five digits of Steam are Steam's codes, whatever a link calls itself.
    scene.add(support::entryOf("Steam", "n", Secret, otp::Totp { .digits = 5 }));
    // What is written for "none" is no issuer.
    scene.add(support::entryOf("null", "n"));
    for (const std::string_view id : { "otpauth-uri-list", "ente-plain", "keepassxc-csv" }) {
        const auto plan = scene.plan(support::exportFormat(id));
        QVERIFY2(plan.lines()[0].misfit, std::string(id).c_str());
        QCOMPARE(plan.lines()[0].misfit->kind, Kind::Names);
    }
    // Formats that say the kind take both.
    for (const std::string_view id : { "aegis-json", "2fas-json", "cxf-json" }) {
        const auto plan = scene.plan(support::exportFormat(id));
        QCOMPARE(plan.fitting(), std::size_t { 2 });
        QVERIFY2(plan.text(scene.sealing), std::string(id).c_str());
    }
}

QTEST_GUILESS_MAIN(LossesTest)
#include "losses_test.moc"
