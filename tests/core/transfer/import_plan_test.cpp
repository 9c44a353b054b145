// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/import_plan.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/full_heap.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using transfer::Action;
using transfer::ImportPlan;
using transfer::OnDuplicate;
using transfer::Status;

namespace {

constexpr std::string_view Secret = "12345678901234567890";
constexpr std::string_view OtherSecret = "09876543210987654321";

transfer::ImportedAccount account(const char* name, std::string_view secret = Secret,
    const otp::Credential& credential = otp::Totp {})
{
    return { .entry = support::entryOf("I", name, secret, credential) };
}

template <typename... Accounts> std::vector<transfer::Imported> fileOf(Accounts&&... accounts)
{
    std::vector<transfer::Imported> files(1);
    (files.front().take(std::forward<Accounts>(accounts)), ...);
    return files;
}

std::vector<Status> statuses(const ImportPlan& plan)
{
    std::vector<Status> all;
    for (const transfer::PlannedEntry& entry : plan.entries())
        all.push_back(entry.status);
    return all;
}

QStringList names(const vault::Vault& vault)
{
    QStringList all;
    for (const vault::Account& one : vault.accounts())
        all.append(one.name);
    return all;
}

} // namespace

/// The preview of an import, and what becomes of it.
class ImportPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void comparesWithTheVaultAndNotWithEachOther();
    void tellsWhatDiffers_data();
    void tellsWhatDiffers();
    void takesNoNoticeOfTheTrash();
    void isOneChangeAndOneUndo();
    void keepsTheOrderOfTheFile();
    void keepsWhatTheFileSays();
    void choosesByStatus_data();
    void choosesByStatus();
    void replacesSecretAndParametersButKeepsTheRest();
    void aReplacedCounterNeverGoesBack();
    void replacesAnAccountOnce();
    void isDoneOnce();
    void canBeTriedAgainWhereItFailed();
    void comparesAgainAndKeepsWhatWasChosen();
    void tellsMissingParts();
    void takesOneMoreFile();
    void listsWhatIsLeftInItsPlace();
    void tellsWhatHasNoRoomInLockedMemory();
};

void ImportPlanTest::comparesWithTheVaultAndNotWithEachOther()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "known");
    QVERIFY(vault.add({ &known, 1 }));
    const ImportPlan plan = ImportPlan::make(
        vault, fileOf(account("twin"), account("twin"), account("known"), account("other")));
    QCOMPARE(
        statuses(plan), (std::vector { Status::New, Status::New, Status::Duplicate, Status::New }));
}

void ImportPlanTest::tellsWhatDiffers_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, int index, Status status) {
        QTest::newRow(name) << index << static_cast<int>(status);
    };
    row("the same", 0, Status::Duplicate);
    row("another secret", 1, Status::Changed);
    row("another algorithm", 2, Status::Changed);
    row("more digits", 3, Status::Changed);
    row("another period", 4, Status::Changed);
    row("another kind", 5, Status::New);
    row("another name", 6, Status::New);
    row("a counter that is behind", 7, Status::Duplicate);
    row("a PIN that is not told", 8, Status::Duplicate);
    row("another PIN", 9, Status::Changed);
}

void ImportPlanTest::tellsWhatDiffers()
{
    QFETCH(int, index);
    QFETCH(int, status);
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    std::vector<otp::Entry> known;
    known.push_back(support::entryOf("I", "n"));
    known.push_back(support::entryOf("I", "h", Secret, otp::Hotp { .counter = 7 }));
    known.push_back(support::entryOf("I", "m", "d20a028660d67c73", otp::Motp {}));
    known.back().pin = *crypto::SecretBytes::copyOf(std::string_view("1234"));
    QVERIFY(vault.add(known));
    std::vector<transfer::ImportedAccount> all;
    all.push_back(account("n"));
    all.push_back(account("n", OtherSecret));
    all.push_back(account("n", Secret, otp::Totp { .algorithm = crypto::Hash::Sha256 }));
    all.push_back(account("n", Secret, otp::Totp { .digits = 8 }));
    all.push_back(account("n", Secret, otp::Totp { .period = 60 }));
    all.push_back(account("n", Secret, otp::Steam {}));
    all.push_back(account("other"));
    all.push_back(account("h", Secret, otp::Hotp { .counter = 3 }));
    all.push_back(account("m", "d20a028660d67c73", otp::Motp {}));
    all.push_back(account("m", "d20a028660d67c73", otp::Motp {}));
    all.back().entry.pin = *crypto::SecretBytes::copyOf(std::string_view("4321"));
    const ImportPlan plan =
        ImportPlan::make(vault, fileOf(std::move(all[static_cast<std::size_t>(index)])));
    QCOMPARE(plan.entries().front().status, static_cast<Status>(status));
    QCOMPARE(
        plan.entries().front().known.has_value(), plan.entries().front().status != Status::New);
}

void ImportPlanTest::takesNoNoticeOfTheTrash()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "n");
    const auto ids = vault.add({ &known, 1 });
    QVERIFY(ids && vault.moveToTrash(ids->front()));
    QCOMPARE(statuses(ImportPlan::make(vault, fileOf(account("n")))), std::vector { Status::New });
}

void ImportPlanTest::isOneChangeAndOneUndo()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "known");
    const auto ids = vault.add({ &known, 1 });
    QVERIFY(ids);
    const vault::SealedSecret before = vault.find(ids->front())->secret;
    ImportPlan plan =
        ImportPlan::make(vault, fileOf(account("a"), account("known", OtherSecret), account("b")));
    plan.choose(OnDuplicate::Replace);
    const vault::Id save = vault.lastSave();
    QVERIFY(plan.apply(vault));
    QVERIFY(vault.lastSave() != save);
    QCOMPARE(vault.accounts().size(), 3);
    QVERIFY(vault.find(ids->front())->secret != before);

    const auto undone = vault.undo();
    QVERIFY(undone);
    QCOMPARE(undone->kind, std::string(vault::changeKind::Import));
    QCOMPARE(undone->accounts.size(), 3);
    QCOMPARE(names(vault), QStringList { u"known"_s });
    QCOMPARE(vault.find(ids->front())->secret, before);
    QCOMPARE(vault.trash().size(), 2);
}

void ImportPlanTest::keepsTheOrderOfTheFile()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    ImportPlan plan =
        ImportPlan::make(vault, fileOf(account("z"), account("a"), account("m"), account("b")));
    QVERIFY(plan.apply(vault));
    QCOMPARE(names(vault), (QStringList { u"z"_s, u"a"_s, u"m"_s, u"b"_s }));
    // And in the file, when it is read again.
    const auto again = home.open();
    QVERIFY(again);
    QCOMPARE(names(*again), (QStringList { u"z"_s, u"a"_s, u"m"_s, u"b"_s }));
}

void ImportPlanTest::keepsWhatTheFileSays()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    transfer::ImportedAccount one = account("n", "d20a028660d67c73", otp::Motp {});
    one.entry.pin = *crypto::SecretBytes::copyOf(std::string_view("1234"));
    one.note = u"a note"_s;
    one.tags = { u"work"_s, u"home"_s };
    one.isFavourite = true;
    one.icon = u"github"_s;
    one.recoveryCodes = { u"R1"_s, u"R2"_s };
    transfer::ImportedAccount gone = account("gone");
    gone.isTrashed = true;
    ImportPlan plan = ImportPlan::make(vault, fileOf(std::move(one), std::move(gone)));
    QVERIFY(plan.apply(vault));
    QCOMPARE(names(vault), QStringList { u"n"_s });
    const vault::Account kept = vault.accounts().front();
    QCOMPARE(kept.note, u"a note\nR1\nR2"_s);
    QCOMPARE(kept.tags, (QStringList { u"work"_s, u"home"_s }));
    QVERIFY(kept.pinned);
    const std::vector<std::pair<std::string, std::string>> parameters { { "icon", "github" } };
    QCOMPARE(kept.otherParameters, parameters);
    QVERIFY(vault.code(kept.id, home.clock.now())); // the PIN is there
    QCOMPARE(vault.trash().size(), 1);
}

void ImportPlanTest::choosesByStatus_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QList<int>>("actions");
    const auto row = [](const char* name, OnDuplicate way, QList<Action> actions) {
        QList<int> numbers;
        for (const Action action : actions)
            numbers.append(static_cast<int>(action));
        QTest::newRow(name) << static_cast<int>(way) << numbers;
    };
    // new, duplicate, changed, left
    row("skip", OnDuplicate::Skip, { Action::Add, Action::Skip, Action::Add, Action::Skip });
    row("keep", OnDuplicate::Keep, { Action::Add, Action::Add, Action::Add, Action::Skip });
    row("replace", OnDuplicate::Replace,
        { Action::Add, Action::Replace, Action::Replace, Action::Skip });
}

void ImportPlanTest::choosesByStatus()
{
    QFETCH(int, way);
    QFETCH(QList<int>, actions);
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "known");
    QVERIFY(vault.add({ &known, 1 }));
    auto files = fileOf(account("new"), account("known"), account("known", OtherSecret));
    files.front().leave(u"I"_s, u"bad"_s, { base::ErrorCode::MissingField, {}, { "secret" } });
    ImportPlan plan = ImportPlan::make(vault, std::move(files));
    plan.choose(static_cast<OnDuplicate>(way));
    QList<int> chosen;
    for (const transfer::PlannedEntry& entry : plan.entries())
        chosen.append(static_cast<int>(entry.action));
    QCOMPARE(chosen, actions);
}

void ImportPlanTest::replacesSecretAndParametersButKeepsTheRest()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "n");
    const vault::Id id = vault.add({ &known, 1 })->front();
    vault::AccountEdit edit;
    edit.note = u"mine"_s;
    edit.tags = QStringList { u"old"_s };
    QVERIFY(vault.edit(id, edit));
    transfer::ImportedAccount newer = account("n", OtherSecret, otp::Totp { .digits = 8 });
    newer.note = u"theirs"_s;
    newer.tags = { u"old"_s, u"new"_s };
    ImportPlan plan = ImportPlan::make(vault, fileOf(std::move(newer)));
    plan.choose(OnDuplicate::Replace);
    QVERIFY(plan.apply(vault));
    const vault::Account changed = *vault.find(id);
    QCOMPARE(std::get<otp::Totp>(changed.credential).digits, 8);
    QCOMPARE(changed.note, u"mine\n\ntheirs"_s);
    QCOMPARE(changed.tags, (QStringList { u"old"_s, u"new"_s }));
    QCOMPARE(vault.accounts().size(), 1);
    QCOMPARE(vault.history(id).size(), 2);
}

void ImportPlanTest::aReplacedCounterNeverGoesBack()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "h", Secret, otp::Hotp { .counter = 7 });
    const vault::Id id = vault.add({ &known, 1 })->front();
    const auto counterAfter = [&](std::uint64_t counter) {
        ImportPlan plan =
            ImportPlan::make(vault, fileOf(account("h", Secret, otp::Hotp { .counter = counter })));
        plan.choose(OnDuplicate::Replace);
        [&] { QVERIFY(plan.apply(vault)); }();
        return std::get<otp::Hotp>(vault.find(id)->credential).counter;
    };
    QCOMPARE(counterAfter(3), std::uint64_t { 7 });
    QCOMPARE(counterAfter(9), std::uint64_t { 9 });
}

void ImportPlanTest::replacesAnAccountOnce()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "n");
    QVERIFY(vault.add({ &known, 1 }));
    ImportPlan plan = ImportPlan::make(vault,
        fileOf(account("n", OtherSecret), account("n", "abcdefghijabcdefghij"), account("n")));
    plan.choose(OnDuplicate::Replace);
    QVERIFY(plan.apply(vault));
    QCOMPARE(vault.accounts().size(), 3); // each secret is there
}

void ImportPlanTest::isDoneOnce()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    ImportPlan plan = ImportPlan::make(vault, fileOf(account("a")));
    const auto ids = plan.apply(vault);
    QVERIFY(ids);
    QCOMPARE(*plan.entries().front().known, ids->front());
    QCOMPARE(plan.apply(vault)->size(), 0);
    QCOMPARE(vault.accounts().size(), 1);
}

void ImportPlanTest::canBeTriedAgainWhereItFailed()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    ImportPlan plan = ImportPlan::make(
        vault, fileOf(account("a"), account("b", Secret, otp::Totp { .digits = 99 })));
    const auto failed = plan.apply(vault);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, base::ErrorCode::InvalidField);
    QVERIFY(vault.accounts().empty());
    plan.entries()[1].action = Action::Skip;
    QVERIFY(plan.apply(vault));
    QCOMPARE(names(vault), QStringList { u"a"_s });
    QVERIFY(vault.code(vault.accounts().front().id, home.clock.now()));
}

void ImportPlanTest::comparesAgainAndKeepsWhatWasChosen()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const otp::Entry known = support::entryOf("I", "known", Secret);
    const auto ids = vault.add({ &known, 1 });
    QVERIFY(ids);
    auto plan = ImportPlan::make(vault,
        fileOf(account("known", OtherSecret), account("known"), account("new"), account("other")));
    QCOMPARE(statuses(plan),
        (std::vector { Status::Changed, Status::Duplicate, Status::New, Status::New }));
    plan.entries()[0].action = Action::Replace; // told so, one by one
    plan.entries()[2].action = Action::Skip;
    QVERIFY(vault.moveToTrash(ids->front()));
    plan.compareAgain(vault, OnDuplicate::Skip);
    QCOMPARE(statuses(plan), (std::vector(4, Status::New)));
    QCOMPARE(plan.entries()[0].action, Action::Add); // none is there to be replaced
    QCOMPARE(plan.entries()[1].action, Action::Add); // nobody had chosen
    QCOMPARE(plan.entries()[2].action, Action::Skip);
    QCOMPARE(plan.entries()[3].action, Action::Add);
}

void ImportPlanTest::tellsMissingParts()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    std::vector<transfer::Imported> files(2);
    files[0].parts = { { 5, 3, 4 }, { 6, 0, 1 } };
    files[1].parts = { { 5, 0, 4 } };
    const ImportPlan plan = ImportPlan::make(vault, std::move(files));
    QCOMPARE(plan.missingParts().size(), 1);
    QCOMPARE(plan.missingParts().front().indexes, (std::vector { 2, 3 }));
    QCOMPARE(plan.missingParts().front().size, 4);
}

void ImportPlanTest::takesOneMoreFile()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    std::vector<transfer::Imported> first = fileOf(account("a"), account("b", OtherSecret));
    first[0].parts = { { 5, 0, 2 } };
    ImportPlan plan = ImportPlan::make(vault, std::move(first));
    plan.entries()[0].action = Action::Skip;
    QCOMPARE(plan.missingParts().size(), 1);
    std::vector<transfer::Imported> second = fileOf(account("c"));
    second[0].parts = { { 5, 1, 2 } };
    plan.append(ImportPlan::make(vault, std::move(second)));
    QCOMPARE(plan.entries().size(), 3);
    QVERIFY(plan.entries()[0].action == Action::Skip); // as it was chosen
    QVERIFY(plan.entries()[2].action == Action::Add);
    QCOMPARE(plan.entries()[2].file, 1);
    QVERIFY(plan.missingParts().empty());
    const auto written = plan.apply(vault);
    QVERIFY(written);
    QCOMPARE(names(vault), (QStringList { u"b"_s, u"c"_s }));
}

void ImportPlanTest::listsWhatIsLeftInItsPlace()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    std::vector<transfer::Imported> files(1);
    files[0].leave({}, u"first"_s, { base::ErrorCode::Unsupported, {}, { "push" } });
    files[0].take(account("middle"));
    files[0].leave({}, u"last"_s, { base::ErrorCode::MissingField, {}, { "secret" } });
    const ImportPlan plan = ImportPlan::make(vault, std::move(files));
    QCOMPARE(statuses(plan), (std::vector { Status::Unsupported, Status::New, Status::Invalid }));
    QCOMPARE(plan.entries()[2].account.entry.name, u"last"_s);
    QCOMPARE(transfer::statusName(Status::Unsupported), std::string_view("unsupported"));
}

/// Nothing that cannot be compared is taken for new.
void ImportPlanTest::tellsWhatHasNoRoomInLockedMemory()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    std::vector<transfer::Imported> files = fileOf(account("one"));
    std::optional<support::FullHeap> full { std::in_place };
    ImportPlan plan = ImportPlan::make(vault, std::move(files));
    full.reset();
    QCOMPARE(plan.entries().front().status, Status::Invalid);
    QCOMPARE(plan.entries().front().reason->code, base::ErrorCode::SecureHeapFull);
    QVERIFY(plan.entries().front().action == Action::Skip);
    QVERIFY(plan.apply(vault)->empty());
}

QTEST_GUILESS_MAIN(ImportPlanTest)
#include "import_plan_test.moc"
