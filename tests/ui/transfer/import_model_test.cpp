// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "ui/transfer/breakable_text.h"
#include "ui/transfer/import_filter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using transfer::OnDuplicate;
using ui::transfer::ImportFilter;
using ui::transfer::ImportModel;
using ui::transfer::ImportSubject;

namespace {

constexpr std::string_view Secret = "12345678901234567890";
constexpr std::string_view OtherSecret = "09876543210987654321";

transfer::ImportedAccount account(const char* issuer, std::string_view secret = Secret)
{
    return { .entry = support::entryOf(issuer, "alice", secret) };
}

/// A vault with "Known" and "Other", and a model that is checked all the time.
struct ModelScene
{
    support::OpenSession open;
    ImportModel model;
    QAbstractItemModelTester tester { &model };

    ModelScene()
    {
        open.add(support::entryOf("Known", "alice", Secret));
        open.add(support::entryOf("Other", "alice", Secret));
    }

    /// New, there already, different, not supported, damaged.
    void addFile(const QString& name = u"backup.json"_s)
    {
        transfer::Imported file;
        file.take(account("New"));
        file.take(account("Known"));
        file.take(account("Other", OtherSecret));
        file.leave(u"Push"_s, u"alice"_s, { base::ErrorCode::Unsupported, {}, { "push" } });
        file.leave(u"Bad"_s, u"alice"_s, { base::ErrorCode::MissingField, {}, { "secret" } });
        add(std::move(file), name);
    }
    void add(transfer::Imported file, const QString& name = u"f"_s)
    {
        std::vector<transfer::Imported> files;
        files.push_back(std::move(file));
        model.add(transfer::ImportPlan::make(open.session.vault(), std::move(files)), { name });
    }
    QString text(int row, ImportModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
    QVariant tickOf(int row) const { return model.index(row, 0).data(Qt::CheckStateRole); }
    QStringList ticks() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << (!tickOf(row).isValid()               ? u"none"_s
                    : tickOf(row).toInt() == Qt::Checked ? u"on"_s
                                                         : u"off"_s);
        return all;
    }
    bool tick(int row, bool on)
    {
        return model.setData(
            model.index(row, 0), on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }
    base::Result<int> apply()
    {
        transfer::ImportPlan plan = model.takePlan();
        const auto ids = plan.apply(open.session.vault());
        model.putBack(std::move(plan));
        return ids ? base::Result<int>(static_cast<int>(ids->size())) : ids.error();
    }
    std::size_t accounts() const { return open.session.vault().accounts().size(); }
};

} // namespace

/// What an import would do, as rows.
class ImportModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void tellsHowEachEntryStands()
    {
        ModelScene scene;
        scene.addFile();
        QCOMPARE(scene.model.rowCount(), 5);
        QCOMPARE(scene.text(0, ImportModel::AccountColumn), u"New (alice)"_s);
        QCOMPARE(scene.text(0, ImportModel::StatusColumn), u"new"_s);
        QCOMPARE(scene.text(0, ImportModel::NoteColumn), u"by time (TOTP)"_s);
        QCOMPARE(scene.text(1, ImportModel::StatusColumn), u"there already"_s);
        QCOMPARE(scene.text(2, ImportModel::StatusColumn), u"differs from the one that is there"_s);
        QCOMPARE(scene.text(3, ImportModel::StatusColumn), u"not supported"_s);
        QCOMPARE(scene.text(4, ImportModel::StatusColumn), u"cannot be used"_s);
        QVERIFY(scene.text(4, ImportModel::NoteColumn).contains(u"secret"_s));
        QCOMPARE(scene.ticks(), (QStringList { u"on"_s, u"off"_s, u"on"_s, u"none"_s, u"none"_s }));
        QCOMPARE(scene.model.chosenCount(), 2);
    }

    void whatCannotBeUsedCannotBeTicked()
    {
        ModelScene scene;
        scene.addFile();
        QVERIFY(!scene.tick(3, true));
        QVERIFY(!scene.tick(4, true));
        scene.model.tick({ 0, 1, 2, 3, 4 }, true);
        QCOMPARE(scene.model.chosenCount(), 3);
        // It can be read about all the same.
        QVERIFY(scene.model.flags(scene.model.index(4, 0)).testFlag(Qt::ItemIsSelectable));
    }

    void importsWhatIsTicked()
    {
        ModelScene scene;
        scene.addFile();
        QSignalSpy changed(&scene.model, &ImportModel::choiceChanged);
        QVERIFY(scene.tick(2, false));
        QCOMPARE(changed.count(), 1);
        QVERIFY(scene.tick(1, true)); // kept beside the one that is there
        const auto imported = scene.apply();
        QVERIFY(imported);
        QCOMPARE(*imported, 2);
        QCOMPARE(scene.accounts(), std::size_t { 4 });
        QVERIFY(scene.open.session.vault().undo());
        QCOMPARE(scene.accounts(), std::size_t { 2 });
    }

    void replacesWhereThatIsChosen()
    {
        ModelScene scene;
        scene.addFile();
        scene.model.setDuplicates(OnDuplicate::Replace);
        QCOMPARE(scene.model.chosenCount(), 3);
        QCOMPARE(scene.text(1, ImportModel::StatusColumn), u"there already; replaces it"_s);
        QCOMPARE(scene.text(0, ImportModel::StatusColumn), u"new"_s);
        const auto imported = scene.apply();
        QVERIFY(imported);
        QCOMPARE(*imported, 3);
        QCOMPARE(scene.accounts(), std::size_t { 3 });
    }

    void whatIsTakenAwayStaysAway()
    {
        ModelScene scene;
        scene.addFile();
        QVERIFY(scene.tick(0, false));
        scene.model.setDuplicates(OnDuplicate::Keep);
        QCOMPARE(scene.ticks(), (QStringList { u"off"_s, u"on"_s, u"on"_s, u"none"_s, u"none"_s }));
        scene.model.setDuplicates(OnDuplicate::Skip);
        QCOMPARE(
            scene.ticks(), (QStringList { u"off"_s, u"off"_s, u"on"_s, u"none"_s, u"none"_s }));
    }

    void anotherFileFollowsWhatWasChosen()
    {
        ModelScene scene;
        scene.addFile();
        QVERIFY(scene.tick(0, false));
        scene.model.setDuplicates(OnDuplicate::Replace);
        scene.addFile(u"second.json"_s);
        QCOMPARE(scene.ticks().mid(0, 3), (QStringList { u"off"_s, u"on"_s, u"on"_s }));
        QCOMPARE(scene.ticks().mid(5, 3), (QStringList { u"on"_s, u"on"_s, u"on"_s }));
        QCOMPARE(scene.text(6, ImportModel::StatusColumn), u"there already; replaces it"_s);
        QCOMPARE(scene.text(6, ImportModel::FileColumn), u"second.json"_s);
        QVERIFY(scene.model.index(6, 0)
                    .data(ImportModel::AboutRole)
                    .toString()
                    .contains(u"File: second.json"_s));
    }

    void comparesAgainWhenTheVaultHasChanged()
    {
        ModelScene scene;
        scene.addFile();
        vault::Vault& vault = scene.open.session.vault();
        scene.open.add(support::entryOf("New", "alice", Secret));
        const std::vector<vault::Account> accounts = vault.accounts();
        const auto known = std::ranges::find(accounts, u"Known"_s, &vault::Account::issuer);
        QVERIFY(vault.moveToTrash(known->id));
        scene.model.compareAgain(vault);
        QCOMPARE(scene.text(0, ImportModel::StatusColumn), u"there already"_s);
        QCOMPARE(scene.text(1, ImportModel::StatusColumn), u"new"_s);
        QCOMPARE(scene.text(4, ImportModel::StatusColumn), u"cannot be used"_s);
        QCOMPARE(scene.ticks(), (QStringList { u"off"_s, u"on"_s, u"on"_s, u"none"_s, u"none"_s }));
    }

    void whatWasChosenStaysWhenTheVaultHasChanged()
    {
        ModelScene scene;
        scene.addFile();
        QVERIFY(scene.tick(0, false)); // new: was to be added
        QVERIFY(scene.tick(1, true)); // there already: was to be left out
        scene.model.compareAgain(scene.open.session.vault());
        QCOMPARE(scene.ticks().mid(0, 3), (QStringList { u"off"_s, u"on"_s, u"on"_s }));
        scene.model.setDuplicates(OnDuplicate::Replace);
        QCOMPARE(scene.ticks().mid(0, 3), (QStringList { u"off"_s, u"on"_s, u"on"_s }));
        vault::Vault& vault = scene.open.session.vault();
        for (const vault::Account& account : vault.accounts())
            QVERIFY(vault.moveToTrash(account.id));
        scene.model.compareAgain(vault);
        QCOMPARE(scene.text(1, ImportModel::StatusColumn), u"new"_s);
        QVERIFY(scene.apply()); // none that it was to replace is there
        QCOMPARE(scene.accounts(), std::size_t { 2 });
    }

    void tellsAllAboutOne()
    {
        ModelScene scene;
        transfer::Imported file;
        file.take(account("A\u202Eb"));
        file.accounts[0].tags = QStringList { u"Work"_s, u"Home"_s };
        file.accounts[0].remarks = { transfer::Remark::PictureLeft };
        file.accounts[0].isTrashed = true;
        scene.add(std::move(file));
        const QString about = scene.model.index(0, 0).data(ImportModel::AboutRole).toString();
        QVERIFY(about.contains(u"Tags: Work, Home"_s));
        QVERIFY(about.contains(u"Its picture cannot be taken over"_s));
        QVERIFY(about.contains(u"It goes into the trash"_s));
        QVERIFY(about.contains(u"A\\u{202E}b"_s)); // made visible
    }

    void showsNoSecret()
    {
        ModelScene scene;
        transfer::Imported file;
        auto one = account("New", "GEZDGNBV");
        one.entry.pin = std::move(*crypto::SecretBytes::copyOf("471147"));
        file.take(std::move(one));
        file.accounts[0].recoveryCodes = QStringList { u"R1-RECOVERY"_s };
        scene.add(std::move(file));
        for (int column = 0; column < ImportModel::ColumnCount; ++column) {
            for (int role = 0; role <= ImportModel::EntryStatusRole; ++role) {
                const QString shown = scene.model.index(0, column).data(role).toString();
                QVERIFY(!shown.contains(u"GEZDGNBV"_s));
                QVERIFY(!shown.contains(u"471147"_s));
                QVERIFY(!shown.contains(u"RECOVERY"_s));
            }
        }
    }

    void filtersByWordsAndState()
    {
        ModelScene scene;
        scene.addFile();
        ImportFilter filter;
        filter.setSourceModel(&scene.model);
        filter.setSubject(ImportSubject::Unusable);
        QCOMPARE(filter.shownRows(), (std::vector { 3, 4 }));
        filter.setSubject(ImportSubject::Duplicate);
        QCOMPARE(filter.shownRows(), std::vector { 1 });
        filter.setSubject(ImportSubject::Changed);
        QCOMPARE(filter.shownRows(), std::vector { 2 });
        filter.setSubject(ImportSubject::New);
        QCOMPARE(filter.shownRows(), std::vector { 0 });
        filter.setSubject(ImportSubject::Everything);
        filter.setWords(u"ALICE  oth"_s);
        QCOMPARE(filter.shownRows(), std::vector { 2 });
        filter.setWords(u"nowhere"_s);
        QVERIFY(filter.shownRows().empty());
    }

    void longWordsMayBreak()
    {
        using ui::transfer::breakable;
        QCOMPARE(breakable(u"short words stay"_s), u"short words stay"_s);
        QString name = u"somebody.with.a.long.name@mail.example.com"_s;
        name += QString::fromUtf8("\xf0\x9f\x94\x91").repeated(20); // two units each
        QString broken = breakable(u"of "_s + name);
        for (const QString& piece : broken.split(QChar::fromUcs2(0x200b)))
            QVERIFY2(piece.size() <= 16 && piece.isValidUtf16(), qPrintable(piece));
        QCOMPARE(broken.remove(QChar::fromUcs2(0x200b)), u"of "_s + name);
    }

    void forgets()
    {
        ModelScene scene;
        scene.addFile();
        scene.model.setDuplicates(OnDuplicate::Replace);
        scene.model.clear();
        QVERIFY(scene.model.isEmpty());
        QCOMPARE(scene.model.chosenCount(), 0);
        scene.addFile();
        QCOMPARE(scene.model.chosenCount(), 2); // also what was chosen for duplicates
    }
};

QTEST_GUILESS_MAIN(ImportModelTest)
#include "import_model_test.moc"
