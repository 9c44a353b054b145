// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/import_plan.h"
#include "tests/support/dropped.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_window.h"
#include "tests/support/person.h"
#include "tests/support/transfer_samples.h"
#include "ui/add/add_page.h"
#include "ui/text/account_text.h"
#include "ui/transfer/file_passphrase_form.h"
#include "ui/transfer/import_model.h"
#include "ui/transfer/import_page.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using support::Person;
using support::Sample;
using transfer::Status;
using ui::transfer::ImportModel;
using ui::transfer::ImportPage;

namespace {

constexpr int Patience = 30'000;

/// The pages that a file may end on.
struct CorpusScene : support::OpenWindow
{
    ImportPage& page() const { return part<ImportPage>(); }
    bool isAsking() const { return shown<ui::transfer::FilePassphraseForm>(page()) != nullptr; }
    const QWidget* banner(const QWidget& of) const { return shown<ui::widgets::MessageBanner>(of); }
    bool hasPreview() const { return part<ImportModel>().rowCount() > 0; }
    /// The button that saves what was found in pictures; null: nothing was.
    static QPushButton* save(const ui::add::AddPage& page)
    {
        auto* const primary = shown<ui::widgets::PrimaryButton>(page);
        return primary && primary->text().startsWith(u"&Save"_s) ? primary : nullptr;
    }
    /// Something is said of a file, or wanted for it.
    bool answers() const
    {
        const auto& add = part<ui::add::AddPage>();
        return isAsking() || hasPreview() || banner(page())
            || (add.isVisible() && (banner(add) || save(add)));
    }
    /// What came with one click goes with one key.
    bool undo()
    {
        Person::key(Qt::Key_Z, Qt::ControlModifier);
        return QTest::qWaitFor([this] { return accounts() == 0; }, Patience);
    }
};

/// What the manifest says.
struct Told
{
    int entries = 0; ///< that can be used
    int perhaps = 0; ///< that are used, or told as left
    int left = 0;
    int different = 0; ///< without those that are in it twice: a code may be in several pictures
    bool isInOrder = true;
    QStringList titles; ///< of those that are read in one way alone, in their order
};

Told toldOf(const Sample& sample)
{
    Told told;
    QJsonArray seen;
    told.isInOrder = sample.told["order_significant"_L1].toBool(true);
    told.left = sample.told["failures"_L1].toInt();
    for (const auto& value : sample.told["entries"_L1].toArray()) {
        const QJsonObject entry = value.toObject();
        if (entry.contains("may_skip"_L1)) {
            ++told.perhaps;
            continue;
        }
        ++told.entries;
        const QJsonArray one { entry["issuer"_L1], entry["name"_L1], entry["secret"_L1] };
        if (!seen.contains(QJsonValue(one))) {
            seen.append(one);
            ++told.different;
        }
        if (!entry.contains("accept"_L1))
            told.titles << ui::text::accountTitle(
                entry["issuer"_L1].toString().trimmed(), entry["name"_L1].toString().trimmed());
    }
    return told;
}

int countOf(const ImportModel& model, std::initializer_list<Status> statuses)
{
    int count = 0;
    for (const Status status : statuses)
        count += model.countOf(status);
    return count;
}

QString everything()
{
    return Person::everythingSeen().join(u" | "_s);
}

QStringList titlesOf(const ImportModel& model)
{
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles << model.index(row, ImportModel::AccountColumn).data().toString();
    return titles;
}

/// The first that is not among those shown, in this order if there is one; empty: all are.
QString missingOf(const Told& told, const QStringList& shown)
{
    qsizetype place = 0;
    for (const QString& title : told.titles) {
        place = shown.indexOf(title, told.isInOrder ? place : 0) + 1;
        if (place == 0)
            return title;
    }
    return {};
}

} // namespace

/// Every file of a collection of other programs' files, dropped on the import page: it asks for a
/// passphrase if there is one, and shows each entry as the manifest tells; one click puts them into
/// the vault, and one undo takes them out.
class WindowCorpusTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(!m_samples.empty()); }
    void init() { support::failOnWarning(); }
    void isShownAsTheManifestTells_data() { eachSample(); }
    void isShownAsTheManifestTells();
    void isTakenWhereverItIsDropped_data() { eachSample(); }
    void isTakenWhereverItIsDropped();

private:
    void eachSample() const;
    void refuses(const CorpusScene& scene, const Sample& sample);
    void shows(CorpusScene& scene, const Sample& sample);
    void showsCodes(CorpusScene& scene, const Sample& sample);
    static bool answer(CorpusScene& scene, const QString& words);

    std::vector<Sample> m_samples =
        support::samplesOf(QStringLiteral(CORPUS_FOLDER "/corpus.json"));
};

void WindowCorpusTest::eachSample() const
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        QTest::newRow(qUtf8Printable(m_samples[i].id)) << static_cast<int>(i);
}

void WindowCorpusTest::isShownAsTheManifestTells()
{
    QFETCH(int, index);
    const Sample& sample = m_samples[static_cast<std::size_t>(index)];
    CorpusScene scene;
    Person::key(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(scene.page().isVisible());
    QVERIFY(support::dropFiles(scene.page(), { sample.path }));
    QVERIFY(QTest::qWaitFor([&scene] { return scene.answers(); }, Patience));
    const auto& add = scene.part<ui::add::AddPage>();
    if (add.isVisible())
        showsCodes(scene, sample);
    else if (sample.isError())
        refuses(scene, sample);
    else
        shows(scene, sample);
}

/// On another page than the import page, which is where most people drop them. What somebody has to
/// name, or has nothing in it, is told by the import page.
void WindowCorpusTest::isTakenWhereverItIsDropped()
{
    QFETCH(int, index);
    const Sample& sample = m_samples[static_cast<std::size_t>(index)];
    CorpusScene scene;
    QVERIFY(support::dropFiles(scene.middle(), { sample.path }));
    QVERIFY(QTest::qWaitFor([&scene] { return scene.answers(); }, Patience));
    if (sample.isError())
        return;
    const auto& add = scene.part<ui::add::AddPage>();
    const Told told = toldOf(sample);
    const bool isToBeNamed = sample.format == "andotp-encrypted-old";
    const bool isEmpty = told.entries + told.perhaps + told.left == 0;
    if (add.isVisible())
        QVERIFY2(CorpusScene::save(add), qPrintable(everything()));
    else if (isToBeNamed || (isEmpty && sample.passphrase().isEmpty()))
        QVERIFY(scene.banner(scene.page()));
    else
        QVERIFY2(scene.isAsking() || scene.hasPreview(), qPrintable(everything()));
}

/// Types it where it is asked for; false where it is not.
bool WindowCorpusTest::answer(CorpusScene& scene, const QString& words)
{
    if (!scene.isAsking())
        return false;
    Person::type(words);
    Person::key(Qt::Key_Return);
    return QTest::qWaitFor(
        [&scene] { return scene.hasPreview() || scene.banner(scene.page()); }, Patience);
}

void WindowCorpusTest::refuses(const CorpusScene& scene, const Sample& sample)
{
    if (scene.isAsking()) { // what is damaged may be found out only then
        Person::type(QString::fromUtf8(sample.passphrase()));
        Person::key(Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([&] { return scene.banner(scene.page()) != nullptr; }, Patience));
    }
    QVERIFY(!scene.hasPreview());
    QVERIFY(!scene.banner(scene.page())->accessibleName().isEmpty());
    QCOMPARE(scene.accounts(), std::size_t { 0 });
}

void WindowCorpusTest::shows(CorpusScene& scene, const Sample& sample)
{
    const Told told = toldOf(sample);
    // Of one kind nothing tells what it is: somebody does.
    if (sample.format == "andotp-encrypted-old") {
        QVERIFY(Person::press(u"It is of this kind: andOTP (file of its own kind, encrypted)"_s));
        QVERIFY(QTest::qWaitFor([&] { return scene.isAsking(); }, Patience));
    }
    QCOMPARE(scene.isAsking(), !sample.passphrase().isEmpty());
    if (scene.isAsking())
        QVERIFY(answer(scene, QString::fromUtf8(sample.passphrase())));
    const auto& model = scene.part<ImportModel>();
    if (told.entries + told.perhaps + told.left == 0) {
        QVERIFY(scene.banner(scene.page())); // it opens, and there is nothing in it
        return;
    }
    const int usable = countOf(model, { Status::New });
    QVERIFY(usable >= told.entries && usable <= told.entries + told.perhaps);
    QCOMPARE(model.rowCount(), told.entries + told.perhaps + told.left);
    QCOMPARE(usable + countOf(model, { Status::Unsupported, Status::Invalid }), model.rowCount());
    QCOMPARE(missingOf(told, titlesOf(model)), QString());
    if (usable == 0)
        return;
    QVERIFY2(Person::press(u"Import %1 account(s)"_s.arg(usable)), qPrintable(everything()));
    QVERIFY(QTest::qWaitFor([&] { return scene.page().isIdle(); }, Patience));
    // What lay in the trash there lies in the trash here.
    const std::size_t trashed = scene.open.session.vault().trash().size();
    QCOMPARE(scene.accounts() + trashed, static_cast<std::size_t>(usable));
    QVERIFY(scene.undo());
}

/// Pictures are told by their first bytes, and go to the page that looks for codes.
void WindowCorpusTest::showsCodes(CorpusScene& scene, const Sample& sample)
{
    const auto& add = scene.part<ui::add::AddPage>();
    if (sample.isError()) {
        QVERIFY(scene.banner(add));
        return;
    }
    const int count = toldOf(sample).different;
    QVERIFY2(Person::press(u"Save %1 account(s)"_s.arg(count)), qPrintable(everything()));
    QTRY_COMPARE(scene.accounts(), static_cast<std::size_t>(count));
    QVERIFY(scene.undo());
}

QTEST_MAIN(WindowCorpusTest)
#include "corpus_test.moc"
