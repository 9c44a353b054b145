// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/main_window.h"

#include "ui/accounts/accounts_page.h"
#include "ui/accounts/trash_page.h"
#include "ui/add/add_page.h"
#include "ui/backup/backup_page.h"
#include "ui/backup/first_backup_page.h"
#include "ui/backup/health_strip.h"
#include "ui/backup/light_of.h"
#include "ui/backup/restore_dialog.h"
#include "ui/push/quiet_strip.h"
#include "ui/push/waiting_strip.h"
#include "ui/shell/about_box.h"
#include "ui/shell/contents.h"
#include "ui/shell/idle_watcher.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/last_change.h"
#include "ui/shell/page_keys.h"
#include "ui/shell/push_pages.h"
#include "ui/shell/transfer_pages.h"
#include "ui/text/error_text.h"
#include "ui/text/health_text.h"
#include "ui/unlock/gate.h"
#include "ui/unlock/slot_changes.h"
#include "ui/unlock/ways_in.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace ui::shell {
namespace {

constexpr int NoticeMilliseconds = 8'000;

} // namespace

MainWindow::MainWindow(const Surroundings& surroundings, QWidget* parent)
    : QMainWindow(parent),
      m_session(surroundings.session),
      m_settings(surroundings.settings),
      m_clock(surroundings.clock),
      m_backups(surroundings.backups),
      m_watch(surroundings.watch),
      m_practice(surroundings.practice),
      m_takeScreens(surroundings.takeScreens),
      m_startAnew(surroundings.startAnew),
      m_findCosts(surroundings.findCosts),
      m_pages(new QStackedWidget),
      m_gate(new unlock::Gate(surroundings.session, surroundings.settings, surroundings.findCosts,
          surroundings.knownCosts)),
      m_slotChanges(new unlock::SlotChanges(surroundings.session, this)),
      m_health(new backup::HealthStrip),
      m_waiting(new push::WaitingStrip),
      m_push(new PushPages(
          surroundings.watch, surroundings.session, surroundings.settings, surroundings.clock,
          [this] { return m_backups.place(); }, *m_pages, this)),
      m_transfer(new TransferPages(surroundings.session, *m_pages, this)),
      m_lastChange(new LastChange(surroundings.session, this)),
      m_idle(new IdleWatcher(surroundings.clock, surroundings.idleLimit, this))
{
    layOut();
    buildActions();
    listen();
    if (m_session.isOpen())
        openPages();
    updateActions();
}

MainWindow::~MainWindow()
{
    // The session outlives the window; nothing it tells may reach a half-destroyed one.
    m_session.disconnect(this);
    m_backups.disconnect(this);
    m_watch.inbox().disconnect(this);
}

void MainWindow::layOut()
{
    setWindowTitle(m_practice ? tr("Practice") : QGuiApplication::applicationDisplayName());
    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    auto* edge = new QVBoxLayout;
    edge->setContentsMargins(12, 4, 12, 10);
    auto* quiet = new push::QuietStrip(m_push->quiet());
    connect(quiet, &QPushButton::clicked, m_push, &PushPages::showQuietHours);
    edge->addWidget(quiet);
    edge->addWidget(m_waiting);
    edge->addWidget(m_health);
    m_waiting->hide();
    column->addLayout(edge);
    m_health->hide();
    setCentralWidget(central);
    m_pages->addWidget(m_gate);
    // Above all and the last to be reached by the keyboard: the page is what one came for.
    if (m_practice) {
        auto* strip = new PracticeStrip(*m_practice);
        connect(strip, &PracticeStrip::pageWanted, this, &MainWindow::pageWanted);
        m_push->setUsualTrust(m_practice->trust);
        column->insertWidget(0, strip);
    }
    setMinimumWidth(360);
    // With large text there is as much on a line as with small.
    resize(QSize(480, 680)
               .expandedTo(QSize(30, 42) * fontMetrics().height())
               .boundedTo(screen()->availableSize()));
    setAcceptDrops(true);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->hide();
}

void MainWindow::listen()
{
    connect(statusBar(), &QStatusBar::messageChanged, this,
        [this](const QString& text) { statusBar()->setVisible(!text.isEmpty()); });
    connect(&m_session, &vault::VaultSession::unlocked, this, &MainWindow::openPages);
    connect(&m_session, &vault::VaultSession::locked, this, &MainWindow::closePages);
    connect(&m_session, &vault::VaultSession::closedByOthers, this, &MainWindow::tellWhyClosed);
    connect(m_gate, &unlock::Gate::vaultCreated, this, [this] {
        m_isFirstRun = true;
        showAddPage();
    });
    connect(m_gate, &QStackedWidget::currentChanged, this, &MainWindow::watchGate);
    connect(m_gate, &unlock::Gate::restoreRequested, this, &MainWindow::restore);
    connect(m_gate, &unlock::Gate::noticed, this, &MainWindow::notice);
    connect(m_slotChanges, &unlock::SlotChanges::savedBehindLock, this,
        &MainWindow::tellOfChangeBehindLock);
    connect(m_idle, &IdleWatcher::idled, this, &MainWindow::lockBecauseIdle);
    connect(&m_backups, &backup::BackupKeeper::changed, this, &MainWindow::updateHealth);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::updateHealth);
    connect(m_health, &QPushButton::clicked, this, &MainWindow::showBackups);
    connect(&m_watch.inbox(), &inbox::Inbox::countChanged, this, &MainWindow::updateWaiting);
    connect(&m_watch.inbox(), &inbox::Inbox::arrived, this, &MainWindow::takeRequest);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::updateWaiting);
    connect(m_waiting, &QPushButton::clicked, m_push, &PushPages::showInbox);
    connect(m_push, &PushPages::left, this, &MainWindow::showAccounts);
    connect(m_push, &PushPages::refusalsChanged, this, &MainWindow::updateWaiting);
    connect(m_push, &PushPages::registered, this, &MainWindow::goOnFromAdding);
    connect(m_push, &PushPages::noticed, this, &MainWindow::notice);
    connect(m_push, &PushPages::activationEnded, this, [this](bool isDone) {
        if (!isDone)
            return showAddPage();
        m_add->reset();
        m_add->endMove();
    });
    connect(m_transfer, &TransferPages::coachLeft, this, &MainWindow::showAccounts);
    connect(m_transfer, &TransferPages::addForMoveWanted, this, &MainWindow::addForMove);
    connect(m_transfer, &TransferPages::left, this, &MainWindow::goOnFromAdding);
    connect(m_transfer, &TransferPages::imported, this, &MainWindow::finishImport);
    connect(m_transfer, &TransferPages::picturesFound, this, &MainWindow::offerPictures);
    connect(m_transfer, &TransferPages::backupsWanted, this, &MainWindow::showBackups);
    connect(m_transfer, &TransferPages::noticed, this, &MainWindow::notice);
    connect(m_lastChange, &LastChange::told, this, &MainWindow::notice);
    connect(m_transfer, &TransferPages::noticedBehindLock, m_gate, &unlock::Gate::showNote);
}

void MainWindow::openPages()
{
    m_accounts = new accounts::AccountsPage(m_session, m_clock, m_pages);
    m_trash = new accounts::TrashPage(m_session, m_clock, m_pages);
    m_add = new add::AddPage(m_session, m_clock, m_pages);
    m_backup = new backup::BackupPage(m_backups, m_session, m_pages);
    m_firstBackup = new backup::FirstBackupPage(m_backups, m_session, m_pages);
    m_waysIn = new unlock::WaysIn(m_session, m_settings, m_findCosts, *m_slotChanges, m_pages);
    for (QWidget* page : pagesWhileOpen())
        m_pages->addWidget(page);
    m_push->open();
    m_transfer->open();
    joinPages();

    m_idle->start();
    updateActions();
    // What cannot be saved now goes at the next unlocking.
    Q_UNUSED(m_session.vault().removeExpiredTrash());
    showAccounts();
    if (const auto wanted = std::exchange(m_wantedRequest, {}))
        m_push->showRequest(*wanted);
    offerWaitingLink();
}

void MainWindow::joinPages()
{
    connect(m_accounts, &accounts::AccountsPage::addRequested, this, &MainWindow::showAddPage);
    connect(m_accounts, &accounts::AccountsPage::trashRequested, this, &MainWindow::showTrash);
    connect(m_accounts, &accounts::AccountsPage::registrationWanted, m_push,
        &PushPages::showRegistration);
    connect(m_accounts, &accounts::AccountsPage::lockRequested, this, &MainWindow::lock);
    connect(m_trash, &accounts::TrashPage::closed, this, &MainWindow::showAccounts);
    connect(
        m_waysIn, &unlock::WaysIn::wanted, this, [this] { m_pages->setCurrentWidget(m_waysIn); });
    connect(m_waysIn, &unlock::WaysIn::passphraseSet, m_gate, &unlock::Gate::keepUp);
    connect(
        m_waysIn, &unlock::WaysIn::backupPassphraseSet, &m_backups, &backup::BackupKeeper::backUp);
    connect(m_waysIn, &unlock::WaysIn::closed, this, &MainWindow::leaveWaysIn);
    connect(m_add, &add::AddPage::finished, this, &MainWindow::finishAdding);
    if (m_takeScreens)
        m_add->setTakeScreens(m_takeScreens);
    m_add->setStartAnew(m_startAnew);
    m_add->setCanActivate([this](std::string_view link) { return m_watch.canActivate(link); });
    connect(m_add, &add::AddPage::activationWanted, m_push,
        [this](crypto::SecretBytes& link) { m_push->activate(std::move(link)); });
    connect(m_add, &add::AddPage::importWanted, m_transfer, &TransferPages::importFiles);
    connect(m_add, &add::AddPage::cancelled, this, [this] { finishAdding(0); });
    connect(m_backup, &backup::BackupPage::closed, this, &MainWindow::showAccounts);
    connect(m_backup, &backup::BackupPage::openRequested, this, &MainWindow::openRequested);
    connect(
        m_firstBackup, &backup::FirstBackupPage::finished, this, &MainWindow::finishFirstBackup);
}

/// The pages that are there only while the vault is open.
QList<QWidget*> MainWindow::pagesWhileOpen() const
{
    return { m_accounts, m_trash, m_add, m_waysIn, m_backup, m_firstBackup };
}

void MainWindow::closePages()
{
    const bool hadRecoveryKey = m_waysIn->showsRecoveryKey();
    m_idle->stop();
    statusBar()->clearMessage();
    m_pages->setCurrentWidget(m_gate);
    // Later, because one of them may have asked for the lock and is still in that call.
    m_isFirstRun = false;
    for (QWidget* page : pagesWhileOpen() + m_push->pages() + m_transfer->pages()) {
        m_pages->removeWidget(page);
        page->hide();
        page->deleteLater();
    }
    updateActions();
    if (hadRecoveryKey)
        m_gate->showNote(tr("The vault was locked before the new recovery key was checked, and it "
                            "is not shown again. If it is not on your paper, unlock, remove it "
                            "under “Ways in” and make another one."));
    m_gate->setFocus();
}

void MainWindow::updateActions()
{
    for (QAction* action : m_openActions)
        action->setEnabled(m_session.isOpen());
}

void MainWindow::lock()
{
    m_session.lock();
}

/// Some pages before the unlocking have opened something, too.
void MainWindow::watchGate()
{
    if (m_session.isOpen())
        return;
    if (m_gate->holdsKeys())
        m_idle->start();
    else
        m_idle->stop();
}

void MainWindow::lockBecauseIdle()
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(m_idle->limit()).count();
    const bool hadRecoveryKey = m_waysIn && m_waysIn->showsRecoveryKey();
    if (m_session.isOpen())
        m_session.lock();
    else
        m_gate->start();
    if (hadRecoveryKey)
        return; // what there is to say about that matters more
    m_gate->showNote(tr("Locked, because nothing was typed or clicked for %n minute(s).", nullptr,
        static_cast<int>(minutes)));
}

void MainWindow::tellWhyClosed(const base::Error& reason)
{
    const text::Explanation explanation = text::errorText(reason);
    m_gate->showNote(explanation.message + u' ' + explanation.next);
}

void MainWindow::tellOfChangeBehindLock(bool hasNewRecoveryKey)
{
    m_gate->showNote(hasNewRecoveryKey
            ? tr("The vault was locked when its new keys were on the disk already: the new "
                 "passphrase opens it. The new recovery key was not shown; remove it under “Ways "
                 "in” and make another one.")
            : tr("The vault was locked when a change of what opens it was on the disk already: "
                 "the change holds."));
}

void MainWindow::showAccounts()
{
    if (!m_accounts)
        return;
    m_pages->setCurrentWidget(m_accounts);
    m_accounts->focusSearch();
}

void MainWindow::showTrash()
{
    if (!m_trash)
        return;
    m_pages->setCurrentWidget(m_trash);
    m_trash->setFocus();
}

void MainWindow::showBackups()
{
    if (!m_backup)
        return;
    m_backups.look();
    m_pages->setCurrentWidget(m_backup);
    m_backup->setFocus();
}

void MainWindow::showFirstBackup()
{
    m_isFirstRun = false;
    m_pages->setCurrentWidget(m_firstBackup);
    m_firstBackup->setFocus();
}

void MainWindow::finishFirstBackup(bool isTested)
{
    showAccounts();
    if (isTested)
        notice(tr("The backup is made and tested. From now on they are made by themselves."));
}

/// The line at the bottom is there while something is to be said, and not on the page it leads to.
void MainWindow::updateHealth()
{
    const auto& health = m_backups.health();
    const QWidget* const page = m_pages->currentWidget();
    const bool isElsewhere = page != m_backup && page != m_firstBackup && page != m_gate;
    const bool isShown = health && isElsewhere && m_session.isOpen()
        && backup::lightOf(*health) != widgets::Light::Good;
    if (isShown)
        m_health->setHealth(backup::lightOf(*health), text::healthWords(*health));
    m_health->setVisible(isShown);
}

/// While locked it is a count without names; unlocking leads on.
void MainWindow::updateWaiting()
{
    m_waiting->setStanding({ m_push->isInboxShown() ? 0 : m_watch.inbox().count(),
        !m_watch.guard().bursts(m_clock.now()).empty(), m_push->hasRefusals() });
}

/// A request may take the place of the list, where nobody is in the middle of something else.
void MainWindow::takeRequest(const ::push::Challenge& challenge, inbox::Attention attention)
{
    if (attention != inbox::Attention::Raised || !m_accounts
        || m_pages->currentWidget() != m_accounts || QApplication::activeModalWidget()
        || QApplication::activePopupWidget())
        return;
    m_push->showRequest(challenge.hash);
}

void MainWindow::showRequest(const vault::JournalHash& hash)
{
    present();
    if (m_session.isOpen())
        m_push->showRequest(hash);
    else
        m_wantedRequest = hash;
}

/// Where there is no vault yet the new one takes its place; where there is one that is damaged the
/// new one goes beside it.
void MainWindow::restore(const std::string& copy)
{
    auto* dialog = new backup::RestoreDialog(m_session, copy, this);
    connect(dialog, &backup::RestoreDialog::openRequested, this, &MainWindow::openRequested);
    connect(dialog, &backup::RestoreDialog::restored, this, [this](const std::string& vault) {
        if (vault != m_session.path())
            return;
        m_gate->start();
        m_gate->showNote(tr("The vault is restored. Unlock it with what opened the backup."));
        m_gate->setFocus();
    });
    dialog->open();
}

void MainWindow::showWaysIn()
{
    if (m_waysIn)
        m_waysIn->showList();
}

void MainWindow::changePassphrase()
{
    if (m_waysIn)
        m_waysIn->changePassphrase();
}

void MainWindow::leaveWaysIn(const QString& notice)
{
    if (m_pages->currentWidget() == m_waysIn)
        showAccounts();
    if (!notice.isEmpty())
        this->notice(notice);
}

void MainWindow::showAddPage()
{
    if (!m_add)
        return;
    m_pages->setCurrentWidget(m_add);
    m_add->setFocus();
}

void MainWindow::pasteToAdd()
{
    const QMimeData* const contents = QGuiApplication::clipboard()->mimeData();
    if (!m_add || !contents)
        return;
    showAddPage();
    if (!offerContents(*contents, *m_add))
        notice(tr("The clipboard holds no picture, file or link."));
}

/// The first time the first backup comes next.
void MainWindow::goOnFromAdding()
{
    if (m_isFirstRun)
        showFirstBackup();
    else
        showAccounts();
}

void MainWindow::addForMove(const vault::Id& move, const QString& name)
{
    m_add->setMove(move, name);
    showAddPage();
}

/// Back to the checklist where it was for that.
void MainWindow::finishAdding(int added)
{
    if (m_add->endMove())
        m_transfer->showCoach();
    else
        goOnFromAdding();
    if (added > 0)
        notice(tr("%n account(s) added.", nullptr, added));
}

/// Pictures that came along with the files are still to be looked at.
void MainWindow::finishImport(const QString& sentence)
{
    if (m_add->hasOffers())
        showAddPage();
    else
        goOnFromAdding();
    if (m_pages->currentWidget() != m_accounts)
        return notice(sentence);
    m_accounts->showNotice(sentence, tr("&Undo"),
        [this, save = m_session.vault().lastSave()] { m_lastChange->undo(save); });
}

void MainWindow::offerPictures(const ::transfer::GivenFiles& pictures)
{
    m_add->offerFiles(pictures);
    if (!m_transfer->isImporting())
        showAddPage();
}

void MainWindow::offerLink(crypto::SecretBytes link)
{
    present();
    const bool isAdding = m_add && m_pages->currentWidget() == m_add && !m_add->isAtSources();
    if (!m_waitingLink.isEmpty() || isAdding) {
        notice(tr("Another link arrived and was not opened: finish the one at hand first."));
        return;
    }
    m_waitingLink = std::move(link);
    offerWaitingLink();
}

void MainWindow::offerWaitingLink()
{
    if (!m_add || m_waitingLink.isEmpty())
        return;
    const crypto::SecretBytes link = std::exchange(m_waitingLink, {});
    showAddPage();
    m_add->offerText(link.text());
}

void MainWindow::present()
{
    if (isMinimized())
        showNormal();
    else
        show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_session.lock();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_session.isOpen() && canOffer(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (!m_add)
        return;
    event->acceptProposedAction();
    showAddPage();
    offerContents(*event->mimeData(), *m_add);
}

void MainWindow::showKeys()
{
    (new KeySheet(keysOn(*m_pages->currentWidget(), m_actions), this))->open();
}

void MainWindow::showAbout()
{
    openAboutBox(*this);
}

void MainWindow::notice(const QString& sentence)
{
    if (m_accounts && m_pages->currentWidget() == m_accounts)
        m_accounts->showNotice(sentence);
    else
        statusBar()->showMessage(sentence, NoticeMilliseconds);
}

} // namespace ui::shell
