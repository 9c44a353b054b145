// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_page.h"

#include "ui/text/error_text.h"
#include "ui/text/export_text.h"
#include "ui/text/import_text.h"
#include "ui/transfer/breakable_text.h"
#include "ui/transfer/code_show.h"
#include "ui/transfer/export_model.h"
#include "ui/transfer/export_outcome.h"
#include "ui/transfer/export_preview.h"
#include "ui/transfer/export_seal.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/scrolled_page.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QPrintDialog>
#include <QPrinter>
#include <QShortcut>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

using ::transfer::ExportPlan;
using ::transfer::PlannedExport;

namespace ui::transfer {

namespace {

/// Whether the same would be written of the same accounts, whatever is ticked.
bool isSame(const ExportPlan& a, const ExportPlan& b)
{
    return std::ranges::equal(
        a.lines(), b.lines(), [](const PlannedExport& one, const PlannedExport& other) {
            return one.account == other.account && one.misfit == other.misfit
                && one.losses == other.losses && one.hasRegistration == other.hasRegistration;
        });
}

/// What was left out before is left out again.
void keepChoice(const ExportPlan& former, ExportPlan& plan)
{
    std::set<vault::Id> leftOut;
    for (const PlannedExport& line : former.lines()) {
        if (!line.isChosen)
            leftOut.insert(line.account.id);
    }
    for (std::size_t i = 0; i < plan.lines().size(); ++i)
        plan.choose(i, !leftOut.contains(plan.lines()[i].account.id));
}

/// Where the account of a row is now; -1 if it is not.
int rowOfSame(const ExportPlan& former, int row, const ExportPlan& plan)
{
    if (row < 0)
        return -1;
    const vault::Id& id = former.lines()[static_cast<std::size_t>(row)].account.id;
    const auto found = std::ranges::find_if(
        plan.lines(), [&id](const PlannedExport& line) { return line.account.id == id; });
    return found == plan.lines().end() ? -1 : static_cast<int>(found - plan.lines().begin());
}

} // namespace

ExportPage::ExportPage(vault::VaultSession& session, ExportWriter& writer,
    ExportFormats::List formats, QWidget* parent)
    : FootedPage(parent),
      m_session(session),
      m_writer(writer),
      m_model(new ExportModel(this)),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_banner(new widgets::MessageBanner),
      m_formats(new ExportFormats(formats)),
      m_kind(widgets::newTextLabel({}, nullptr)),
      m_preview(new ExportPreview(*m_model)),
      m_seal(new ExportSeal(session.services().random)),
      m_codes(new CodeShow(session.services().clock)),
      m_left(widgets::newTextLabel({}, nullptr)),
      m_busy(new widgets::BusyLine),
      m_whyNot(widgets::newTextLabel({}, nullptr)),
      m_back(widgets::newSecondaryButton(tr("&Back"))),
      m_next(new widgets::PrimaryButton({}))
{
    layOut();
    listen();
    connect(&m_session, &vault::VaultSession::locked, this, &ExportPage::reset);
    connect(&m_session, &vault::VaultSession::accountsChanged, this, &ExportPage::followVault);
    reset();
}

ExportPage::~ExportPage()
{
    // The plan goes first, and the table asks its model to the end.
    m_model->setPlan(nullptr);
}

void ExportPage::layOut()
{
    column()->addLayout(widgets::newHead(tr("Export for another program"), m_cancel));
    column()->addWidget(m_banner);
    column()->addWidget(m_formats, 1);
    column()->addWidget(m_kind);
    column()->addWidget(m_preview, 1);
    column()->addWidget(m_seal);
    column()->addWidget(m_codes, 1);
    column()->addWidget(m_left);
    column()->addStretch(0);
    QSizePolicy givesItsPlaceUp = m_busy->sizePolicy();
    givesItsPlaceUp.setRetainSizeWhenHidden(false);
    m_busy->setSizePolicy(givesItsPlaceUp);
    foot()->addWidget(m_busy);
    foot()->addWidget(m_whyNot);
    auto* actions = new QHBoxLayout;
    foot()->addLayout(actions);
    actions->addWidget(m_back);
    actions->addWidget(m_next, 1);
}

void ExportPage::listen()
{
    connect(m_cancel, &QPushButton::clicked, this, &ExportPage::close);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ExportPage::leaveStep);
    connect(m_formats, &ExportFormats::confirmed, m_next, &QPushButton::click);
    connect(m_formats, &ExportFormats::backupsWanted, this, &ExportPage::backupsWanted);
    connect(m_model, &ExportModel::choiceChanged, this, &ExportPage::updateActions);
    connect(m_preview, &ExportPreview::confirmed, m_next, &QPushButton::click);
    connect(m_seal, &ExportSeal::readinessChanged, this, &ExportPage::updateActions);
    connect(m_seal, &ExportSeal::submitted, m_next, &QPushButton::click);
    connect(m_seal, &ExportSeal::showWanted, this, &ExportPage::drawCodes);
    connect(m_seal, &ExportSeal::printWanted, this, &ExportPage::choosePrinter);
    connect(m_codes, &CodeShow::expired, this, [this] {
        hideCodes(tr("The codes were hidden, because nobody turned them for a minute."));
    });
    connect(m_back, &QPushButton::clicked, this, &ExportPage::goBack);
    connect(m_next, &QPushButton::clicked, this, &ExportPage::goOn);
}

void ExportPage::enter(State state)
{
    m_state = state;
    m_formats->setVisible(state == State::Choosing);
    const bool isUnderWay = state != State::Choosing && state != State::Done;
    m_kind->setVisible(isUnderWay && state != State::Showing); // the codes need the room
    m_preview->setVisible(state == State::Previewing);
    m_seal->setVisible(state == State::Sealing);
    m_codes->setVisible(state == State::Showing);
    m_left->setVisible(state == State::Done && !m_left->text().isEmpty());
    m_back->setVisible(isUnderWay);
    m_cancel->setVisible(state != State::Done);
    updateActions();
    scrollToTop();
    if (isVisible())
        setFocus();
}

QString ExportPage::nextText() const
{
    switch (m_state) {
    case State::Choosing:
        return tr("&Continue…");
    case State::Previewing:
        return tr("&Continue with %n account(s)", nullptr, m_model->chosenCount());
    case State::Sealing:
        return tr("W&rite %n account(s)…", nullptr, m_model->chosenCount());
    case State::Showing:
    case State::Done:
        break;
    }
    return tr("&Done");
}

/// Why there is no going on.
QString ExportPage::whyNot() const
{
    const bool needsAccounts = m_state == State::Previewing || m_state == State::Sealing;
    if (needsAccounts && m_model->chosenCount() == 0)
        return tr("No account is chosen that fits into this kind of file.");
    if (m_state == State::Sealing && !m_seal->isReady())
        return tr("Tick that you know what the file holds; until then nothing is written.");
    return {};
}

void ExportPage::updateActions()
{
    const QString reason = whyNot();
    m_next->setText(nextText());
    m_next->setEnabled(!m_isBusy && reason.isEmpty());
    m_next->setAccessibleDescription(reason);
    m_whyNot->setText(reason);
    m_whyNot->setVisible(!reason.isEmpty());
    m_back->setEnabled(!m_isBusy);
    m_cancel->setEnabled(!m_isWriting);
    for (QWidget* part : { static_cast<QWidget*>(m_formats), static_cast<QWidget*>(m_preview),
             static_cast<QWidget*>(m_seal) })
        part->setEnabled(!m_isBusy);
}

void ExportPage::focusInEvent(QFocusEvent* /*event*/)
{
    switch (m_state) {
    case State::Choosing:
        m_formats->setFocus();
        break;
    case State::Previewing:
        m_preview->setFocus();
        break;
    case State::Sealing:
        m_seal->setFocus();
        break;
    case State::Showing:
        m_codes->setFocus();
        break;
    case State::Done:
        m_next->setFocus();
        break;
    }
}

/// Whoever leaves the page is through with the export. A window that is put away leaves nothing.
void ExportPage::hideEvent(QHideEvent* event)
{
    if (!event->spontaneous() && !m_isWriting)
        reset();
    FootedPage::hideEvent(event);
}

void ExportPage::reset()
{
    delete std::exchange(m_job, nullptr);
    m_codes->wipe();
    m_model->setPlan(nullptr);
    m_prepared.reset();
    m_verification.reset();
    m_isWriting = false;
    m_isBehind = false;
    setIdle();
    m_seal->wipe();
    m_preview->reset();
    m_formats->reset();
    m_banner->clear();
    m_left->clear();
    enter(State::Choosing);
}

void ExportPage::goOn()
{
    switch (m_state) {
    case State::Choosing:
        return verify();
    case State::Previewing:
        m_seal->ask(m_formats->chosen());
        return enter(State::Sealing);
    case State::Sealing:
        return chooseFile();
    case State::Showing:
    case State::Done:
        return close();
    }
}

void ExportPage::goBack()
{
    m_banner->clear();
    if (m_state == State::Showing)
        return hideCodes({});
    m_seal->wipe();
    enter(m_state == State::Sealing ? State::Previewing : State::Choosing);
}

/// Escape leaves the page, and what is on show at first.
void ExportPage::leaveStep()
{
    if (m_state == State::Showing)
        goBack();
    else
        close();
}

void ExportPage::close()
{
    if (m_isWriting)
        return;
    reset();
    emit closed();
}

void ExportPage::verify()
{
    if (!m_session.isOpen())
        return;
    if (m_verification) // for this export it is known who it is
        return prepare();
    auto* dialog = new unlock::VerifyDialog(m_session,
        tr("The accounts are to be written into a file for another program, with the secrets that "
           "make their codes."),
        this);
    connect(dialog, &unlock::VerifyDialog::verified, this,
        [this](std::shared_ptr<vault::Verification> verification) {
            m_verification = std::move(verification);
            prepare();
        });
    dialog->open();
}

void ExportPage::prepare()
{
    startJob(tr("Looking at the accounts…"));
    m_writer.prepare(m_formats->chosen(), m_verification, m_job,
        [this](ExportWriter::Prepared prepared) { takePrepared(std::move(prepared)); });
}

void ExportPage::takePrepared(ExportWriter::Prepared prepared)
{
    endJob();
    if (!prepared) {
        m_verification.reset();
        return report(prepared.error());
    }
    m_model->setPlan(nullptr);
    m_prepared = std::move(*prepared);
    m_isBehind = false;
    m_model->setPlan(&*m_prepared->plan);
    m_preview->reset();
    m_kind->setText(text::formatTitle(*m_formats->chosen().format));
    enter(State::Previewing);
}

void ExportPage::startJob(const QString& sentence)
{
    m_banner->clear();
    setBusy(sentence);
    delete std::exchange(m_job, new QObject(this));
}

void ExportPage::endJob()
{
    m_job->deleteLater();
    m_job = nullptr;
    setIdle();
}

/// Others change the vault while somebody looks at the preview. What is being looked at meanwhile
/// stays on view; what is being written is finished as it was, and looked at again if that fails.
void ExportPage::followVault()
{
    const bool isFirstLook = m_isBusy && m_state == State::Choosing;
    if (!m_session.isOpen()
        || !(isFirstLook || m_state == State::Previewing || m_state == State::Sealing
            || m_state == State::Showing))
        return;
    if (isFirstLook)
        return prepare();
    m_isBehind = true;
    if (m_isBusy) // with what was there before, and that is looked at next
        return;
    delete std::exchange(m_job, new QObject(this));
    m_writer.prepare(m_prepared->plan->format(), m_verification, m_job,
        [this](ExportWriter::Prepared prepared) { takeChanged(std::move(prepared)); });
}

void ExportPage::takeChanged(ExportWriter::Prepared prepared)
{
    endJob();
    m_isBehind = false;
    if (!prepared) {
        reset();
        return report(prepared.error());
    }
    ExportPlan& plan = *(*prepared)->plan;
    if (isSame(*m_prepared->plan, plan))
        return;
    keepChoice(*m_prepared->plan, plan);
    const int row = rowOfSame(*m_prepared->plan, m_preview->currentRow(), plan);
    const auto former = std::exchange(m_prepared, std::move(*prepared));
    m_model->setPlan(&plan);
    m_preview->setCurrentRow(row);
    if (m_state == State::Showing)
        hideCodes(tr("The accounts have changed meanwhile, and with them the codes."));
}

void ExportPage::drawCodes()
{
    if (m_state != State::Sealing || m_isBusy || !m_session.isOpen())
        return;
    startJob(tr("Drawing the codes and reading them back…"));
    m_writer.draw(
        m_prepared, m_job, [this](ExportWriter::Drawn codes) { takeCodes(std::move(codes)); });
}

void ExportPage::takeCodes(ExportWriter::Drawn codes)
{
    endJob();
    if (!codes)
        return tellFailure(codes.error());
    m_codes->begin(std::move(*codes));
    enter(State::Showing);
    if (m_isBehind)
        followVault();
}

void ExportPage::hideCodes(const QString& why)
{
    m_codes->wipe();
    if (!why.isEmpty())
        m_banner->showNote(why, tr("Show them again, if they are still needed."));
    enter(State::Sealing);
}

void ExportPage::chooseFile()
{
    if (!m_seal->passphrase(*m_banner)) // it is read again when it is needed
        return scrollToTop();
    auto* dialog = new QFileDialog(this, tr("Where the file goes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is refused, not asked about
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (QFileInfo::exists(documents))
        dialog->setDirectory(documents);
    dialog->selectFile(suggestedName(*m_formats->chosen().format));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportPage::write);
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void ExportPage::write(const QString& path)
{
    if (m_state != State::Sealing || m_isBusy || !m_session.isOpen())
        return;
    std::optional<crypto::SecretBytes> passphrase = m_seal->passphrase(*m_banner);
    if (!passphrase)
        return;
    m_banner->clear();
    delete std::exchange(m_job, nullptr); // what is on view is written
    m_isWriting = true;
    setBusy(tr("Writing the file and reading it back…"));
    m_writer.write(m_prepared, QFile::encodeName(path).toStdString(), std::move(*passphrase), this,
        [this](const ExportWriter::Written& written) { takeWritten(written); });
}

void ExportPage::takeWritten(const ExportWriter::Written& written)
{
    m_isWriting = false;
    setIdle();
    if (written)
        return tellDone(exportDone(*m_prepared->plan, *written));
    tellFailure(written.error());
}

void ExportPage::choosePrinter()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print the sheet"));
    dialog->setOptions(QAbstractPrintDialog::PrintToFile); // whole, once
    // The connection keeps the printer, to which the dialog has only a pointer, until both go.
    connect(dialog, qOverload<>(&QDialog::accepted), this, [this, printer] { print(printer); });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QDialog::reject);
    dialog->open();
}

void ExportPage::print(std::shared_ptr<QPrinter> printer)
{
    if (m_state != State::Sealing || m_isBusy || !m_seal->isReady() || !m_session.isOpen())
        return;
    delete std::exchange(m_job, nullptr); // what is on view is printed
    m_isWriting = true;
    startJob(tr("Printing…"));
    m_writer.print(m_prepared, std::move(printer), m_job,
        [this](const base::Result<void>& printed) { takePrinted(printed); });
}

void ExportPage::takePrinted(const base::Result<void>& printed)
{
    m_isWriting = false;
    endJob();
    if (printed)
        return tellDone(printDone(*m_prepared->plan));
    tellTrouble({ tr("The sheet could not be printed."),
        tr("Choose another printer, or write the file and print that from a browser.") });
}

void ExportPage::tellFailure(const ::transfer::ExportFailure& failure)
{
    const text::Explanation why = text::exportFailureText(failure);
    //: %1 is what was being done, %2 what happened
    const QString sentence = tr("%1: %2").arg(text::exportStepText(failure.step), why.message);
    tellTrouble({ sentence, why.next });
}

void ExportPage::tellTrouble(const text::Explanation& why)
{
    if (!isVisible()) {
        reset();
        emit noticed(why.message);
        return;
    }
    m_banner->showError(breakable(why.message), why.next);
    scrollToTop();
    setFocus();
    if (m_isBehind)
        followVault();
}

void ExportPage::tellDone(const text::Explanation& done)
{
    const QStringList left = leftOfExport(*m_prepared->plan);
    const bool isSeen = isVisible();
    reset();
    if (!isSeen) {
        emit noticed(done.message);
        return;
    }
    m_banner->showNote(breakable(done.message), done.next);
    m_left->setText(breakable(left.join(u'\n')));
    enter(State::Done);
}

void ExportPage::setBusy(const QString& sentence)
{
    m_isBusy = true;
    m_busy->start(sentence);
    updateActions();
}

void ExportPage::setIdle()
{
    m_isBusy = false;
    m_busy->stop();
    updateActions();
}

void ExportPage::report(const base::Error& error)
{
    const text::Explanation explanation = text::errorText(error);
    m_banner->showError(explanation.message, explanation.next);
    scrollToTop();
    setFocus();
}

} // namespace ui::transfer
