// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/export_check.h"
#include "core/transfer/export_plan.h"
#include "core/vault/registrations.h"
#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using support::ExportScene;
using transfer::Existing;
using transfer::ExportFailure;
using transfer::ExportFormat;
using transfer::Loss;
using transfer::Misfit;
using transfer::Outgoing;

namespace {

using Step = ExportFailure::Step;

/// A format that is written in a way which alters what `way` says.
enum class Way { CutShort, OtherDigits, OtherOrder, OneTooMany, NoNote };
Way way = Way::CutShort;

base::Result<crypto::WipedBytes> writeAltered(const Outgoing& accounts, const transfer::Sealing&)
{
    std::string text = R"({"version":1,"header":{"slots":null,"params":null},"db":)"
                       R"({"version":3,"entries":[)";
    const auto put = [&](std::size_t i, std::int64_t digits) {
        const auto account = accounts.open(i);
        base::json::Writer json;
        json.beginObject().member("type", "totp");
        json.member("issuer", account->entry.issuer.toStdString());
        json.member("name", account->entry.name.toStdString());
        if (way != Way::NoNote)
            json.member("note", account->note.toStdString());
        json.name("info").beginObject().member("secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        json.member("digits", digits).endObject().endObject();
        text += (text.ends_with('}') ? "," : "") + json.written();
    };
    put(way == Way::OtherOrder ? 1 : 0, 6);
    put(way == Way::OtherOrder ? 0 : 1, way == Way::OtherDigits ? 8 : 6);
    if (way == Way::OneTooMany)
        put(0, 6);
    text += way == Way::CutShort ? "]" : "]}}";
    return crypto::WipedBytes(text.begin(), text.end());
}

std::optional<Misfit> fitsAlways(const transfer::OutgoingAccount&)
{
    return std::nullopt;
}

/// Read as Aegis's, which it resembles.
ExportFormat altered()
{
    return { .format = support::exportFormat("aegis-json").format,
        .losses = {},
        .misfit = fitsAlways,
        .write = writeAltered };
}

QStringList names(const transfer::ExportPlan& plan)
{
    QStringList names;
    for (const transfer::PlannedExport& line : plan.lines())
        names.append(line.account.name);
    return names;
}

void addTwo(ExportScene& scene)
{
    scene.add(support::entryOf("I", "one"));
    scene.add(support::entryOf("I", "two"));
    vault::AccountEdit edit;
    edit.note = u"a note"_s;
    QVERIFY(scene.vault.edit(scene.vault.accounts()[1].id, edit));
}

/// More accounts than one picture holds.
void addTwentyFive(ExportScene& scene)
{
    std::vector<vault::Incoming> all(25);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].entry = support::entryOf("I", std::to_string(i).c_str());
    scene.add(std::move(all));
}

bool isThere(const std::string& path)
{
    return QFileInfo::exists(QString::fromStdString(path));
}

} // namespace

/// What is told before a file is written, and what holds after.
class ExportPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void writesWhatIsInUseInTheOrderOfTheList();
    void writesOnlyWhatIsChosen();
    void namesAccountsWithoutCodesAndRegistrations();
    void tellsLossesAndMisfitsBeforeItWrites();
    void readsBackEveryKind_data() { addFormats(); }
    void readsBackEveryKind();
    void givesTheSameInMemory_data() { addFormats(); }
    void givesTheSameInMemory();
    void leavesTheVaultAsItIs();
    void writesOverNothingUnlessTold();
    void numbersTheFilesOfAFormatThatHasSeveral();
    void writesAllOfThemOrNone();
    void namesFilesBeforeTheirEnding();
    void removesWhatDoesNotComeBack_data();
    void removesWhatDoesNotComeBack();
    void putsTheOlderFileBackThen();
    void makesNoFileWithoutAccounts();
    void makesNoFileThatIsTooLargeToBeRead();
    void makesNoFileWithoutAPassphrase();
    void makesNoFileWithoutRandomBytes();
    void tellsWhereItCannotWrite();

private:
    static void addFormats()
    {
        QTest::addColumn<QByteArray>("id");
        for (const ExportFormat* format : transfer::exportFormats()) {
            const std::string id(format->format->id);
            QTest::newRow(id.c_str()) << QByteArray::fromStdString(id);
        }
    }
    static const ExportFormat& format() ///< of the present row
    {
        QFETCH(QByteArray, id);
        return support::exportFormat(id.toStdString());
    }
};

void ExportPlanTest::writesWhatIsInUseInTheOrderOfTheList()
{
    ExportScene scene;
    for (const char* name : { "z", "a", "gone", "m" })
        scene.add(support::entryOf("I", name));
    QVERIFY(scene.vault.moveToTrash(scene.vault.accounts()[2].id));
    const auto& format = support::exportFormat("aegis-json");
    const auto plan = scene.plan(format);
    QCOMPARE(names(plan), (QStringList { u"z"_s, u"a"_s, u"m"_s }));
    QCOMPARE(plan.fitting(), std::size_t { 3 });
    QVERIFY(plan.write(scene.path(), scene.sealing, Existing::Refuse));
    const auto read = scene.read(scene.path(), *format.format);
    QVERIFY(read);
    QStringList found;
    for (const transfer::ImportedAccount& account : read->imported.accounts)
        found.append(account.entry.name);
    QCOMPARE(found, names(plan));
}

void ExportPlanTest::writesOnlyWhatIsChosen()
{
    ExportScene scene;
    for (const char* name : { "one", "two", "three" })
        scene.add(support::entryOf("I", name));
    const auto& format = support::exportFormat("aegis-json");
    auto plan = scene.plan(format);
    plan.choose(1, false);
    QCOMPARE(plan.fitting(), std::size_t { 2 });
    QVERIFY(plan.write(scene.path(), scene.sealing, Existing::Refuse));
    const auto read = scene.read(scene.path(), *format.format);
    QVERIFY(read);
    QCOMPARE(read->imported.accounts.size(), std::size_t { 2 });
    QCOMPARE(read->imported.accounts[1].entry.name, u"three"_s);
    plan.choose(1, true);
    QCOMPARE(plan.fitting(), std::size_t { 3 });
}

void ExportPlanTest::namesAccountsWithoutCodesAndRegistrations()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "codes"));
    vault::Registrations registrations(scene.vault);
    const vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
    QVERIFY(registrations.begin(vault::NewAccount { u"I"_s, u"push"_s }, made));
    QVERIFY(registrations.begin(scene.vault.accounts()[0].id, made));
    const auto plan = scene.plan(support::exportFormat("otpauth-uri-list"));
    QCOMPARE(plan.lines().size(), 2);
    QVERIFY(!plan.lines()[0].misfit);
    QVERIFY(plan.lines()[0].hasRegistration);
    QCOMPARE(plan.lines()[1].misfit->kind, Misfit::Kind::NoCodes);
    QCOMPARE(plan.fitting(), std::size_t { 1 });
    QVERIFY(plan.write(scene.path(), scene.sealing, Existing::Refuse));
}

void ExportPlanTest::tellsLossesAndMisfitsBeforeItWrites()
{
    ExportScene scene;
    scene.add(support::everyKind());
    scene.add(support::entryOf(
        "I", "odd", "12345678901234567890", otp::Totp { .algorithm = crypto::Hash::Sha384 }));
    const auto links = scene.plan(support::exportFormat("otpauth-uri-list"));
    QCOMPARE(links.lines()[0].losses,
        (std::vector { Loss::Note, Loss::Tags, Loss::Favourite, Loss::IssuerColon }));
    QCOMPARE(links.lines()[3].losses,
        (std::vector {
            Loss::Note, Loss::Tags, Loss::Favourite, Loss::MotpPin, Loss::IssuerColon }));
    QCOMPARE(links.lines()[5].losses, std::vector<Loss> {});
    QCOMPARE(links.fitting(), std::size_t { 6 });
    const auto aegis = scene.plan(support::exportFormat("aegis-json-encrypted"));
    QCOMPARE(aegis.lines()[0].losses, std::vector { Loss::LinkParameters });
    QCOMPARE(*aegis.lines()[5].misfit, (Misfit { Misfit::Kind::Algorithm, "SHA384" }));
    QCOMPARE(aegis.fitting(), std::size_t { 5 });
    QVERIFY(!isThere(scene.path()));
}

void ExportPlanTest::readsBackEveryKind()
{
    ExportScene scene;
    scene.add(support::everyKind());
    const auto plan = scene.plan(format());
    const auto written = plan.write(scene.path(), scene.sealing, Existing::Refuse);
    QVERIFY(written);
    QCOMPARE(QFileInfo(QString::fromStdString(scene.path())).permissions()
            & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    // Once more by hand, and without the plan's own comparison.
    const auto read = scene.read(scene.path(), *format().format);
    QVERIFY(read);
    QCOMPARE(read->imported.accounts.size(), plan.fitting());
    std::size_t next = 0;
    for (const transfer::PlannedExport& line : plan.lines()) {
        if (line.misfit)
            continue;
        const transfer::ImportedAccount& account = read->imported.accounts[next++];
        QCOMPARE(account.entry.issuer, line.account.issuer);
        QCOMPARE(account.entry.name, line.account.name);
        QVERIFY(account.entry.credential == line.account.credential);
        const auto entry = scene.vault.reveal(line.account.id, scene.verification);
        QVERIFY(transfer::openedEntry(account)->secret.text() == entry->secret.text());
    }
}

void ExportPlanTest::givesTheSameInMemory()
{
    ExportScene scene;
    scene.add(support::everyKind());
    const auto plan = scene.plan(format());
    const auto bytes = plan.text(scene.sealing);
    QVERIFY(bytes);
    const transfer::Content content(*bytes);
    const auto read =
        transfer::read(content, { format().format }, { .passphrase = &scene.passphrase });
    QVERIFY(read);
    QCOMPARE(read->imported.accounts.size(), plan.fitting());
    QVERIFY(!isThere(scene.path()));
}

void ExportPlanTest::leavesTheVaultAsItIs()
{
    ExportScene scene;
    scene.add(support::everyKind());
    const base::Bytes before = support::contentsOf(scene.home.path());
    QVERIFY(scene.plan(support::exportFormat("aegis-json"))
                .write(scene.path(), scene.sealing, Existing::Refuse));
    QVERIFY(support::contentsOf(scene.home.path()) == before);
    QCOMPARE(
        std::get<otp::Hotp>(scene.vault.accounts()[1].credential).counter, std::uint64_t { 7 });
    const std::size_t inUse = crypto::secureHeapInUse();
    QVERIFY(scene.plan(support::exportFormat("aegis-json")).text(scene.sealing));
    QCOMPARE(crypto::secureHeapInUse(), inUse);
}

void ExportPlanTest::writesOverNothingUnlessTold()
{
    ExportScene scene;
    addTwo(scene);
    QVERIFY(base::createFile(scene.path(), base::bytesOf(std::string_view("mine"))));
    const auto plan = scene.plan(support::exportFormat("aegis-json"));
    const auto refused = plan.write(scene.path(), scene.sealing, Existing::Refuse);
    QVERIFY(!refused);
    QCOMPARE(refused.error().step, Step::Writing);
    QCOMPARE(refused.error().cause.code, base::ErrorCode::FileExists);
    QCOMPARE(base::textOf(support::contentsOf(scene.path())), std::string_view("mine"));
    QVERIFY(plan.write(scene.path(), scene.sealing, Existing::Replace));
    QVERIFY(scene.read(scene.path(), *plan.format().format));
    QCOMPARE(base::temporaryFilesOf(scene.path()), std::vector<std::string> {});
}

void ExportPlanTest::numbersTheFilesOfAFormatThatHasSeveral()
{
    ExportScene scene;
    addTwentyFive(scene);
    const auto plan = scene.plan(support::exportFormat("google-migration-qr"));
    const std::string path = scene.path() + ".png";
    const auto files = plan.writeFiles(path, scene.sealing, Existing::Refuse);
    QVERIFY(files);
    QCOMPARE(*files,
        (std::vector {
            scene.path() + "-1.png", scene.path() + "-2.png", scene.path() + "-3.png" }));
    QVERIFY(!isThere(path));
    std::size_t read = 0;
    for (const std::string& file : *files) {
        QCOMPARE(QFileInfo(QString::fromStdString(file)).permissions() & QFile::ReadGroup,
            QFile::Permissions());
        read += scene.read(file, *plan.format().format)->imported.accounts.size();
    }
    QCOMPARE(read, std::size_t { 25 });
}

void ExportPlanTest::writesAllOfThemOrNone()
{
    ExportScene scene;
    addTwentyFive(scene);
    const auto plan = scene.plan(support::exportFormat("google-migration-qr"));
    const auto name = [&scene](int i) { return scene.path() + '-' + std::to_string(i); };
    QVERIFY(base::createFile(name(2), base::bytesOf(std::string_view("mine"))));
    const auto refused = plan.write(scene.path(), scene.sealing, Existing::Refuse);
    QVERIFY(!refused);
    QCOMPARE(refused.error().cause.code, base::ErrorCode::FileExists);
    QVERIFY(!isThere(name(1)));
    QCOMPARE(base::textOf(support::contentsOf(name(2))), std::string_view("mine"));
    QVERIFY(plan.write(scene.path(), scene.sealing, Existing::Replace));
    QVERIFY(isThere(name(1)) && isThere(name(3)));
    QVERIFY(scene.read(name(2), *plan.format().format));
    QCOMPARE(base::temporaryFilesOf(name(2)), std::vector<std::string> {});
}

void ExportPlanTest::namesFilesBeforeTheirEnding()
{
    using Names = std::vector<std::string>;
    QCOMPARE(transfer::namesOfFiles("a/b.png", 1), Names { "a/b.png" });
    QCOMPARE(transfer::namesOfFiles("a/b.c.png", 2), (Names { "a/b.c-1.png", "a/b.c-2.png" }));
    QCOMPARE(transfer::namesOfFiles("a.d/b", 2), (Names { "a.d/b-1", "a.d/b-2" }));
    QCOMPARE(transfer::namesOfFiles("a/.b", 2), (Names { "a/.b-1", "a/.b-2" }));
    QCOMPARE(transfer::namesOfFiles("b.png", 2), (Names { "b-1.png", "b-2.png" }));
}

void ExportPlanTest::removesWhatDoesNotComeBack_data()
{
    QTest::addColumn<int>("altered");
    QTest::addColumn<int>("position");
    const auto row = [](const char* name, Way altered, int position) {
        QTest::newRow(name) << static_cast<int>(altered) << position;
    };
    row("cut short", Way::CutShort, 0);
    row("other digits", Way::OtherDigits, 2);
    row("another order", Way::OtherOrder, 1);
    row("one too many", Way::OneTooMany, 3);
    row("a note that is lost", Way::NoNote, 2);
}

void ExportPlanTest::removesWhatDoesNotComeBack()
{
    QFETCH(int, altered);
    QFETCH(int, position);
    way = static_cast<Way>(altered);
    const ExportFormat format = ::altered();
    ExportScene scene;
    addTwo(scene);
    const auto plan = scene.plan(format);
    const auto written = plan.write(scene.path(), scene.sealing, Existing::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().step, Step::ReadingBack);
    QCOMPARE(written.error().cause.code, base::ErrorCode::Damaged);
    QCOMPARE(written.error().position, static_cast<std::size_t>(position));
    QVERIFY(!isThere(scene.path()));
    QVERIFY(!plan.text(scene.sealing));
}

void ExportPlanTest::putsTheOlderFileBackThen()
{
    way = Way::OtherDigits;
    const ExportFormat format = altered();
    ExportScene scene;
    addTwo(scene);
    QVERIFY(base::createFile(scene.path(), base::bytesOf(std::string_view("mine"))));
    QVERIFY(!scene.plan(format).write(scene.path(), scene.sealing, Existing::Replace));
    QCOMPARE(base::textOf(support::contentsOf(scene.path())), std::string_view("mine"));
    QCOMPARE(base::temporaryFilesOf(scene.path()), std::vector<std::string> {});
}

void ExportPlanTest::makesNoFileWithoutAccounts()
{
    ExportScene scene;
    const auto written = scene.plan(support::exportFormat("aegis-json"))
                             .write(scene.path(), scene.sealing, Existing::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().cause.code, base::ErrorCode::NothingToDo);
    QVERIFY(!isThere(scene.path()));
}

void ExportPlanTest::makesNoFileThatIsTooLargeToBeRead()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    ExportFormat large = altered();
    large.write = [](const Outgoing&, const transfer::Sealing&) {
        return base::Result<crypto::WipedBytes>(crypto::WipedBytes(transfer::LargestFile + 1));
    };
    const auto written = scene.plan(large).write(scene.path(), scene.sealing, Existing::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().step, Step::Making);
    QCOMPARE(written.error().cause.code, base::ErrorCode::TooLarge);
    QCOMPARE(written.error().cause.arguments,
        (std::vector<std::string> { "file", std::to_string(transfer::LargestFile) }));
    QVERIFY(!isThere(scene.path()));
}

void ExportPlanTest::makesNoFileWithoutAPassphrase()
{
    ExportScene scene;
    addTwo(scene);
    const auto plan = scene.plan(support::exportFormat("aegis-json-encrypted"));
    const crypto::SecretBytes empty;
    for (const crypto::SecretBytes* none :
        { static_cast<const crypto::SecretBytes*>(nullptr), &empty }) {
        const auto written =
            plan.write(scene.path(), { none, scene.home.random }, Existing::Refuse);
        QVERIFY(!written);
        QCOMPARE(written.error().cause.code, base::ErrorCode::EmptyPassphrase);
    }
    QVERIFY(!isThere(scene.path()));
}

void ExportPlanTest::makesNoFileWithoutRandomBytes()
{
    ExportScene scene;
    addTwo(scene);
    support::FixedRandom random;
    random.failing = true;
    const auto written = scene.plan(support::exportFormat("aegis-json-encrypted"))
                             .write(scene.path(), { &scene.passphrase, random }, Existing::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().cause.code, base::ErrorCode::RandomFailed);
    QVERIFY(!isThere(scene.path()));
}

void ExportPlanTest::tellsWhereItCannotWrite()
{
    ExportScene scene;
    addTwo(scene);
    const auto plan = scene.plan(support::exportFormat("aegis-json"));
    const auto written =
        plan.write(scene.home.folder() + "/none/export", scene.sealing, Existing::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().step, Step::Writing);
    QCOMPARE(written.error().cause.code, base::ErrorCode::CannotWrite);
}

QTEST_GUILESS_MAIN(ExportPlanTest)
#include "export_plan_test.moc"
