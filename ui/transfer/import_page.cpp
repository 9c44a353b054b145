// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_page.h"

#include "ui/text/error_text.h"
#include "ui/text/import_text.h"
#include "ui/text/visible_text.h"
#include "ui/transfer/breakable_text.h"
#include "ui/transfer/drop_panel.h"
#include "ui/transfer/file_passphrase_form.h"
#include "ui/transfer/import_model.h"
#include "ui/transfer/import_preview.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/scrolled_page.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::transfer {

namespace {

constexpr int LongestFileName = 60;

QString nameOf(const QString& path)
{
    return path.isEmpty() ? ImportPage::tr("Picture")
                          : text::visibleText(QFileInfo(path).fileName(), LongestFileName);
}

QStringList localFiles(const QMimeData& contents)
{
    QStringList paths;
    for (const QUrl& url : contents.urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    return paths;
}

} // namespace

ImportPage::ImportPage(vault::VaultSession& session, ImportWriter& writer, QWidget* parent)
    : FootedPage(parent),
      m_session(session),
      m_writer(writer),
      m_reader(new ImportReader(session, this)),
      m_model(new ImportModel(this)),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_stop(new QPushButton(tr("&Stop"))),
      m_banner(new widgets::MessageBanner),
      m_progress(new widgets::BusyLine),
      m_busy(buildBusy()),
      m_files(new DropPanel),
      m_passphrase(new FilePassphraseForm),
      m_preview(new ImportPreview(*m_model)),
      m_more(widgets::newSecondaryButton(tr("&More files…"))),
      m_import(new widgets::PrimaryButton({}))
{
    setAcceptDrops(true);
    layOut();
    listen();
    listenToReader();
    connect(&m_session, &vault::VaultSession::locked, this, &ImportPage::reset);
    connect(&m_session, &vault::VaultSession::accountsChanged, this, &ImportPage::compareAgain);
    reset();
}

ImportPage::~ImportPage() = default;

QWidget* ImportPage::buildBusy()
{
    auto* busy = new QWidget;
    auto* row = new QHBoxLayout(busy);
    row->setContentsMargins({});
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, m_reader, &ImportReader::stop);
    return busy;
}

void ImportPage::layOut()
{
    column()->addLayout(widgets::newHead(tr("Import from another program"), m_cancel));
    column()->addWidget(m_banner);
    column()->addWidget(m_files);
    column()->addWidget(m_passphrase);
    column()->addWidget(m_preview, 1);
    column()->addStretch(0);
    foot()->addWidget(m_busy);
    auto* actions = new QHBoxLayout;
    foot()->addLayout(actions);
    actions->addWidget(m_more);
    actions->addWidget(m_import, 1);
}

void ImportPage::listen()
{
    connect(m_cancel, &QPushButton::clicked, this, &ImportPage::giveUp);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ImportPage::giveUp);
    connect(m_files, &DropPanel::filesRequested, this, &ImportPage::chooseFiles);
    connect(m_files, &DropPanel::coachRequested, this, &ImportPage::coachWanted);
    connect(m_more, &QPushButton::clicked, this, &ImportPage::chooseFiles);
    connect(m_passphrase, &FilePassphraseForm::entered, this,
        [this](crypto::SecretBytes& passphrase, crypto::SecretBytes& keyFile) {
            m_banner->clear();
            m_reader->open(std::move(passphrase), std::move(keyFile));
        });
    connect(m_passphrase, &FilePassphraseForm::refused, this, &ImportPage::report);
    connect(m_passphrase, &FilePassphraseForm::leftOut, this, [this] {
        m_banner->clear();
        m_reader->leaveOut();
    });
    connect(m_model, &ImportModel::choiceChanged, this, &ImportPage::updateImport);
    connect(m_preview, &ImportPreview::confirmed, m_import, &QPushButton::click);
    connect(m_import, &QPushButton::clicked, this, &ImportPage::import);
}

void ImportPage::listenToReader()
{
    connect(m_reader, &ImportReader::startedReading, this, [this] {
        m_passphrase->setBusy(true);
        m_busy->show();
        m_progress->start(tr("Reading…"));
        updateImport();
    });
    connect(m_reader, &ImportReader::stoppedReading, this, [this] {
        m_passphrase->setBusy(false);
        m_progress->stop();
        m_busy->hide();
        updateImport();
    });
    connect(m_reader, &ImportReader::passphraseNeeded, this, &ImportPage::ask);
    connect(m_reader, &ImportReader::stopped, this, [this] {
        m_banner->showNote(tr("Stopped. Nothing was imported."));
        setFocus();
    });
    connect(m_reader, &ImportReader::finished, this,
        [this](ImportFindings& findings) { takeFindings(std::move(findings)); });
}

void ImportPage::enter(State state)
{
    m_state = state;
    m_files->setVisible(state == State::Choosing);
    m_passphrase->setVisible(state == State::Asking);
    m_preview->setVisible(state == State::Previewing);
    m_more->setVisible(state == State::Previewing);
    m_import->setVisible(state == State::Previewing);
    m_cancel->setEnabled(state != State::Importing);
    m_stop->setVisible(state != State::Importing);
    updateImport();
    if (!isVisible())
        return;
    setFocus();
    focusPart(); // it may have had the focus itself, while nothing on it could
}

void ImportPage::focusInEvent(QFocusEvent* /*event*/)
{
    focusPart();
}

void ImportPage::focusPart()
{
    switch (m_state) {
    case State::Choosing:
        m_files->setFocus();
        break;
    case State::Asking:
        m_passphrase->setFocus();
        break;
    case State::Previewing:
        m_preview->setFocus();
        break;
    case State::Importing:
        break;
    }
}

void ImportPage::read(const ::transfer::GivenFiles& files)
{
    if (!m_session.isOpen() || m_state == State::Importing || files.empty())
        return;
    m_banner->clear();
    m_reader->read(files);
}

void ImportPage::giveUp()
{
    if (m_state == State::Importing)
        return; // it is on its way to the disk, and can be undone
    reset();
    emit cancelled();
}

void ImportPage::reset()
{
    m_reader->cancel();
    m_passphrase->wipe();
    m_banner->clear();
    m_fileLines.clear();
    m_openFiles.clear();
    m_model->clear();
    m_preview->reset();
    enter(State::Choosing);
}

bool ImportPage::isIdle() const
{
    return m_state == State::Choosing && !m_reader->isReading();
}

void ImportPage::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("Files of other programs"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
        [this](const QStringList& paths) { read(::transfer::givenFiles(paths)); });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void ImportPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_state == State::Importing || localFiles(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_files->setDropHovering(true);
}

void ImportPage::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    m_files->setDropHovering(false);
}

void ImportPage::dropEvent(QDropEvent* event)
{
    m_files->setDropHovering(false);
    event->acceptProposedAction();
    read(::transfer::givenFiles(localFiles(*event->mimeData())));
}

void ImportPage::ask(const QString& path, const ::transfer::Failure& why)
{
    m_passphrase->ask(breakable(nameOf(path)), why);
    if (why.refusal != ::transfer::Refusal::PassphraseNeeded) {
        const text::Explanation explanation = text::importFailureText(why);
        m_banner->showError(explanation.message, explanation.next);
    }
    enter(State::Asking);
}

void ImportPage::takeFindings(ImportFindings findings)
{
    if (!m_session.isOpen())
        return;
    if (findings.plan)
        addFiles(findings.read, std::move(*findings.plan));
    enter(m_model->isEmpty() ? State::Choosing : State::Previewing);
    tellRefused(findings.refused);
    if (!findings.plan)
        report(findings.plan.error());
    if (!findings.pictures.empty())
        emit picturesFound(findings.pictures);
}

void ImportPage::addFiles(const std::vector<ReadImport>& files, ::transfer::ImportPlan plan)
{
    QStringList names;
    for (const ReadImport& file : files) {
        names << nameOf(file.path);
        //: %1 is a file, %2 the program that made it
        QString line = tr("“%1”: %2, %n entry(s)", nullptr, file.entries)
                           .arg(names.back(), text::formatTitle(*file.format));
        if (file.lookedAt)
            line += QStringLiteral("; ") + text::lookedAtText(*file.lookedAt);
        m_fileLines << line;
        if (file.isOpen)
            m_openFiles << names.back();
    }
    m_model->add(std::move(plan), names);
    m_preview->setFiles(m_fileLines);
}

/// One by its sentence, several by a line for each.
void ImportPage::tellRefused(const std::vector<RefusedImport>& refused)
{
    if (refused.empty())
        return;
    QStringList lines;
    for (const RefusedImport& file : refused) {
        const text::Explanation why = text::importFailureText(file.why);
        lines
            << QStringLiteral("%1: %2 %3").arg(nameOf(file.path), why.message, why.next).trimmed();
    }
    m_banner->showError(
        tr("%n file(s) could not be read.", nullptr, static_cast<int>(refused.size())),
        breakable(lines.join(u'\n')));
    offerToName(refused);
    scrollToTop();
}

/// What nothing in a file tells somebody may know.
void ImportPage::offerToName(const std::vector<RefusedImport>& refused)
{
    const ::transfer::Format* format = nullptr;
    QStringList paths;
    for (const RefusedImport& file : refused) {
        if (file.why.obstacle != ::transfer::Obstacle::NoSignature)
            continue;
        if (!format)
            format = ::transfer::findFormat(::transfer::importFormats(), file.why.format);
        if (format && format->id == file.why.format)
            paths << file.path;
    }
    if (!format)
        return;
    m_banner->offer(
        tr("It is of this &kind"), // which stands above it, and is long
        [this, paths, format] {
            m_banner->clear();
            m_reader->readAs(paths, *format);
        },
        //: %1 is a kind of file, such as "Aegis (JSON)"
        tr("It is of this kind: %1").arg(text::formatTitle(*format)));
}

/// Others change the vault while somebody looks at the preview.
void ImportPage::compareAgain()
{
    if (m_session.isOpen() && !m_model->isEmpty())
        m_model->compareAgain(m_session.vault());
}

void ImportPage::updateImport()
{
    const int count = m_model->chosenCount();
    m_import->setText(tr("Im&port %n account(s)", nullptr, count));
    m_import->setEnabled(count > 0 && !m_reader->isReading());
}

void ImportPage::import()
{
    if (!m_session.isOpen() || m_state != State::Previewing)
        return;
    m_banner->clear();
    const int count = m_model->chosenCount();
    enter(State::Importing);
    m_busy->show();
    m_progress->start(tr("Importing %n account(s)…", nullptr, count));
    m_writer.write(m_model->takePlan(), this,
        [this](ImportWriter::Written written) { takeImported(std::move(written)); });
}

void ImportPage::takeImported(ImportWriter::Written written)
{
    m_progress->stop();
    m_busy->hide();
    if (written.count) {
        const QString sentence = outcome(*written.count);
        reset();
        emit finished(sentence);
        return;
    }
    m_model->putBack(std::move(*written.plan));
    enter(State::Previewing);
    compareAgain(); // others may have been told of a change while it was away
    report(written.count.error());
}

QString ImportPage::outcome(int imported) const
{
    const QString done = tr("%n account(s) imported.", nullptr, imported);
    if (m_openFiles.isEmpty())
        return done;
    const auto count = static_cast<int>(m_openFiles.size());
    return done + u' '
        + (count == 1 ? text::notEncryptedText(m_openFiles.front())
                      : tr("%n files are not encrypted: whoever can read them has every secret in "
                           "them. They were left as they are.",
                          nullptr, count));
}

void ImportPage::report(const base::Error& error)
{
    const text::Explanation explanation = text::errorText(error);
    m_banner->showError(explanation.message, explanation.next);
    scrollToTop();
}

} // namespace ui::transfer
